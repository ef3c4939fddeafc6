//! A seal at the end of the copy, by which it is known later whether anybody has worked in it since.
//!
//! It is the comment of the zip package, which spreadsheet programs drop when they save: the hash of all that stands before it. A copy in
//! which something has been put right has no seal, or one that no longer fits.

use crate::hash::sha256;

/// How it begins.
const NAME: &str = "jinggang sha256 ";

/// The length of a hash in hexadecimal.
const HASH: usize = 64;

/// The package with its seal; a package that has a comment already stays as it is, without one.
pub(super) fn seal(mut package: Vec<u8>) -> Vec<u8> {
    let comment = format!("{NAME}{}", sha256(&package));
    if package.ends_with(&[0, 0])
        && let Ok(length) = u16::try_from(comment.len())
    {
        package.truncate(package.len() - 2);
        package.extend(length.to_le_bytes());
        package.extend(comment.as_bytes());
    }
    package
}

/// Whether a package is as it was when it was sealed.
pub(super) fn holds(package: &[u8]) -> bool {
    let length = NAME.len() + HASH;
    let Some((body, comment)) = package.len().checked_sub(length).and_then(|at| package.split_at_checked(at)) else {
        return false;
    };
    let Some(told) = comment.strip_prefix(NAME.as_bytes()) else { return false };
    // Before the seal was set the length of the comment was nought.
    let Some((body, _)) = body.len().checked_sub(2).and_then(|at| body.split_at_checked(at)) else { return false };
    sha256(&[body, &[0, 0]].concat()).as_bytes() == told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_holds_until_something_is_changed() {
        let package = [b"PK and what follows".as_slice(), &[0, 0]].concat();
        assert!(!holds(&package));
        let sealed = seal(package);
        assert!(holds(&sealed));
        for at in [0, 5, sealed.len() - 1] {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(!holds(&changed), "{at}");
        }
        assert!(!holds(b""));
    }
}
