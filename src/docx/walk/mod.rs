//! From Typst's realized content to the Word document model.
//!
//! Realization turns content into a flat list of well-known elements, each with the styles that hold for it. The walk goes
//! through that list, realizes the bodies it meets in turn, and says each thing in Word's terms: a paragraph, a table, a
//! section. What has no equivalent is laid out with Typst's own engine and put in as a picture, with a warning.

mod apart;
mod area;
mod below_float;
mod beside;
mod blank;
mod block;
mod boxes;
mod broken_columns;
mod by_script;
mod caption;
mod cell;
mod chain;
mod character;
mod check_box;
mod column_ends;
mod container;
mod contents;
mod covered;
mod decoration;
mod direction;
mod drawing;
mod drawings_alone;
mod early_pages;
mod empty_page;
mod ends;
mod entry;
mod equation;
mod features;
mod fill;
mod filling;
mod filling_rows;
mod finish;
mod fit;
mod float;
mod flow;
mod foot;
mod fractions;
mod frame;
mod gradient;
mod grid;
mod heading;
mod heights;
mod hung_marker;
mod image;
mod inline;
mod inline_box;
mod item_begin;
mod label;
mod label_marks;
mod labelled;
mod layer;
mod letter_outline;
mod lettering;
mod level;
mod level_text;
mod line;
mod line_parts;
mod lined_box;
mod lines_beside;
mod list;
mod lone_box;
mod long_word;
mod lowered;
mod margin_looks;
mod marginal;
mod margins;
mod math;
mod math_fence;
mod math_function;
mod math_left;
mod math_lines;
mod math_numbered;
mod math_operator;
mod math_size;
mod math_table;
mod math_text;
mod metrics;
mod most_lines;
mod moved;
mod neighbours;
mod note;
mod note_body;
mod number_edges;
mod numbered_from;
mod numbered_lines;
mod numeral;
mod on_page;
mod one_row;
mod over_edge;
mod overfull;
mod overlap;
mod pad;
mod page;
mod page_break;
mod page_field;
mod page_gaps;
mod pages;
mod paint;
mod paragraph;
mod parted;
mod picture;
mod place;
mod placed_box;
mod preview;
mod questions;
mod raised;
mod reaching_out;
mod realize;
mod reference;
mod reserve;
mod restyled;
mod room_to_write;
mod round;
mod rows;
mod rule;
mod running;
mod runs;
mod script;
mod section;
mod shape;
mod short_rows;
mod shown;
mod shown_pages;
mod shrink;
mod small_caps;
mod spread;
mod stack;
mod stand_in;
mod stretches;
mod table;
mod table_rows;
mod tag;
mod tall;
mod title_fields;
mod tracks;
mod turned;
mod typefaces;
mod unbroken;
mod unseen_lines;
mod upright;
mod varying;
mod void;
mod walker;
mod whole_page;
mod whole_titles;
mod word;
mod worded_box;

pub(crate) use page::document;

use typst_library::introspection::Location;

pub(crate) use self::area::{Area, Hold};
pub(crate) use self::walker::Walker;

/// The name of the bookmark at a location, until the finished document numbers them.
pub(crate) fn bookmark_name(location: Location) -> String {
    format!("_jg{:016x}", location.hash() as u64)
}

/// Every warning of the exporter begins with this.
pub(crate) const NOTE: &str = "DOCX：";
