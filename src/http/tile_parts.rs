//! `properties=…` and `datetime=…`: which attributes tiles carry, and of which days their units are.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Deserialize;

use super::datetime::days;
use super::joined_overlay::Joint;
use super::layer_list::LayerList;
use super::parameters::{percent_encoded, shown};
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use crate::atlas::{Atlas, Days};

/// What an overlay gives to areas: always kept where one was asked for.
const JOINED: [&str; 2] = ["value", "class"];

/// The parameters as they stand in an address.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct RawTileParts {
    properties: Option<String>,
    datetime: Option<String>,
}

/// Which parts of its layers a tile holds; equal for wishes that mean the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct TileParts {
    /// The attributes that features carry; all where absent.
    pub(super) properties: Option<Arc<BTreeSet<String>>>,
    /// The days whose units are drawn.
    pub(super) days: Option<Days>,
}

impl RawTileParts {
    /// The parts of a tile with these layers and this overlay.
    ///
    /// # Errors
    /// When `datetime` is none, when none of the layers has an attribute, or when an overlay of
    /// present units is asked for with the units of other days.
    pub(super) fn read(
        &self,
        atlas: &Atlas,
        layers: LayerList,
        joined: Option<&Joint>,
    ) -> Result<TileParts, Problem> {
        let days = self.datetime.as_deref().map(days).transpose()?;
        let days = days.map(Days::normal);
        if let (Some(days), Some(joined)) = (days, joined) {
            let stays = |layer| atlas.units_at_time(layer, days) == Some(layer.into());
            if !joined.choices.iter().all(|choice| stays(choice.layer())) {
                return Err(overlay_of_other_days());
            }
        }
        let properties = self.properties.as_deref();
        let properties = properties.map(|text| kept(atlas, layers, days, text));
        let mut properties = properties.transpose()?;
        if let (Some(kept), true) = (&mut properties, joined.is_some()) {
            kept.extend(JOINED.map(str::to_owned));
        }
        Ok(TileParts {
            properties: properties.map(Arc::new),
            days,
        })
    }

    /// The parameters that ask for the same again, as the part of a query that follows others, or
    /// begins it.
    pub(super) fn query_after(&self, before: &str) -> String {
        let mut query = before.to_owned();
        for (name, value) in [
            ("properties", self.properties.as_deref()),
            ("datetime", self.datetime.as_deref()),
        ] {
            if let Some(value) = value {
                query.push(if query.is_empty() { '?' } else { '&' });
                query.extend([name, "=", &percent_encoded(value)]);
            }
        }
        query
    }
}

/// The attributes of a list; one that no layer has is a mistake.
fn kept(
    atlas: &Atlas,
    layers: LayerList,
    days: Option<Days>,
    text: &str,
) -> Result<BTreeSet<String>, Problem> {
    let known: BTreeSet<&str> = layers
        .to_vec()
        .into_iter()
        .flat_map(|layer| {
            let answering = days.and_then(|days| atlas.units_at_time(layer, days));
            [
                Some(layer),
                answering.map(|own| own.layer).filter(|own| *own != layer),
            ]
        })
        .flatten()
        .flat_map(|layer| atlas.tile_attributes(layer))
        .collect();
    let names = text.split(',');
    let names = names.map(|name| {
        if known.contains(name) {
            return Ok(name.to_owned());
        }
        let known: Vec<&str> = known.iter().copied().collect();
        let (name, known) = (shown(name), known.join(", "));
        Err(Problem::new(
            ProblemKind::InvalidValue,
            format!(
                "Tham số properties: các lớp này không có thuộc tính \"{name}\" trong ô bản đồ. Các thuộc tính: {known}."
            ),
            format!(
                "The parameter properties: these layers have no attribute \"{name}\" in tiles. Their attributes: {known}."
            ),
        ))
    });
    names.collect()
}

fn overlay_of_other_days() -> Problem {
    Problem::new(
        ProblemKind::InvalidValue,
        "Bản đồ chuyên đề chỉ có cho các đơn vị từ ngày 01/7/2025: hãy bỏ tham số datetime hoặc chọn ngày từ đó về sau.",
        "Overlays are about the units since 1 July 2025: leave out datetime, or choose a day since then.",
    )
}
