//! The look of text: fonts and what they measure, scripts, lines and grounds, colours.

pub(super) mod by_script;
pub(super) mod chain;
pub(super) mod character;
pub(super) mod covered;
pub(super) mod cut;
pub(super) mod decoration;
pub(super) mod direction;
pub(super) mod features;
pub(super) mod latin_order;
pub(super) mod letter_outline;
pub(super) mod metrics;
pub(super) mod paint;
pub(super) mod script;
pub(super) mod small_caps;
pub(super) mod typefaces;
