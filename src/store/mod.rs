//! Features by place: R-trees over areas and over places.

mod area_index;
mod place_index;

pub use area_index::AreaIndex;
pub use place_index::PlaceIndex;
