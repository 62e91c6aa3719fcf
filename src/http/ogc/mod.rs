//! `/ogc`: the map by the standards of OGC API: Common, Features (core, reference systems,
//! filters) and Tiles. The same layers, ids and filters as everywhere else.

pub(in crate::http) mod api;
pub(in crate::http) mod collection;
pub(in crate::http) mod feature_text;
mod form;
mod html;
pub(in crate::http) mod item;
mod item_body;
mod item_pages;
pub(in crate::http) mod items;
pub(in crate::http) mod items_query;
pub(in crate::http) mod landing;
mod links;
pub(in crate::http) mod queryables;
pub(in crate::http) mod tile_matrix_set;
pub(in crate::http) mod tilesets;

/// The only parameter of most documents, besides `lang`.
pub(in crate::http) const FORM: &[&str] = &["f"];

/// Media type of `GeoJSON`.
pub(in crate::http) const GEOJSON: &str = "application/geo+json";
