//! 公民身份号码 (GB 11643-1999): read, checked, and shown without giving it away.

use super::sex::Sex;
use chrono::{Datelike, NaiveDate};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// Weights of the first seventeen digits (ISO 7064 MOD 11-2).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check characters by the weighted sum modulo 11.
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// A valid identity number: 18 characters, a real birth date, the right check character.
///
/// Equal if the 18 characters are; whether it was upgraded from an old number plays no part.
#[derive(Debug, Clone, Eq)]
pub struct IdNumber {
    text: String,
    birth: NaiveDate,
    sex: Sex,
    upgraded: bool,
}

/// Why a text is no identity number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdNumberError {
    /// There is nothing to read.
    Empty,
    /// It has neither 18 nor 15 characters.
    WrongLength {
        /// How many it has.
        found: usize,
    },
    /// A character that does not belong there.
    BadCharacter {
        /// The character as written.
        character: char,
        /// Its place, counted from 1, blanks left out.
        position: usize,
    },
    /// Digits 7–14 (7–12 of an old number) are no date between 1900 and 2199.
    BadBirthDate {
        /// Those digits.
        digits: String,
    },
    /// The last character is not the one the others call for: most often two digits were swapped or one mistyped.
    BadCheckDigit {
        /// The last character as written.
        found: char,
        /// The one that belongs to the first seventeen.
        expected: char,
    },
}

impl fmt::Display for IdNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("身份证号是空的"),
            Self::WrongLength { found } => write!(f, "身份证号应为 18 位，实有 {found} 位"),
            Self::BadCharacter { character, position } => {
                write!(f, "身份证号第 {position} 位“{character}”不应出现")
            }
            Self::BadBirthDate { digits } => write!(f, "身份证号中的出生日期“{digits}”不是真实的日期"),
            Self::BadCheckDigit { found, expected } => {
                write!(f, "身份证号校验不符：按前 17 位，末位应为 {expected}，实为 {found}")
            }
        }
    }
}

impl std::error::Error for IdNumberError {}

impl IdNumber {
    /// The 18 characters, the last one a digit or `X`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The division code (行政区划代码) of where the number was issued: the first six digits, 320506 for 吴中区.
    #[must_use]
    pub fn division(&self) -> &str {
        self.text.get(..6).unwrap_or_default()
    }

    /// The birth date in the number. The recognised one (档案认定) may rightly differ.
    #[must_use]
    pub fn birth(&self) -> NaiveDate {
        self.birth
    }

    /// The sex in the number: digit 17 is odd for men, even for women.
    #[must_use]
    pub fn sex(&self) -> Sex {
        self.sex
    }

    /// Whether this was an old number of 15 digits, completed with the century 19 and a check character.
    #[must_use]
    pub fn was_upgraded(&self) -> bool {
        self.upgraded
    }

    /// The number for screens and lists that many people see: the first six and the last four characters,
    /// `320506********0016`.
    #[must_use]
    pub fn masked(&self) -> String {
        let last = self.text.get(14..).unwrap_or_default();
        format!("{}********{last}", self.division())
    }
}

impl fmt::Display for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl PartialEq for IdNumber {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Hash for IdNumber {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl FromStr for IdNumber {
    type Err = IdNumberError;

