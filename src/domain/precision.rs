//! How well a place is known.

use super::FieldError;
use super::record::{closed_list, invalid};
use crate::geometry::LonLat;

closed_list! {
    /// How well the place of a record is known.
    pub enum Precision {
        /// A mapped boundary's centre, a surveyed or named object.
        Exact = "exact",
        /// On the site or at most a few hundred metres off; a dam or power house for hydropower.
        Site = "site",
        /// Kilometres off; the record says how many where a source does.
        Approximate = "approximate",
        /// The middle of its commune: only the commune is known.
        CommuneCentroid = "commune_centroid",
        /// No place is known.
        None = "none",
    }
}

/// A place and its precision must agree: one is `none` exactly when the other is absent.
pub(crate) fn place_agrees(place: Option<LonLat>, precision: Precision) -> Result<(), FieldError> {
    match (place.is_some(), precision == Precision::None) {
        (true, true) => Err(invalid(
            "precision",
            precision,
            "another value than `none`, because lon and lat are given",
        )),
        (false, false) => Err(invalid(
            "precision",
            precision,
            "`none`, because lon and lat are empty",
        )),
        _ => Ok(()),
    }
}
