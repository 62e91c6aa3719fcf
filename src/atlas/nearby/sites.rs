//! Everything that can lie around a place or inside a shape: zones, gates, plants, places, lines.

use geo_types::{Geometry, LineString};
use serde::Serialize;

use crate::analysis::Surroundings;
use crate::atlas::Atlas;
use crate::atlas::nearby::kinds::SiteKind;
use crate::atlas::things::{Thing, ThingDocument};
use crate::dataset::Tables;
use crate::dataset::context::Context;
use crate::domain::{
    BorderGate, IndustrialZone, LayerId, MapRecord, Neighbour, PowerPlant, Precision, Transport,
};
use crate::geometry::LonLat;

/// All sites by layer and number, and where they are.
#[derive(Debug, Default)]
pub(in crate::atlas) struct Sites {
    /// By layer, then by number: among equals at one distance the order of answers.
    pub all: Vec<Site>,
    /// Those that have a place, by their order in `all`.
    pub around: Surroundings,
}

/// A record that is a site.
#[derive(Clone, Copy, Debug)]
pub(in crate::atlas) struct Site {
    pub kind: SiteKind,
    /// Its number in its layer.
    pub id: u64,
    /// Its order in its table.
    pub index: usize,
    /// Where it is; nothing when no source says, and for lines.
    pub place: Option<LonLat>,
}

impl Site {
    /// Whether nobody knows where it is.
    pub fn is_nowhere(&self) -> bool {
        self.place.is_none() && !self.kind.is_line()
    }
}

/// What an answer says of a site besides its name.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Facts {
    /// Of an industrial zone.
    Zone {
        /// Which kind of zone, as `kinds=` chooses it.
        kind: &'static str,
        /// How far it has come.
        status: &'static str,
        /// Area in hectares.
        area_ha: Option<f64>,
        /// Share of the land that is let, per cent.
        occupancy_pct: Option<f64>,
    },
    /// Of a border gate.
    Gate {
        /// Its class.
        class: &'static str,
        /// How it is crossed.
        mode: &'static str,
        /// Whether it works.
        status: &'static str,
        /// The country behind it.
        neighbour: Option<&'static str>,
    },
    /// Of a power plant.
    Plant {
        /// What it runs on.
        fuel: &'static str,
        /// How far it has come.
        status: &'static str,
        /// Capacity in megawatts.
        capacity_mw: Option<f64>,
    },
    /// Of a road or railway.
    Line {
        /// Its number, such as CT.01.
        #[serde(rename = "ref")]
        reference: Option<String>,
        /// Whether it exists.
        status: &'static str,
        /// Its whole length in kilometres.
        length_km: Option<f64>,
    },
}

/// All that an answer says of a site.
pub(in crate::atlas) struct SiteAccount {
    pub thing: ThingDocument,
    pub precision: Option<&'static str>,
    pub facts: Option<Facts>,
    pub source_ids: Vec<String>,
}

impl Sites {
    /// Lists and indexes all sites.
    pub fn new(tables: &Tables, context: &Context) -> Self {
        let mut all = Vec::new();
        add(&mut all, &tables.industrial_zones, |zone| {
            SiteKind::of_zone(zone.kind)
        });
        add(&mut all, &tables.border_gates, |_| SiteKind::Gate);
        add(&mut all, &tables.power_plants, |_| SiteKind::Plant);
        for (index, shape) in context.places.iter().enumerate() {
            all.push(Site {
                kind: SiteKind::of_place(shape.record.kind),
                id: shape.record.id,
                index,
                place: point(&shape.geometry),
            });
        }
        for (index, shape) in context.transport.iter().enumerate() {
            all.push(Site {
                kind: SiteKind::of_line(shape.record.kind),
                id: shape.record.id,
                index,
                place: None,
            });
        }
        all.sort_by_key(|site| (site.kind.layer().as_str(), site.id));
        let numbered = || (0..).zip(&all);
        let points = numbered().filter_map(|(number, site)| Some((number, site.place?)));
        let lines =
            numbered()
                .filter(|(_, site)| site.kind.is_line())
                .flat_map(|(number, site)| {
                    let parts = parts(&context.transport[site.index].geometry);
                    parts.into_iter().map(move |part| (number, part))
                });
        let around = Surroundings::new(points, lines);
        Self { all, around }
    }
}

impl Atlas {
    /// All sites.
    pub(in crate::atlas) fn sites(&self) -> &Sites {
        self.sites
            .get_or_init(|| Sites::new(&self.tables, &self.context))
    }

