//! Which of some values is met most often.

/// How often each value was met, in the order in which they were met first.
#[derive(Debug)]
pub(super) struct Count<T>(Vec<(T, usize)>);

impl<T> Default for Count<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: PartialEq> Count<T> {
    pub fn add(&mut self, value: T) {
        match self.0.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => self.0.push((value, 1)),
        }
    }

    /// Whether none was met.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value met most often; of equals the one met first.
    pub fn most(self) -> Option<T> {
        // The last of equals is found, so from behind.
        self.0.into_iter().rev().max_by_key(|(_, count)| *count).map(|(value, _)| value)
    }
}

impl<T: PartialEq> FromIterator<T> for Count<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut counts = Self::default();
        values.into_iter().for_each(|value| counts.add(value));
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_equals_the_one_met_first() {
        assert_eq!(Count::from_iter([3, 1, 2, 1, 2]).most(), Some(1));
        assert_eq!(Count::from_iter([3, 1, 2, 1, 2, 2]).most(), Some(2));
        assert_eq!(Count::<u8>::default().most(), None);
    }
}
