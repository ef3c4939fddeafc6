//! The elements of headers and footers. They are walked for several pages, to see what changes from one to the other, and so their elements
//! are there several times; whoever asks for all of them is given those of one page.

use std::num::NonZeroUsize;

use ecow::EcoVec;
use rustc_hash::{FxHashMap, FxHashSet};
use typst_library::foundations::{Content, Element, Label, Selector};
use typst_library::introspection::{ElementIntrospector, Location};

use super::introspector::Place;

/// Where they stand.
#[derive(Default)]
pub(super) struct Margins {
    places: FxHashMap<Location, Place>,
    /// What elements they are, and what labels they have.
    kinds: FxHashSet<Element>,
    named: FxHashSet<Label>,
    /// Those that are there on an earlier page as well.
    again: FxHashSet<Location>,
    /// The first walk of each page's header.
    heads: FxHashMap<NonZeroUsize, u64>,
    /// What has a label that is there several times, but once on one page.
    pub labels: FxHashMap<Label, Content>,
}

impl Margins {
    /// Those of a document.
    pub fn of(elements: &ElementIntrospector<Place>) -> Self {
        let place = |elem: &Content| {
            let location = elem.location()?;
            let place = *elements.position(location)?;
            (place != Place::default()).then_some((location, place))
        };
        let met: Vec<(Location, Place, &Content)> =
            elements.all().filter_map(|elem| place(elem).map(|(location, place)| (location, place, elem))).collect();
        if met.is_empty() {
            return Self::default();
        }
        // One and the same element comes from one place of the source.
        let origin = |place: &Place, elem: &Content| (elem.span(), elem.elem().name(), place.foot);
        let (mut first, mut heads) = (FxHashMap::default(), FxHashMap::default());
        for (_, place, elem) in &met {
            let own = first.entry(origin(place, elem)).or_insert(*place);
            if place.page < own.page {
                *own = *place;
            }
            if !place.foot {
                heads.entry(place.page).or_insert(place.walk);
            }
        }
        let is_again =
            |place: &Place, elem: &Content| first.get(&origin(place, elem)).is_some_and(|own| own.walk != place.walk);
        let again: FxHashSet<Location> =
            met.iter().filter(|(_, place, elem)| is_again(place, elem)).map(|(location, ..)| *location).collect();
        let places = met.iter().map(|(location, place, _)| (*location, *place)).collect();
        let kinds = met.iter().map(|(.., elem)| elem.elem()).collect();
        let named = met.iter().filter_map(|(.., elem)| elem.label()).collect();
        let mut out = Self { places, kinds, named, again, heads, ..Self::default() };
        let mut labelled: Vec<Label> = met.iter().filter_map(|(.., elem)| elem.label()).collect();
        labelled.sort_unstable_by_key(|label| label.resolve());
        labelled.dedup();
        for label in labelled {
            let all = elements.query(&Selector::Label(label));
            if let [only] = out.once(all.clone()).as_slice()
                && all.len() > 1
            {
                out.labels.insert(label, only.clone());
            }
        }
        out
    }

    /// Whether any of them may be what is looked for: most questions, as those for the numbers of headings, are about the text alone.
    pub fn may_be(&self, selector: &Selector) -> bool {
        match selector {
            Selector::Elem(elem, _) => self.kinds.contains(elem),
            Selector::Label(label) => self.named.contains(label),
            Selector::Or(any) => any.iter().any(|selector| self.may_be(selector)),
            Selector::And(all) => all.iter().all(|selector| self.may_be(selector)),
            Selector::Before { selector, .. }
            | Selector::After { selector, .. }
            | Selector::Within { selector, .. } => self.may_be(selector),
            _ => !self.is_empty(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether what stands at a place is there for what stands at another: in the same walk, or in the header of its page.
    pub fn is_seen_from(&self, own: Place, other: Place) -> bool {
        let head = || own.foot && !other.foot && self.heads.get(&own.page) == Some(&other.walk);
        other.walk == own.walk || other.page == own.page && head()
    }

    /// Where an element stands, if it is one of theirs.
    pub fn place(&self, location: Location) -> Option<Place> {
        self.places.get(&location).copied()
    }

    /// Elements, those of headers and footers once and behind the others: what is counted in the text comes to it first.
    pub fn once(&self, found: EcoVec<Content>) -> EcoVec<Content> {
        let place = |elem: &Content| elem.location().and_then(|location| self.place(location));
        if self.is_empty() || !found.iter().any(|elem| place(elem).is_some()) {
            return found;
        }
        let (text, mut margins): (Vec<Content>, Vec<Content>) =
            found.into_iter().partition(|elem| place(elem).is_none());
        margins.retain(|elem| !self.is_again(elem));
        text.into_iter().chain(margins).collect()
    }

    /// How many are left of what was found.
    pub fn count_once(&self, found: &[Content]) -> usize {
        found.iter().filter(|elem| !self.is_again(elem)).count()
    }

    fn is_again(&self, elem: &Content) -> bool {
        elem.location().is_some_and(|location| self.again.contains(&location))
    }
}
