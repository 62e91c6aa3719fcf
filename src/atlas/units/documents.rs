//! A unit with everything that is known of it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::atlas::things::{Successor, Thing, ThingDocument, UnitHead};
use crate::atlas::units::neighbours::NeighbourDocument;
use crate::atlas::units::records::Land;
use crate::atlas::{Atlas, SourceDocument};
use crate::domain::{LayerId, Level, Quality, Unit, UnitCode, UnitKind, ZoneKind};
use crate::geometry::LonLatBox;
use crate::store::Time;

/// A unit. What is not known is null.
#[derive(Clone, Debug, Serialize)]
pub struct UnitDocument<'a> {
    /// Names, kind and place.
    #[serde(flatten)]
    pub thing: ThingDocument,
    /// `province` or `commune`.
    pub level: &'static str,
    /// The province of a commune, of its time.
    pub parent: Option<ParentDocument<'a>>,
    /// The district of a former commune.
    pub district: Option<DistrictDocument<'a>>,
    /// Declared area.
    pub area_km2: Option<f64>,
    /// Geodesic area of the polygon in the source of the boundaries.
    pub polygon_area_km2: Option<f64>,
    /// Registered residents, permanent and temporary.
    pub population: Option<u64>,
    /// Year of the act that states the population.
    pub population_year: Option<u16>,
    /// Average population of 2024, another series.
    pub population_average_2024: Option<u64>,
    /// Gross regional product, billion VND.
    pub grdp_bn_vnd: Option<f64>,
    /// Its year.
    pub grdp_year: Option<u16>,
    /// The seat of the people's committee.
    pub seat: Option<SeatDocument<'a>>,
    /// First day.
    pub valid_from: Option<String>,
    /// Last day; null while the unit exists.
    pub valid_to: Option<String>,
    /// The act that made the unit, or closed a former one.
    pub act: Option<&'a str>,
    /// The resolution that ordered the communes of a province.
    pub commune_act: Option<&'a str>,
    /// How well the shape of a former commune is known, A to D.
    pub quality: Option<&'static str>,
    /// Whether a former province is drawn from present communes that hold parts of others too.
    pub approximate: bool,
    /// Socio-economic region, in Vietnamese.
    pub region: Option<&'a str>,
    /// Socio-economic region, in English.
    pub region_en: Option<&'a str>,
    /// Countries with which a province shares a land border.
    pub land_border: &'a [String],
    /// Whether a province reaches the sea.
    pub coast: Option<bool>,
    /// Units of the same level and time that share a border, the longest border first.
    pub neighbours: Vec<NeighbourDocument<'a>>,
    /// West, south, east, north in degrees; null for a former commune without a shape.
    pub bbox: Option<[f64; 4]>,
    /// What a present unit was made of, by code.
    pub predecessors: Vec<PredecessorDocument<'a>>,
    /// What a former unit became, the default first.
    pub successors: Vec<Successor>,
    /// What lies in it.
    pub counts: CountsDocument,
    /// The unit of the other time with the same code, as this address takes it.
    pub other_time: Option<String>,
    /// Ids of the sources of its shape.
    pub shape_source_ids: &'a [String],
    /// What this rests on.
    pub sources: Vec<SourceDocument<'a>>,
}

/// The province of a commune.
#[derive(Clone, Debug, Serialize)]
pub struct ParentDocument<'a> {
    /// Its code.
    pub code: String,
    /// Name in Vietnamese.
    pub name_vi: &'a str,
    /// Name in English.
    pub name_en: &'a str,
    /// Name with its kind in Vietnamese.
    pub full_name_vi: &'a str,
    /// Name with its kind in English.
    pub full_name_en: &'a str,
}

/// A district until 30 June 2025.
#[derive(Clone, Debug, Serialize)]
pub struct DistrictDocument<'a> {
    /// Its code.
    pub code: Option<&'a str>,
    /// Name with its kind.
    pub name: &'a str,
}

