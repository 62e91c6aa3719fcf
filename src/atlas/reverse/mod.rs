//! What lies at a place: its units, and what is near.

pub(in crate::atlas) mod documents;

use std::sync::OnceLock;

use crate::analysis::Courses;
use crate::atlas::Atlas;
use crate::atlas::reverse::documents::{
    EconomicRegion, Near, NearestDocument, QualityDocument, ReverseAnswer, rounded_km,
};
use crate::atlas::things::Thing;
use crate::domain::{LayerId, Precision, Unit};
use crate::geometry::{LonLat, grid_to_lonlat};
use crate::search::District;
use crate::store::{AreaIndex, Time};

/// How far zones and plants are near, in kilometres.
const NEAR_KM: f64 = 10.0;

/// How many zones and plants are named.
const NEAR_COUNT: usize = 10;

/// The borders between the communes of each time and what lies outside, by face; made when a place
/// outside is first asked about.
#[derive(Debug, Default)]
pub(in crate::atlas) struct OuterBorders {
    present: OnceLock<Courses>,
    former: OnceLock<Courses>,
}

impl Atlas {
    /// The commune, district and province of that time at a place, with what is near. `datetime` is
    /// repeated in the answer.
    ///
    /// # Errors
    /// Outside all communes of that time: the nearest one, with the distance to its border; nothing
    /// only where there are no communes at all.
    pub fn reverse(
        &self,
        place: LonLat,
        time: Time,
        datetime: Option<String>,
    ) -> Result<ReverseAnswer, Option<Box<Near>>> {
        let outside = || self.nearest_commune(place, time).map(Box::new);
        let commune = self.commune_unit_at(place, time).ok_or_else(outside)?;
        let province = commune.province.and_then(|code| self.unit(code, time));
        let province = province.ok_or_else(outside)?;
        let district = commune.district_code.as_deref();
        let district = district.and_then(|code| self.district(code));
        Ok(ReverseAnswer {
            lon: place.lon,
            lat: place.lat,
            datetime,
            time: match time {
                Time::Present => "present",
                Time::Former => "former",
            },
            commune: self.thing(Thing::Unit(commune)),
            district: district.map(|district| self.thing(Thing::District(district))),
            province: self.thing(Thing::Unit(province)),
            region: self.region_of(commune),
            quality: self.quality_of(commune),
            successors: self.successors_of(commune),
            nearest: NearestDocument {
                gate: self
                    .near(LayerId::BorderGates, place, 1, f64::INFINITY)
                    .pop(),
                zones: self.near(LayerId::IndustrialZones, place, NEAR_COUNT, NEAR_KM),
                plants: self.near(LayerId::PowerPlants, place, NEAR_COUNT, NEAR_KM),
            },
        })
    }

    /// Prepares what answers about places outside need.
    pub(in crate::atlas) fn warm_up_borders(&self) {
        self.outer_borders(Time::Present);
        self.outer_borders(Time::Former);
    }

    /// The commune of that time that holds a place.
    fn commune_unit_at(&self, place: LonLat, time: Time) -> Option<&Unit> {
        let (areas, _) = self.communes_of(time);
        self.unit_of_face(areas.face_at(place)?, time)
    }

    /// The commune whose border with the outside is nearest, with the distance to it.
    fn nearest_commune(&self, place: LonLat, time: Time) -> Option<Near> {
        let foot = self.outer_borders(time).nearest(place)?;
        let commune = self.unit_of_face(foot.number, time)?;
        Some(Near {
            thing: self.thing(Thing::Unit(commune)),
            km: rounded_km(foot.km),
            precision: None,
        })
    }

    fn unit_of_face(&self, face: u32, time: Time) -> Option<&Unit> {
        let (_, codes) = self.communes_of(time);
        self.unit(codes.get(face as usize)?.parse().ok()?, time)
    }

    /// The communes of a time by place, and the codes of their faces.
    fn communes_of(&self, time: Time) -> (&AreaIndex, &[String]) {
        match time {
            Time::Present => (&self.communes, &self.commune_codes),
            Time::Former => (&self.former_communes, &self.former_codes),
        }
    }

    fn outer_borders(&self, time: Time) -> &Courses {
        let (areas, _) = self.communes_of(time);
        let held = match time {
            Time::Present => &self.outer_borders.present,
            Time::Former => &self.outer_borders.former,
        };
        held.get_or_init(|| {
            let borders = areas.outer_borders().map(|(face, points)| {
                let places = points.iter().map(|&point| grid_to_lonlat(point));
                (face, places.collect())
            });
            Courses::new(borders)
        })
    }

    fn district(&self, code: &str) -> Option<&District> {
        let districts = &self.gazetteer().districts;
        let at = districts.binary_search_by(|district| district.code.as_str().cmp(code));
        Some(&districts[at.ok()?])
    }

    /// The region of the present province of a commune, or of the one that took a former commune.
    fn region_of(&self, commune: &Unit) -> Option<EconomicRegion> {
        let present = if commune.is_present() {
            commune.province?
        } else {
            let successor = self.units.successors(commune.code).first()?.successor;
            self.unit(successor, Time::Present)?.province?
        };
        let province = self.unit(present, Time::Present)?;
        Some(EconomicRegion {
            name_vi: province.region.clone()?,
            name_en: province.region_en.clone()?,
        })
    }

    fn quality_of(&self, commune: &Unit) -> Option<QualityDocument> {
        let class = commune.quality?.as_str();
        let layer = self.catalog.layer(LayerId::FormerCommunes);
        let field = layer.fields.iter().find(|field| field.id == "quality")?;
        let value = field.values.iter().find(|value| value.value == class)?;
        Some(value.into())
    }

    /// The records of a layer nearest to a place, the nearest first.
    fn near(&self, layer: LayerId, from: LonLat, count: usize, km: f64) -> Vec<Near> {
        let found = self.places.get(&layer).into_iter();
        found
            .flat_map(|places| places.nearest(from, count, km))
            .filter_map(|(index, km)| {
                let (thing, precision) = self.record_at(layer, index as usize)?;
                Some(Near {
                    thing: self.thing(thing),
                    km: rounded_km(km),
                    precision: Some(precision.as_str()),
                })
            })
            .collect()
    }

    /// The record at an index of its table, and how well its place is known.
    fn record_at(&self, layer: LayerId, index: usize) -> Option<(Thing<'_>, Precision)> {
        let tables = &self.tables;
        match layer {
            LayerId::IndustrialZones => {
                let zone = tables.industrial_zones.get(index)?;
                Some((Thing::Zone(zone), zone.precision))
            }
            LayerId::BorderGates => {
                let gate = tables.border_gates.get(index)?;
                Some((Thing::Gate(gate), gate.precision))
            }
            LayerId::PowerPlants => {
                let plant = tables.power_plants.get(index)?;
                Some((Thing::Plant(plant), plant.precision))
            }
            _ => None,
        }
    }
}
