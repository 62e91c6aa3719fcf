//! Values over areas: joins of figures, summaries of layers, class breaks, palettes, legends.
//!
//! Everything here is a function of records and of what the catalogue says: [`summarise`] and
//! the joins of figures give [`Values`], [`Classes::cut`] sorts them into classes, [`palette`] gives the
//! classes their colours, [`legend`] draws them.

mod areas;
mod breaks;
mod join;
pub mod legend;
pub mod numbers;
pub mod palette;
mod summary;
mod values;
pub mod xml;

pub use areas::{Area, Areas, layer_of};
pub use breaks::{ClassLimits, Classes, Cut};
pub use join::{Figures, PeriodAreas};
pub use summary::{Question, summarise};
pub use values::{AreaValue, Part, Reporting, Share, Values};
