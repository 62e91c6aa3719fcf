//! Which layer shows the units of some days.

use super::Atlas;
use super::records::set::RecordSet;
use crate::domain::LayerId;
use crate::store::{Days, Time};

impl Atlas {
    /// The records that answer for a layer in some days, in tiles as in lists: of the units the
    /// version that was valid then, the latest one where the days have both. Layers of former units
    /// answer for days before the merger only; nothing answers for them later. The borders and the
    /// names of units answer themselves, with those of [`Days::latest_time`] alone. Layers without
    /// validity always answer.
    #[must_use]
    pub fn units_at_time(&self, layer: LayerId, days: Days) -> Option<RecordSet> {
        let time = days.latest_time();
        match (layer, time) {
            (LayerId::Provinces, Time::Former) => Some(LayerId::FormerProvinces.into()),
            (LayerId::Communes, Time::Former) => Some(LayerId::FormerCommunes.into()),
            (LayerId::FormerProvinces | LayerId::FormerCommunes, _) => {
                (days.earliest_time() == Time::Former).then_some(layer.into())
            }
            (LayerId::Borders | LayerId::UnitLabels, _) => Some(RecordSet {
                layer,
                time: Some(time),
            }),
            _ => Some(layer.into()),
        }
    }
}
