//! 性别, as it is written in lists and sentences.

use std::fmt;
use std::str::FromStr;

/// A person's sex (性别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sex {
    /// 男, which compact notes leave out.
    Male,
    /// 女.
    Female,
}

impl Sex {
    /// The word of forms: `男` or `女`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }

    /// The pronoun of prose (人称代词): `他` or `她`.
    #[must_use]
    pub fn pronoun(self) -> &'static str {
        match self {
            Self::Male => "他",
            Self::Female => "她",
        }
    }
}

impl fmt::Display for Sex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text names no sex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SexError {
    /// What was written.
    pub text: String,
}

impl fmt::Display for SexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}”不是性别，应填“男”或“女”", self.text)
    }
}

impl std::error::Error for SexError {}

impl FromStr for Sex {
    type Err = SexError;

    /// Reads `男`, `女`, `男性`, `女性`, and the codes of GB/T 2261.1 (`1` 男, `2` 女); white space does not count.
    fn from_str(text: &str) -> Result<Self, SexError> {
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        match bare.as_str() {
            "男" | "男性" | "1" => Ok(Self::Male),
            "女" | "女性" | "2" => Ok(Self::Female),
            _ => Err(SexError { text: text.trim().to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_and_codes_of_forms_are_read() {
        for text in ["男", " 男　", "男性", "1"] {
            assert_eq!(text.parse(), Ok(Sex::Male), "{text}");
        }
        for text in ["女", "女\n", "女性", "2"] {
            assert_eq!(text.parse(), Ok(Sex::Female), "{text}");
        }
        for text in ["", "男女", "M", "0"] {
            assert!(text.parse::<Sex>().is_err(), "{text}");
        }
        assert_eq!("Ｆ".parse::<Sex>().map_err(|e| e.to_string()), Err("“Ｆ”不是性别，应填“男”或“女”".to_owned()));
    }

    #[test]
    fn words_and_pronouns_agree() {
        assert_eq!((Sex::Male.to_string(), Sex::Male.pronoun()), ("男".to_owned(), "他"));
        assert_eq!((Sex::Female.to_string(), Sex::Female.pronoun()), ("女".to_owned(), "她"));
    }
}
