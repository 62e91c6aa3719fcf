//! The words of the map: units, zones, gates, plants, figures, sources, layers and the
//! catalogue.
//!
//! A kind of record is one file: its struct, its closed lists, how it is read from and written to
//! named fields. Files, tiles, cards and the API all go through those fields, so that a thing has
//! one name everywhere.

mod border_gate;
mod brought_in;
mod catalog;
mod catalogued;
mod context;
mod date;
mod figure;
mod former_homes;
mod industrial_zone;
mod layer;
mod measure;
mod period;
mod power_plant;
mod precision;
pub(crate) mod record;
mod short_names;
mod source;
mod subject;
mod tongue;
mod unit;
mod value;

pub use border_gate::{BorderGate, GateClass, GateMode, GateStatus, Neighbour};
pub use brought_in::BroughtIn;
pub use catalog::{CatalogSpec, FieldSpec, FieldType, GroupingSpec, LayerSpec, ValueSpec};
pub use catalogued::NextNumber;
pub use context::{
    Land, LandKind, Place, PlaceKind, SeaLabel, SeaLabelKind, Transport, TransportKind,
    TransportStatus, Water, WaterKind,
};
pub use date::{NotADate, PartialDate};
pub use figure::{Bound, Figure, Scope};
pub use former_homes::former_homes;
pub use industrial_zone::{AreaMeaning, IndustrialZone, YearMeaning, ZoneKind, ZoneStatus};
pub use layer::{Geometry, LayerId, UnknownLayer};
pub use measure::{
    Adds, AreaLevel, BreakMethod, FieldCondition, Flow, MeasureSpec, OverlaySpec, OverlayValues,
    SummaryCount,
};
pub use period::{NotAPeriod, Period, PeriodKind};
pub use power_plant::{Fuel, PlantStatus, PowerPlant};
pub use precision::Precision;
pub use record::{Coherent, Column, MapRecord, NotInList, Record, ValueKind};
pub use short_names::short_names;
pub use source::{Source, UseClass};
pub use subject::{NotASubject, Subject};
pub use tongue::{Tongue, Wording};
pub use unit::{Extent, Level, NotACode, Predecessor, Quality, Unit, UnitCode, UnitKind};
pub use value::{FieldError, Fields, Value};
