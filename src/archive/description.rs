//! What an archive says of itself.

use std::ops::RangeInclusive;

use serde_json::{Value, json};

use super::write::ArchiveWish;
use super::{ArchiveError, Extent};
use crate::atlas::{Atlas, LayerDocument, SourceDocument, Tongue, VectorLayer};
use crate::geometry::LonLatBox;

/// The largest zoom at which the middle of an archive is shown first.
const MOST_CENTER_ZOOM: u8 = 6;

/// All longitudes and latitudes.
const WHOLE_EARTH: LonLatBox = LonLatBox {
    west: -180.0,
    south: -90.0,
    east: 180.0,
    north: 90.0,
};

/// What an archive says of itself: nothing of when or where it was made, so that the same data give
/// the same bytes.
#[derive(Clone, Debug)]
pub struct Description {
    name: String,
    /// The layers, in words.
    contents: String,
    attribution: String,
    /// Of the data.
    version: String,
    /// What may be done with the data, a paragraph for each class of use.
    licences: Vec<String>,
    sources: Vec<Value>,
    vector_layers: Vec<VectorLayer>,
    /// The box that was wanted.
    wanted: Option<LonLatBox>,
    /// West, south, east, north in degrees.
    pub bounds: [f64; 4],
    /// Longitude and latitude of the middle.
    pub center: [f64; 2],
    /// The zoom at which the middle is shown first.
    pub center_zoom: u8,
    /// The zooms that have tiles.
    pub zooms: RangeInclusive<u8>,
}

impl Description {
    /// What an archive says that is made by a wish.
    ///
    /// # Errors
    /// When the wish leaves nothing to draw: its zooms or its box lie outside the layers.
    pub fn of(atlas: &Atlas, wish: &ArchiveWish) -> Result<Self, ArchiveError> {
        let parts = atlas.tilejson(&wish.tiles);
        let zooms = parts.minzoom.max(*wish.zooms.start())..=parts.maxzoom.min(*wish.zooms.end());
        if zooms.is_empty() {
            let from = parts.minzoom;
            return Err(ArchiveError::NoZoom { from });
        }
        let outside = ArchiveError::Outside {
            layers: parts.bounds,
        };
        let bounds = within(parts.bounds, wish.bbox).ok_or(outside)?;
        let [west, south, east, north] = bounds;
        let middle = |low: f64, high: f64| (f64::midpoint(low, high) * 1e4).round() / 1e4;
        let layers = parts.vector_layers.into_iter();
        let layers = layers.filter(|layer| layer.minzoom <= *zooms.end());
        let titles = wish.tiles.layers.iter().map(|&id| atlas.layer(id));
        let titles: Vec<LayerDocument> = titles.collect();
        let catalog = atlas.catalog();
        let (sources, licences) = atlas.sources_of_layers(&wish.tiles, wish.tongue);
        Ok(Self {
            name: in_tongue(wish.tongue, &catalog.title_vi, &catalog.title_en),
            contents: listed(&titles, wish.tongue),
            attribution: parts.attribution,
            version: atlas.version().to_owned(),
            licences,
            sources: sources.iter().map(source).collect(),
            vector_layers: layers
                .map(|layer| settled(layer, &zooms, &titles, wish.tongue))
                .collect(),
            wanted: wish.bbox,
            bounds,
            center: [middle(west, east), middle(south, north)],
            center_zoom: MOST_CENTER_ZOOM.clamp(*zooms.start(), *zooms.end()),
            zooms,
        })
    }

    /// How far the archive reaches. Where no box was wanted, tiles count too that only their buffers
    /// lead into the layers.
    #[must_use]
    pub fn extent(&self) -> Extent {
        Extent {
            zooms: self.zooms.clone(),
            bbox: self.wanted.unwrap_or(WHOLE_EARTH),
        }
    }

    /// The metadata of a `PMTiles` file.
    #[must_use]
    pub fn document(&self) -> Value {
        json!({
            "name": self.name,
            "description": self.contents,
            "attribution": self.attribution,
            "type": "overlay",
            "version": self.version,
            "vector_layers": self.vector_layers,
            "licences": self.licences,
            "sources": self.sources,
        })
    }

    /// The metadata of an `MBTiles` database: names and values.
    ///
    /// # Errors
    /// When a part of it cannot be written as JSON.
    pub(super) fn rows(&self) -> Result<Vec<(&'static str, String)>, ArchiveError> {
        let numbers = |numbers: &[f64]| {
            let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            texts.join(",")
        };
        let [lon, lat] = self.center;
        let layers = json!({ "vector_layers": self.vector_layers });
        Ok(vec![
            ("name", self.name.clone()),
            ("format", "pbf".into()),
            ("bounds", numbers(&self.bounds)),
            ("center", numbers(&[lon, lat, f64::from(self.center_zoom)])),
            ("minzoom", self.zooms.start().to_string()),
            ("maxzoom", self.zooms.end().to_string()),
            ("attribution", self.attribution.clone()),
            ("description", self.contents.clone()),
            ("type", "overlay".into()),
            ("version", self.version.clone()),
            ("licences", serde_json::to_string(&self.licences)?),
            ("sources", serde_json::to_string(&self.sources)?),
            ("json", serde_json::to_string(&layers)?),
        ])
    }
}

/// The part of the layers' box that is wanted; nothing where they have none in common.
fn within(layers: [f64; 4], wanted: Option<LonLatBox>) -> Option<[f64; 4]> {
    let Some(wanted) = wanted else {
        return Some(layers);
    };
    let [west, south, east, north] = layers;
    let common = [
        west.max(wanted.west),
        south.max(wanted.south),
        east.min(wanted.east),
        north.min(wanted.north),
    ];
    (common[0] < common[2] && common[1] < common[3]).then_some(common)
}

fn in_tongue(tongue: Tongue, vi: &str, en: &str) -> String {
    match tongue {
        Tongue::Vi => vi.to_owned(),
        Tongue::En => en.to_owned(),
    }
}

/// The titles of the layers, with commas between them.
fn listed(layers: &[LayerDocument], tongue: Tongue) -> String {
    let titles = layers
        .iter()
        .map(|layer| in_tongue(tongue, &layer.title_vi, &layer.title_en));
    titles.collect::<Vec<_>>().join(", ")
}

/// A layer with the zooms that the archive has of it, in the language wanted.
fn settled(
    mut layer: VectorLayer,
    zooms: &RangeInclusive<u8>,
    titles: &[LayerDocument],
    tongue: Tongue,
) -> VectorLayer {
    layer.minzoom = layer.minzoom.max(*zooms.start());
    layer.maxzoom = layer.maxzoom.min(*zooms.end());
    let own = titles.iter().find(|own| own.id == layer.id);
    if let (Tongue::En, Some(own)) = (tongue, own) {
        layer.description.clone_from(&own.title_en);
        for field in &own.fields {
            if let Some(title) = layer.fields.get_mut(&field.id) {
                title.clone_from(&field.title_en);
            }
        }
    }
    layer
}

fn source(source: &crate::domain::Source) -> Value {
    let SourceDocument {
        id,
        title,
        publisher,
        licence,
        use_class,
        url,
        ..
    } = SourceDocument::from(source);
    json!({
        "id": id,
        "title": title,
        "publisher": publisher,
        "licence": licence,
        "use": use_class,
        "url": url,
    })
}
