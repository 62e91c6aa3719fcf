//! What lies around a place, the nearest first.

pub(in crate::atlas) mod documents;
pub(in crate::atlas) mod kinds;
pub(in crate::atlas) mod sites;

use crate::analysis::Foot;
use crate::atlas::Atlas;
use crate::atlas::nearby::documents::{BarePlace, FromDocument, NearbyAnswer, NearbyItem};
use crate::atlas::nearby::kinds::SiteKind;
use crate::atlas::nearby::sites::SiteAccount;
use crate::atlas::reverse::documents::{Near, rounded_km};
use crate::atlas::things::{Thing, ThingDocument};
use crate::domain::{LayerId, MapRecord, UnitCode};
use crate::geometry::LonLat;
use crate::store::Time;

/// From where distances count.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// A place.
    Place(LonLat),
    /// The label of a unit of that time; of the present one before the former unless a time is said.
    Unit(UnitCode, Option<Time>),
    /// A gate, zone or plant by its slug; of one of these layers if one is said, else the first
    /// that has it, gates before zones before plants.
    Record(Option<LayerId>, String),
}

/// What is wanted around a place.
#[derive(Clone, Debug, PartialEq)]
pub struct NearbyQuestion {
    /// From where.
    pub from: Start,
    /// Which kinds.
    pub kinds: Vec<SiteKind>,
    /// How far, in kilometres.
    pub km: f64,
    /// How many items of the list are passed over.
    pub offset: usize,
    /// How many items follow at most.
    pub limit: usize,
}

/// Why no distances can count from there.
#[derive(Clone, Debug)]
pub enum NoStart {
    /// There is no such thing.
    Unknown,
    /// There is, but no source says its place.
    Nowhere(Box<ThingDocument>),
}

impl Atlas {
    /// What lies around a place; without the address of the next page.
    ///
    /// # Errors
    /// When the start is unknown, or nobody knows where it is.
    pub fn nearby(&self, question: &NearbyQuestion) -> Result<NearbyAnswer, NoStart> {
        let (place, from) = self.start(&question.from)?;
        let itself = match &from {
            FromDocument::Thing(thing) => (thing.layer, thing.id),
            FromDocument::Point(_) => (None, None),
        };
        let sites = self.sites();
        let wanted = |number: u32| {
            let site = &sites.all[number as usize];
            let own = (Some(site.kind.layer().as_str()), Some(site.id));
            question.kinds.contains(&site.kind) && own != itself
        };
        let part = question.offset..question.offset.saturating_add(question.limit);
        let around = &sites.around;
        let found = around.nearest_first(place, question.km, wanted, part);
        let nowhere = sites
            .all
            .iter()
            .filter(|site| question.kinds.contains(&site.kind) && site.is_nowhere());
        Ok(NearbyAnswer {
            from,
            km: question.km,
            kinds: Vec::new(),
            items: found.feet.iter().map(|foot| self.item_at(foot)).collect(),
            number_matched: found.matched,
            next: None,
            without_place: nowhere.count(),
        })
    }

    fn item_at(&self, foot: &Foot) -> NearbyItem {
        let site = &self.sites().all[foot.number as usize];
        let SiteAccount {
            thing,
            precision,
            facts,
            source_ids,
        } = self.account(site, foot.place);
        NearbyItem {
            near: Near {
                thing,
                km: rounded_km(foot.km),
                precision,
            },
            facts,
            source_ids,
        }
    }

    fn start(&self, start: &Start) -> Result<(LonLat, FromDocument), NoStart> {
        let thing = match start {
            Start::Place(place) => {
                let point = BarePlace::new(*place, self.whereabouts_at(*place));
                return Ok((*place, FromDocument::Point(Box::new(point))));
            }
            Start::Unit(code, time) => {
                let times = time.map_or(vec![Time::Present, Time::Former], |time| vec![time]);
                let mut units = times.into_iter().filter_map(|time| self.unit(*code, time));
                units.next().map(Thing::Unit)
            }
            Start::Record(layer, slug) => self.record_by_slug(*layer, slug),
        };
        let thing = self.thing(thing.ok_or(NoStart::Unknown)?);
        let place = thing.lon.zip(thing.lat);
        match place.and_then(|(lon, lat)| LonLat::new(lon, lat)) {
            Some(place) => Ok((place, FromDocument::Thing(Box::new(thing)))),
            None => Err(NoStart::Nowhere(Box::new(thing))),
        }
    }

    fn record_by_slug(&self, layer: Option<LayerId>, slug: &str) -> Option<Thing<'_>> {
        fn by_slug<'a, R: MapRecord>(records: &'a [R], slug: &str) -> Option<&'a R> {
            records.iter().find(|record| record.code() == slug)
        }
        let tables = &self.tables;
        let layers = [
            LayerId::BorderGates,
            LayerId::IndustrialZones,
            LayerId::PowerPlants,
        ];
        let mut asked = layers
            .into_iter()
            .filter(|own| layer.is_none_or(|layer| layer == *own));
        asked.find_map(|layer| match layer {
            LayerId::BorderGates => by_slug(&tables.border_gates, slug).map(Thing::Gate),
            LayerId::IndustrialZones => by_slug(&tables.industrial_zones, slug).map(Thing::Zone),
            _ => by_slug(&tables.power_plants, slug).map(Thing::Plant),
        })
    }
}
