//! Features by id and by place: R-trees over areas and over places, units by code and time.

mod area_index;
mod place_index;
mod time;
mod unit_index;

pub use area_index::AreaIndex;
pub use place_index::PlaceIndex;
pub use time::{Days, Time};
pub use unit_index::UnitIndex;