    /// All that an answer says of a site; a line is described at a place on it.
    pub(in crate::atlas) fn account(&self, site: &Site, at: LonLat) -> SiteAccount {
        let tables = &self.tables;
        match site.kind.layer() {
            LayerId::IndustrialZones => self.zone_account(&tables.industrial_zones[site.index]),
            LayerId::BorderGates => self.gate_account(&tables.border_gates[site.index]),
            LayerId::PowerPlants => self.plant_account(&tables.power_plants[site.index]),
            LayerId::Places => SiteAccount {
                thing: self.thing(Thing::Place(site.index)),
                precision: None,
                facts: None,
                source_ids: self.context.places[site.index].record.sources.clone(),
            },
            _ => self.line_account(site.kind, &self.context.transport[site.index].record, at),
        }
    }

    fn zone_account(&self, zone: &IndustrialZone) -> SiteAccount {
        let facts = Facts::Zone {
            kind: SiteKind::of_zone(zone.kind).as_str(),
            status: zone.status.as_str(),
            area_ha: zone.area_ha,
            occupancy_pct: zone.occupancy_pct,
        };
        self.record_account(Thing::Zone(zone), zone, zone.precision, facts)
    }

    fn gate_account(&self, gate: &BorderGate) -> SiteAccount {
        let facts = Facts::Gate {
            class: gate.class.as_str(),
            mode: gate.mode.as_str(),
            status: gate.status.as_str(),
            neighbour: gate.neighbour.map(Neighbour::as_str),
        };
        self.record_account(Thing::Gate(gate), gate, gate.precision, facts)
    }

    fn plant_account(&self, plant: &PowerPlant) -> SiteAccount {
        let facts = Facts::Plant {
            fuel: plant.fuel.as_str(),
            status: plant.status.as_str(),
            capacity_mw: plant.capacity_mw,
        };
        self.record_account(Thing::Plant(plant), plant, plant.precision, facts)
    }

    fn record_account(
        &self,
        thing: Thing,
        record: &impl MapRecord,
        precision: Precision,
        facts: Facts,
    ) -> SiteAccount {
        SiteAccount {
            thing: self.thing(thing),
            precision: Some(precision.as_str()),
            facts: Some(facts),
            source_ids: record.sources().to_vec(),
        }
    }

    fn line_account(&self, kind: SiteKind, line: &Transport, at: LonLat) -> SiteAccount {
        let title = || kind.title_vi().to_owned();
        let name = line.name_vi.clone().or_else(|| line.r#ref.clone());
        let name = name.unwrap_or_else(title);
        let thing = ThingDocument {
            layer: Some(LayerId::Transport.as_str()),
            id: Some(line.id),
            kind: kind.as_str(),
            kind_vi: title(),
            kind_en: kind.title_en().to_owned(),
            full_name_vi: name.clone(),
            name_vi: name,
            lon: Some(to_microdegrees(at.lon)),
            lat: Some(to_microdegrees(at.lat)),
            lies_in: self.whereabouts_at(at),
            ..ThingDocument::default()
        };
        SiteAccount {
            thing,
            precision: None,
            facts: Some(Facts::Line {
                reference: line.r#ref.clone(),
                status: line.status.as_str(),
                length_km: line.length_km,
            }),
            source_ids: line.sources.clone(),
        }
    }
}

fn add<R: MapRecord>(all: &mut Vec<Site>, records: &[R], kind: impl Fn(&R) -> SiteKind) {
    let sites = records.iter().enumerate().map(|(index, record)| Site {
        kind: kind(record),
        id: record.id(),
        index,
        place: record.place(),
    });
    all.extend(sites);
}

/// Degrees as exact as the lines are, 10 cm.
fn to_microdegrees(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

fn point(geometry: &Geometry<f64>) -> Option<LonLat> {
    match geometry {
        Geometry::Point(point) => LonLat::new(point.x(), point.y()),
        _ => None,
    }
}

fn parts(geometry: &Geometry<f64>) -> Vec<Vec<LonLat>> {
    let part = |line: &LineString<f64>| -> Vec<LonLat> {
        let places = line.0.iter();
        places.filter_map(|c| LonLat::new(c.x, c.y)).collect()
    };
    match geometry {
        Geometry::LineString(one) => vec![part(one)],
        Geometry::MultiLineString(many) => many.0.iter().map(part).collect(),
        _ => Vec::new(),
    }
}
