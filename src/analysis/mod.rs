//! What records and figures say together: the order of answers, series over time, changes on the
//! year before; what lies where: nearest points and lines, shapes and what is in them; and what
//! the records of a unit come to.
//!
//! No figures are added up here: periods of one subject overlap and sources contradict each other.

mod answer_order;
mod courses;
mod gaps;
#[cfg(test)]
mod samples;
mod series;
mod shape;
mod shape_area;
mod shape_check;
mod space;
mod surroundings;
mod unit_sums;
mod year_on_year;

pub use answer_order::{by_subject, of_subject, put_in_order};
pub use courses::{Courses, Foot};
pub use series::{Point, Series, series};
pub use shape::Shape;
pub use shape_check::{RingFault, ShapeFault};
pub use surroundings::{Found, Surroundings};
pub use unit_sums::{PlantSum, ZoneSum, plant_sum, zone_sum};
pub use year_on_year::YearOnYear;