    /// Reads a number as cells hold it: lower-case x, full-width characters, white space, and apostrophes in front (by
    /// which Excel is told to take it as text) are put right. Anything else wrong is an error, never repaired.
    fn from_str(text: &str) -> Result<Self, IdNumberError> {
        let clean = clean(text);
        let length = clean.chars().count();
        if length == 0 {
            return Err(IdNumberError::Empty);
        }
        let misplaced = clean.chars().enumerate().find(|(at, c)| !(c.is_ascii_digit() || *c == 'X' && *at == 17));
        if let Some((at, character)) = misplaced {
            return Err(IdNumberError::BadCharacter { character, position: at + 1 });
        }
        let (body, upgraded) = match (length, clean.split_at_checked(6)) {
            (18, _) => (clean.get(..17).unwrap_or_default().to_owned(), false),
            (15, Some((division, rest))) => (format!("{division}19{rest}"), true),
            _ => return Err(IdNumberError::WrongLength { found: length }),
        };
        let digits = body.get(6..14).unwrap_or_default();
        let birth = NaiveDate::parse_from_str(digits, "%Y%m%d").ok().filter(|date| (1900..2200).contains(&date.year()));
        let birth = birth.ok_or_else(|| IdNumberError::BadBirthDate {
            digits: if upgraded { digits.get(2..).unwrap_or_default() } else { digits }.to_owned(),
        })?;
        let expected = check_character(&body);
        if let Some(found) = clean.chars().nth(17).filter(|found| *found != expected) {
            return Err(IdNumberError::BadCheckDigit { found, expected });
        }
        let odd = body.chars().nth(16).and_then(|c| c.to_digit(10)).is_some_and(|digit| digit % 2 == 1);
        let sex = if odd { Sex::Male } else { Sex::Female };
        Ok(Self { text: format!("{body}{expected}"), birth, sex, upgraded })
    }
}

/// Blanks and leading apostrophes taken out, full-width characters and x put right.
fn clean(text: &str) -> String {
    let visible = text.chars().filter(|c| !super::name::is_blank(*c));
    let straight = visible.map(|c| match c {
        // U+FF01–FF5E are the full-width forms of ASCII, in the same order.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '‘' | '’' | '′' => '\'',
        c => c,
    });
    let straight: String = straight.map(|c| if c == 'x' { 'X' } else { c }).collect();
    straight.trim_start_matches(['\'', '`']).to_owned()
}

/// The check character that belongs to seventeen digits.
fn check_character(body: &str) -> char {
    let sum: u32 = body.chars().filter_map(|c| c.to_digit(10)).zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    CHECKS.get((sum % 11) as usize).copied().unwrap_or('X')
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<IdNumber, IdNumberError> {
        text.parse()
    }

    #[test]
    fn the_standards_numbers_are_valid() {
        for (text, birth, sex) in [
            ("11010519491231002X", "1949-12-31", Sex::Female),
            ("34052419800101001X", "1980-01-01", Sex::Male),
            ("320506197503140016", "1975-03-14", Sex::Male),
        ] {
            let id = read(text).unwrap();
            assert_eq!((id.as_str(), id.birth().to_string().as_str(), id.sex()), (text, birth, sex));
            assert!(!id.was_upgraded());
        }
    }

    /// The same number is the same whether it was written with 15 digits or 18; another one is another.
    #[test]
    fn numbers_are_compared_by_their_eighteen_characters() {
        let set = |texts: &[&str]| -> std::collections::HashSet<IdNumber> {
            texts.iter().map(|text| read(text).unwrap()).collect()
        };
        let upgraded = read("320506750314001").unwrap();
        assert_eq!(upgraded, read(upgraded.as_str()).unwrap());
        assert_ne!(read("11010519491231002X"), read("34052419800101001X"));
        assert_eq!(set(&["320506750314001", upgraded.as_str(), "34052419800101001X"]).len(), 2);
    }

    #[test]
    fn what_cells_do_to_a_number_is_put_right() {
        let id = read("11010519491231002X").unwrap();
        for text in [
            "11010519491231002x",
            "'11010519491231002X",
            "‘11010519491231002X",
            "＇11010519491231002X",
            " 110105 19491231 002X ",
            "110105\u{A0}19491231\u{3000}002X\n",
            "\u{FEFF}11010519491231002X\u{200B}",
            "１１０１０５１９４９１２３１００２Ｘ",
            "１１０１０５１９４９１２３１００２ｘ",
        ] {
            assert_eq!(read(text), Ok(id.clone()), "{text:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        use IdNumberError::{BadBirthDate, BadCharacter, BadCheckDigit, Empty, WrongLength};
        for (text, error) in [
            ("", Empty),
            ("'　", Empty),
            ("32050619750314001", WrongLength { found: 17 }),
            ("3205061975031400166", WrongLength { found: 19 }),
            ("1", WrongLength { found: 1 }),
            ("32050619750314001O", BadCharacter { character: 'O', position: 18 }),
            ("3205061975031X0016", BadCharacter { character: 'X', position: 14 }),
            ("3.2050619750314E+17", BadCharacter { character: '.', position: 2 }),
            ("无", BadCharacter { character: '无', position: 1 }),
            ("320506197502300014", BadBirthDate { digits: "19750230".to_owned() }),
            ("320506197513140014", BadBirthDate { digits: "19751314".to_owned() }),
            ("320506087503140014", BadBirthDate { digits: "08750314".to_owned() }),
            ("320506750230001", BadBirthDate { digits: "750230".to_owned() }),
            ("320506197503140010", BadCheckDigit { found: '0', expected: '6' }),
            ("110105194912310021", BadCheckDigit { found: '1', expected: 'X' }),
            ("32050619750314001X", BadCheckDigit { found: 'X', expected: '6' }),
            // What a spreadsheet leaves of 320506197503140016 once it has been a number.
            ("320506197503139968", BadCheckDigit { found: '8', expected: check_character("32050619750313996") }),
        ] {
            assert_eq!(read(text), Err(error), "{text}");
        }
        assert_eq!(
            read("320506197503140010").unwrap_err().to_string(),
            "身份证号校验不符：按前 17 位，末位应为 6，实为 0"
        );
    }

    #[test]
    fn old_numbers_are_completed_and_marked() {
        let id = read("320506750314001").unwrap();
        assert_eq!(id.as_str(), "320506197503140016");
        assert!(id.was_upgraded());
        assert_eq!(id, read("320506197503140016").unwrap(), "the same person");
        assert_eq!(read("110105491231002").unwrap().as_str(), "11010519491231002X");
    }

    #[test]
    fn every_single_slip_is_caught() {
        let right = "320506197503140016";
        for at in 0..18 {
            for digit in '0'..='9' {
                let typed: String =
                    right.chars().enumerate().map(|(place, c)| if place == at { digit } else { c }).collect();
                assert_eq!(read(&typed).is_ok(), typed == right, "{typed}");
            }
        }
        for at in 0..17 {
            let mut swapped: Vec<char> = right.chars().collect();
            swapped.swap(at, at + 1);
            let typed: String = swapped.into_iter().collect();
            assert_eq!(read(&typed).is_ok(), typed == right, "{typed}");
        }
    }

    #[test]
    fn masked_numbers_keep_six_and_four() {
        let id = read("320506197503140016").unwrap();
        assert_eq!(id.masked(), "320506********0016");
        assert_eq!(id.division(), "320506");
        assert_eq!(id.to_string(), "320506197503140016");
    }
}
