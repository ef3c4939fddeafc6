//! Language: the small facts of Chinese paperwork that hold for any document — names and their order by strokes, dates,
//! ages and periods, Chinese numerals, identity numbers and the places they name. It knows nothing of the round, of files or of layout.

pub mod age;
pub mod alike;
pub mod arrangements;
pub mod calendar;
pub mod date;
mod date_text;
pub mod division;
pub mod document_number;
mod holidays;
pub mod id_number;
pub mod invisible;
pub mod name;
pub mod natural;
pub(crate) mod no_such_day;
pub mod nothing;
pub mod numeral;
pub mod period;
pub mod placeholder;
pub mod sex;
pub mod stroke_order;
pub mod stroke_table;
pub mod title;
pub mod weekday;
