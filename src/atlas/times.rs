//! Which layer shows the units of some days.

use super::Atlas;
use crate::domain::LayerId;
use crate::store::{Days, Time};

impl Atlas {
    /// The layer that answers for another in some days, in tiles as in lists: of the units the
    /// version that was valid then, the latest one where the days have both. Layers of former units
    /// answer for days before the merger only; nothing answers for them later. The borders and the
    /// names of units answer themselves, with those of [`Days::latest_time`] alone. Layers without
    /// validity always answer.
    #[must_use]
    pub fn units_at_time(&self, layer: LayerId, days: Days) -> Option<LayerId> {
        match (layer, days.latest_time()) {
            (LayerId::Provinces, Time::Former) => Some(LayerId::FormerProvinces),
            (LayerId::Communes, Time::Former) => Some(LayerId::FormerCommunes),
            (LayerId::FormerProvinces | LayerId::FormerCommunes, _) => {
                (days.earliest_time() == Time::Former).then_some(layer)
            }
            _ => Some(layer),
        }
    }
}
