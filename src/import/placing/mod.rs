//! Where the rows of a delivery belong: which record each row means, in which units it stands and
//! at which place, each checked against the others.
//!
//! [`place_rows`] is the door for layers of places (zones, gates, plants). It expects rows whose
//! columns are recognised and whose other values are typed, and
//! - reads the units that a row names in its columns `commune`, `province`, `district` or
//!   `address`, by code or name; former ones become present ones (`declared`);
//! - finds the record that a row means by `id`, `code`, or name and unit, and sets
//!   [`Draft::before`](super::intake::Draft::before) (`records`);
//! - reads coordinates from the shape, from `lon` and `lat`, `x` and `y`, or `coordinates`, in
//!   whatever order and system they are (`located`, `coordinates`, `angles`, `shapes`), and finds
//!   the zone of VN-2000 metres by trying (`zones`);
//! - holds the place to the units (`settle`), values to their ranges (`ranges`), rows to each
//!   other and to the records nearby (`records`).
//!
//! [`place_borders`] is the door for deliveries of boundaries: polygons by code that must form a
//! coverage (`borders`).
//!
//! [`place_rows`] sets the values `lon`, `lat`, `precision`, `province`, `commune` and the names of former
//! units; everything found is told in the rows, and once for the file where it is about all.

mod angles;
mod areas;
mod borders;
mod communes;
mod coordinates;
mod declared;
mod located;
mod ranges;
mod records;
mod register;
mod rows;
mod settle;
mod shapes;
mod site;
mod zones;

pub use borders::place_borders;
pub use communes::{Communes, Home};
pub use declared::Declared;
pub use register::Register;
pub use rows::place_rows;
pub use settle::TOLERANCE_METRES;