/// Where the people's committee sits.
#[derive(Clone, Debug, Serialize)]
pub struct SeatDocument<'a> {
    /// In words.
    pub text: Option<&'a str>,
    /// Postal address.
    pub address: Option<&'a str>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Degrees north.
    pub lat: Option<f64>,
}

/// A former unit that a present one was made of.
#[derive(Clone, Debug, Serialize)]
pub struct PredecessorDocument<'a> {
    /// Which unit.
    #[serde(flatten)]
    pub unit: UnitHead<'a>,
    /// The district it lay in.
    pub district: Option<&'a str>,
    /// The province it lay in.
    pub province: Option<ParentDocument<'a>>,
    /// `whole` or `part` of it.
    pub extent: &'static str,
    /// Whether the present unit is the one to name as its successor.
    pub default: bool,
}

/// How much lies in a unit.
#[derive(Clone, Debug, Serialize)]
pub struct CountsDocument {
    /// Communes, wards, special zones and townships together; null in a commune.
    pub units: Option<usize>,
    /// Communes (xã).
    pub communes: Option<usize>,
    /// Wards (phường).
    pub wards: Option<usize>,
    /// Special zones (đặc khu).
    pub special_zones: Option<usize>,
    /// Townships (thị trấn), until 30 June 2025.
    pub townships: Option<usize>,
    /// Zones by kind.
    pub zones: BTreeMap<&'static str, usize>,
    /// Border gates and their passages.
    pub gates: usize,
    /// Power plants.
    pub plants: usize,
}

