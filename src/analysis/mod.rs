//! What records and figures say together: the order of answers, series over time, changes on the
//! year before, what the records of a unit come to.
//!
//! Nothing here adds figures up: periods of one subject overlap and sources contradict each other.

mod answer_order;
mod gaps;
#[cfg(test)]
mod samples;
mod series;
mod unit_sums;
mod year_on_year;

pub use answer_order::{by_subject, of_subject, put_in_order};
pub use series::{Point, Series, series};
pub use unit_sums::{PlantSum, ZoneSum, plant_sum, zone_sum};
pub use year_on_year::YearOnYear;
