//! Text of several looks parted at a byte.

use crate::docx::model::Inline;

/// Has one text end and the next begin behind so many bytes; tells where. `there`: which text that is, by its first and its last byte.
pub(crate) fn cut(inlines: &mut Vec<Inline>, bytes: usize, there: impl Fn(usize, usize) -> bool) -> Option<usize> {
    let mut start = 0;
    for index in 0..inlines.len() {
        let Some(Inline::Text(text, format)) = inlines.get_mut(index) else { continue };
        let end = start + text.len();
        if there(start, end) {
            if bytes == start {
                return Some(index);
            }
            if bytes < end {
                text.is_char_boundary(bytes - start).then_some(())?;
                let after = Inline::Text(text.split_off(bytes - start), format.clone());
                inlines.insert(index + 1, after);
            }
            return Some(index + 1);
        }
        start = end;
    }
    None
}