impl Atlas {
    /// The unit of that code; without a time the present one, else the former one.
    #[must_use]
    pub fn unit_document(&self, code: UnitCode, time: Option<Time>) -> Option<UnitDocument<'_>> {
        self.unit_at(code, time).map(|unit| self.describe(unit))
    }

    /// The unit of that code; without a time the present one, else the former one.
    pub(in crate::atlas) fn unit_at(&self, code: UnitCode, time: Option<Time>) -> Option<&Unit> {
        match time {
            Some(time) => self.unit(code, time),
            None => self
                .unit(code, Time::Present)
                .or_else(|| self.unit(code, Time::Former)),
        }
    }

    pub(in crate::atlas) fn describe<'a>(&'a self, unit: &'a Unit) -> UnitDocument<'a> {
        UnitDocument {
            thing: self.thing(Thing::Unit(unit)),
            level: unit.level.as_str(),
            parent: unit
                .province
                .and_then(|code| self.unit(code, Time::of(unit)))
                .map(parent_document),
            district: unit.district.as_deref().map(|name| DistrictDocument {
                code: unit.district_code.as_deref(),
                name,
            }),
            area_km2: unit.area_km2,
            polygon_area_km2: unit.polygon_area_km2,
            population: unit.population,
            population_year: unit.population_year,
            population_average_2024: unit.population_average_2024,
            grdp_bn_vnd: unit.grdp_bn_vnd,
            grdp_year: unit.grdp_year,
            seat: seat_document(unit),
            valid_from: unit.valid_from.map(|day| day.to_string()),
            valid_to: unit.valid_to.map(|day| day.to_string()),
            act: unit.act.as_deref(),
            commune_act: unit.commune_act.as_deref(),
            quality: unit.quality.map(Quality::as_str),
            approximate: self.is_approximate(unit),
            region: unit.region.as_deref(),
            region_en: unit.region_en.as_deref(),
            land_border: &unit.land_border,
            coast: unit.coast,
            neighbours: self.neighbours(unit),
            bbox: self.unit_bounds(unit).map(LonLatBox::to_array),
            predecessors: self.predecessors_of(unit),
            successors: self.successors_of(unit),
            counts: self.counts(unit),
            other_time: self.other_time(unit),
            shape_source_ids: &self.catalog.layer(unit.layer()).sources,
            sources: self.unit_sources(unit),
        }
    }

    /// Whether a former province is drawn from present communes that hold parts of others too.
    pub(in crate::atlas) fn is_approximate(&self, unit: &Unit) -> bool {
        unit.layer() == LayerId::FormerProvinces
            && self.unit_faces().approximate.contains(&unit.code)
    }

    /// The box around a unit; nothing for a former commune without a shape.
    pub(in crate::atlas) fn unit_bounds(&self, unit: &Unit) -> Option<LonLatBox> {
        let boxes = &self.gazetteer().boxes;
        boxes.get(&(unit.layer(), unit.id)).copied()
    }

    /// The former units that a present one was made of, by code; none for a former one.
    pub(in crate::atlas) fn predecessors_of(&self, unit: &Unit) -> Vec<PredecessorDocument<'_>> {
        if !unit.is_present() {
            return Vec::new();
        }
        let edges = self.units.predecessors(unit.code).iter();
        let documents = edges.filter_map(|edge| {
            let former = self.unit(edge.former, Time::Former)?;
            let province = former.province;
            Some(PredecessorDocument {
                unit: former.into(),
                district: former.district.as_deref(),
                province: province
                    .and_then(|code| self.unit(code, Time::Former))
                    .map(parent_document),
                extent: edge.extent.as_str(),
                default: edge.default,
            })
        });
        documents.collect()
    }

    /// The sources of a unit and of its shape.
    pub(in crate::atlas) fn unit_sources(&self, unit: &Unit) -> Vec<SourceDocument<'_>> {
        let shape = &self.catalog.layer(unit.layer()).sources;
        let ids = unit.sources.iter().chain(shape);
        self.sources_named(ids.map(String::as_str))
    }

    fn counts(&self, unit: &Unit) -> CountsDocument {
        let land = Land::Unit(unit);
        let tables = &self.tables;
        let mut zones: BTreeMap<&'static str, usize> = ZoneKind::ALL
            .iter()
            .map(|kind| (kind.as_str(), 0))
            .collect();
        for zone in self.held(land, &tables.industrial_zones).records {
            *zones.entry(zone.kind.as_str()).or_default() += 1;
        }
        let own = (unit.level == Level::Province).then(|| self.kinds_of_communes(unit));
        let of = |kind| {
            own.as_ref()
                .map(|own| own.iter().filter(|k| **k == kind).count())
        };
        CountsDocument {
            units: own.as_ref().map(Vec::len),
            communes: of(UnitKind::Commune),
            wards: of(UnitKind::Ward),
            special_zones: of(UnitKind::SpecialZone),
            townships: of(UnitKind::Township),
            zones,
            gates: self.held(land, &tables.border_gates).records.len(),
            plants: self.held(land, &tables.power_plants).records.len(),
        }
    }

    fn kinds_of_communes(&self, province: &Unit) -> Vec<UnitKind> {
        let communes = self.units.communes(province.code, Time::of(province));
        communes.map(|at| self.tables.units[at].kind).collect()
    }

    fn other_time(&self, unit: &Unit) -> Option<String> {
        if unit.is_present() {
            let former = self.unit(unit.code, Time::Former)?;
            Some(format!("former:{}", former.code))
        } else {
            let present = self.unit(unit.code, Time::Present)?;
            Some(present.code.to_string())
        }
    }
}

pub(in crate::atlas) fn parent_document(unit: &Unit) -> ParentDocument<'_> {
    ParentDocument {
        code: unit.code.to_string(),
        name_vi: &unit.name_vi,
        name_en: &unit.name_en,
        full_name_vi: &unit.full_name_vi,
        full_name_en: &unit.full_name_en,
    }
}

fn seat_document(unit: &Unit) -> Option<SeatDocument<'_>> {
    let (text, address) = (unit.seat.as_deref(), unit.seat_address.as_deref());
    let place = unit.seat_place;
    let known = text.is_some() || address.is_some() || place.is_some();
    known.then(|| SeatDocument {
        text,
        address,
        lon: place.map(|place| place.lon),
        lat: place.map(|place| place.lat),
    })
}
