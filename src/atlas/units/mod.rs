//! Units of either time: what is known of each, and how each is drawn.

pub(in crate::atlas) mod documents;
pub(in crate::atlas) mod faces;
pub(in crate::atlas) mod layers;
pub(in crate::atlas) mod neighbours;
pub(in crate::atlas) mod records;
pub(in crate::atlas) mod times;
