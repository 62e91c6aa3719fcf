//! From prepared layers to the bytes of a vector tile.

mod areas;
mod borders;
mod busy;
mod encode;
mod layer;
mod levels;
mod lines;
mod on_grid;
mod points;
mod straight;
mod trace;

pub use areas::{Area, areas_in};
pub use borders::{BorderLine, Walk, borders_in};
pub use busy::BusyTiles;
pub use encode::{Attributes, Tag};
pub use layer::{AreaLayer, BorderLayer, BorderLevel, BorderUnit, Joined, TileLayer, WholeBorder};
pub use levels::{Levels, prepare_all};
pub use lines::{Line, LineLayer};
pub use points::{Grouping, Mark, PointLayer};
