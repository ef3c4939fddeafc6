//! Raised and lowered text in lines of an exact height: Word shows nothing of it beyond its line, so it stands as far from the baseline
//! as the line has room for.

use typst_library::layout::Abs;

use super::metrics::{ink, is_wide};
use crate::docx::model::Inline;

/// So much of its size may be cut off of raised text, and of lowered text, without being seen.
const UNSEEN: [f64; 2] = [0.1, 0.2];

/// The part of the size that letters with tails and Han characters reach below the baseline.
const TAILS: [f64; 2] = [0.21, 0.12];

/// Brings what would be cut off by a line with so much room above and below its baseline nearer to it. Tells whether there was any.
pub(super) fn keep_within_line(inlines: &mut [Inline], above: Abs, below: Abs) -> bool {
    let mut moved = false;
    for inline in inlines {
        if let Inline::Link { inlines, .. } = inline {
            moved |= keep_within_line(inlines, above, below);
            continue;
        }
        let own = ink(std::slice::from_ref(inline));
        let Inline::Text(text, format) = inline else { continue };
        if format.position == 0 || text.trim().is_empty() {
            continue;
        }
        let size = Abs::pt(f64::from(format.size) / 2.0);
        let [raised, lowered] = UNSEEN;
        let (room, unseen) =
            if format.position > 0 { (above - own, raised) } else { (below - size * tail(text), lowered) };
        let most = (room.max(Abs::zero()).to_pt() * 2.0).floor() as i32;
        let shift = Abs::pt(f64::from(format.position.abs()) / 2.0);
        if shift - room > size * unseen {
            format.position = format.position.signum() * most;
            moved = true;
        }
    }
    moved
}

/// The part of its size that text reaches below its baseline.
fn tail(text: &str) -> f64 {
    let [letters, han] = TAILS;
    let has_tail =
        |c: char| matches!(c, 'g' | 'j' | 'p' | 'q' | 'y' | 'Q' | 'J' | '(' | ')' | '[' | ']' | '{' | '}' | ';' | ',');
    if text.contains(has_tail) {
        letters
    } else if text.contains(is_wide) {
        han
    } else {
        0.0
    }
}
