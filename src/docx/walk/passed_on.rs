//! What an introspector that answers for another one passes on as it is.

/// The questions that have nothing to do with which page something is on, asked of `self.inner`. The types are those that whoever uses it
/// imports.
macro_rules! passed_on {
    () => {
        fn label_count(&self, label: Label) -> usize {
            self.inner.label_count(label)
        }

        fn locator(&self, key: u128, base: Location) -> Option<Location> {
            self.inner.locator(key, base)
        }

        fn page_numbering(&self, location: Location) -> Option<&Numbering> {
            self.inner.page_numbering(location)
        }

        fn page_supplement(&self, location: Location) -> Option<&Content> {
            self.inner.page_supplement(location)
        }

        fn anchor(&self, location: Location) -> Option<&EcoString> {
            self.inner.anchor(location)
        }

        fn document(&self, location: Location) -> Option<Location> {
            self.inner.document(location)
        }

        fn path(&self, location: Location) -> Option<&VirtualPath> {
            self.inner.path(location)
        }
    };
}

pub(super) use passed_on;
