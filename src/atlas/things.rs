//! Anything with a name, as every answer about places describes it.

use geo_types::Geometry;
use serde::Serialize;

use super::Atlas;
use super::sorts::{gate_sort, place_sort, plant_sort, unit_sort, zone_sort};
use crate::domain::{
    BorderGate, Extent, IndustrialZone, LayerId, MapRecord, PowerPlant, Unit, UnitCode,
};
use crate::geometry::LonLat;
use crate::search::{District, Kind, Sort, district_name, fold, without_marks};
use crate::store::Time;

/// Something with a name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Thing<'a> {
    /// A present or former unit.
    Unit(&'a Unit),
    /// A district until 30 June 2025.
    District(&'a District),
    Zone(&'a IndustrialZone),
    Gate(&'a BorderGate),
    Plant(&'a PowerPlant),
    /// A city, port or airport of the map around: its order among the places.
    Place(usize),
}

/// The head of every answer about places. What is not known is null.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ThingDocument {
    /// Its layer; nothing for a former district.
    pub layer: Option<&'static str>,
    /// Its number in the layer.
    pub id: Option<u64>,
    /// Code of a unit or district, slug of a zone, gate or plant; nothing for a place.
    pub code: Option<String>,
    /// Its kind, as `kinds=` of the search chooses it.
    pub kind: &'static str,
    /// What such a thing is called in Vietnamese.
    pub kind_vi: String,
    /// What such a thing is called in English.
    pub kind_en: String,
    /// Name in Vietnamese; the English one where no other is known.
    pub name_vi: String,
    /// Name in English or without marks, where one is known.
    pub name_en: Option<String>,
    /// Name with its kind in Vietnamese.
    pub full_name_vi: String,
    /// Name with its kind in English.
    pub full_name_en: Option<String>,
    /// Degrees east; nothing when no source says the place. Of a unit, where its label stands.
    pub lon: Option<f64>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Whether it is no more.
    pub former: bool,
    /// Where it lies today.
    #[serde(rename = "where")]
    pub lies_in: Whereabouts,
}

/// Where something lies.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Whereabouts {
    /// The present province.
    pub province: Option<UnitName>,
    /// The present commune.
    pub commune: Option<UnitName>,
    /// In words, in Vietnamese; of a former commune or district where it lay.
    pub text_vi: String,
    /// In words, in English.
    pub text_en: String,
}

/// A unit by name.
#[derive(Clone, Debug, Serialize)]
pub struct UnitName {
    /// Its code.
    pub code: String,
    /// Name in Vietnamese.
    pub name_vi: String,
    /// Name in English.
    pub name_en: String,
}

/// Which unit something is about.
#[derive(Clone, Debug, Serialize)]
pub struct UnitHead<'a> {
    /// Its layer.
    pub layer: &'static str,
    /// Its number in the layer.
    pub id: u64,
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

impl<'a> From<&'a Unit> for UnitHead<'a> {
    fn from(unit: &'a Unit) -> Self {
        Self {
            layer: unit.layer().as_str(),
            id: unit.id,
            code: unit.code.to_string(),
            name_vi: &unit.name_vi,
            name_en: &unit.name_en,
            full_name_vi: &unit.full_name_vi,
            full_name_en: &unit.full_name_en,
        }
    }
}

/// A present unit that took a former one or a part of it.
#[derive(Clone, Debug, Serialize)]
pub struct Successor {
    /// Its layer.
    pub layer: &'static str,
    /// Its number.
    pub id: u64,
    /// Its code.
    pub code: String,
    /// Name in Vietnamese.
    pub name_vi: String,
    /// Name in English.
    pub name_en: String,
    /// Name with its kind in Vietnamese.
    pub full_name_vi: String,
    /// Name with its kind in English.
    pub full_name_en: String,
    /// `whole` or `part` of the former unit.
    pub extent: &'static str,
    /// Whether it is the one to name when only one can be named.
    pub default: bool,
}

impl Atlas {
    /// The head of an answer about a thing.
    pub(super) fn thing(&self, thing: Thing) -> ThingDocument {
        match thing {
            Thing::Unit(unit) => self.unit_thing(unit),
            Thing::District(district) => self.district_thing(district),
            Thing::Zone(zone) => {
                let lies_in = self.whereabouts(Some(zone.province), zone.commune);
                record_thing(
                    LayerId::IndustrialZones,
                    zone,
                    zone_sort(zone.kind),
                    lies_in,
                )
            }
            Thing::Gate(gate) => {
                let lies_in = self.whereabouts(Some(gate.province), gate.commune);
                record_thing(LayerId::BorderGates, gate, gate_sort(gate), lies_in)
            }
            Thing::Plant(plant) => {
                let lies_in = self.whereabouts(Some(plant.province), plant.commune);
                record_thing(LayerId::PowerPlants, plant, plant_sort(plant), lies_in)
            }
            Thing::Place(at) => self.place_thing(at),
        }
    }

    /// The unit of that code at that time.
    pub(super) fn unit(&self, code: UnitCode, time: Time) -> Option<&Unit> {
        self.tables.units.get(self.units.at(code, time)?)
    }

    /// The present units that a former one became, the default one first; none for a present one.
    pub(super) fn successors_of(&self, unit: &Unit) -> Vec<Successor> {
        if unit.is_present() {
            return Vec::new();
        }
        let edges = self.units.successors(unit.code).iter();
        edges
            .filter_map(|edge| {
                let unit = self.unit(edge.successor, Time::Present)?;
                Some(successor(unit, edge.extent, edge.default))
            })
            .collect()
    }

    fn unit_thing(&self, unit: &Unit) -> ThingDocument {
        ThingDocument {
            layer: Some(unit.layer().as_str()),
            id: Some(unit.id),
            code: Some(unit.code.to_string()),
            name_vi: unit.name_vi.clone(),
            name_en: Some(unit.name_en.clone()),
            full_name_vi: unit.full_name_vi.clone(),
            full_name_en: Some(unit.full_name_en.clone()),
            lies_in: self.unit_whereabouts(unit),
            ..blank(unit_sort(unit.kind), !unit.is_present(), unit.place())
        }
    }

    fn district_thing(&self, district: &District) -> ThingDocument {
        let lay_in = self.unit(district.province, Time::Former);
        ThingDocument {
            code: Some(district.code.clone()),
            name_vi: district.name_vi.clone(),
            name_en: Some(without_marks(&district.name_vi)),
            full_name_vi: district.full_name_vi.clone(),
            full_name_en: Some(district_en(&district.full_name_vi)),
            lies_in: self.formerly(lay_in, None, self.province_today(district)),
            ..blank(district.sort, true, district.place)
        }
    }

    /// The present province of the commune that took most of a district.
    fn province_today(&self, district: &District) -> Option<UnitCode> {
        let successors = self.district_successors(district);
        let first = successors.first()?.code.parse().ok()?;
        self.unit(first, Time::Present)?.province
    }

    fn place_thing(&self, at: usize) -> ThingDocument {
        let shape = &self.context.places[at];
        let place = &shape.record;
        let point = match &shape.geometry {
            Geometry::Point(point) => LonLat::new(point.x(), point.y()),
            _ => None,
        };
        let lies_in = point.map_or_else(Whereabouts::default, |point| self.whereabouts_at(point));
        let name = place.name_vi.as_ref().unwrap_or(&place.name_en);
        ThingDocument {
            layer: Some(LayerId::Places.as_str()),
            id: Some(place.id),
            name_vi: name.clone(),
            name_en: Some(place.name_en.clone()),
            full_name_vi: name.clone(),
            full_name_en: Some(place.name_en.clone()),
            lies_in,
            ..blank(place_sort(place.kind), false, point)
        }
    }

    fn unit_whereabouts(&self, unit: &Unit) -> Whereabouts {
        if unit.is_present() {
            return self.whereabouts(unit.province, None);
        }
        let edges = self.units.successors(unit.code);
        let successor = edges.first().map(|edge| edge.successor);
        let Some(province) = unit.province else {
            return self.whereabouts(successor, None);
        };
        let commune = successor.and_then(|code| self.unit(code, Time::Present));
        let today = commune.and_then(|commune| commune.province);
        let lay_in = self.unit(province, Time::Former);
        let district = unit
            .district
            .as_deref()
            .map(|vi| (vi.to_owned(), district_en(vi)));
        Whereabouts {
            commune: commune.map(unit_name),
            ..self.formerly(lay_in, district, today)
        }
    }

    /// The present units at a place; none outside the region.
    pub(super) fn whereabouts_at(&self, place: LonLat) -> Whereabouts {
        let units = self.units_at(place);
        units.map_or_else(Whereabouts::default, |(commune, province)| {
            self.whereabouts(Some(province), Some(commune))
        })
    }

    /// Where something lies today, by code.
    fn whereabouts(&self, province: Option<UnitCode>, commune: Option<UnitCode>) -> Whereabouts {
        let unit = |code: Option<UnitCode>| code.and_then(|code| self.unit(code, Time::Present));
        let (province, commune) = (unit(province), unit(commune));
        let named = [commune, province];
        let named = named.iter().flatten();
        Whereabouts {
            province: province.map(unit_name),
            commune: commune.map(unit_name),
            text_vi: joined(named.clone().map(|unit| in_a_sentence(&unit.full_name_vi))),
            text_en: joined(named.map(|unit| unit.full_name_en.clone())),
        }
    }

    /// Where a former commune or district lay, and the province where it lies today. A province is
    /// called former where it has another name today.
    fn formerly(
        &self,
        lay_in: Option<&Unit>,
        district: Option<(String, String)>,
        today: Option<UnitCode>,
    ) -> Whereabouts {
        let today = today.and_then(|code| self.unit(code, Time::Present));
        let (district_vi, district_en) = district.unzip();
        let named = lay_in.map(|unit| {
            let vi = in_a_sentence(&unit.full_name_vi);
            if today.is_some_and(|today| fold(&today.name_vi) == fold(&unit.name_vi)) {
                (vi, unit.full_name_en.clone())
            } else {
                (format!("{vi} cũ"), format!("former {}", unit.full_name_en))
            }
        });
        let (province_vi, province_en) = named.unzip();
        let district_vi = district_vi.map(|name| in_a_sentence(&name));
        Whereabouts {
            province: today.map(unit_name),
            commune: None,
            text_vi: joined(district_vi.into_iter().chain(province_vi)),
            text_en: joined(district_en.into_iter().chain(province_en)),
        }
    }
}

fn record_thing(
    layer: LayerId,
    record: &impl MapRecord,
    sort: Sort,
    lies_in: Whereabouts,
) -> ThingDocument {
    let name = record.name_vi().or(record.name_en()).unwrap_or_default();
    let english = record.name_en().map(str::to_owned);
    ThingDocument {
        layer: Some(layer.as_str()),
        id: Some(record.id()),
        code: Some(record.code()),
        name_vi: name.to_owned(),
        name_en: english.clone(),
        full_name_vi: name.to_owned(),
        full_name_en: english,
        lies_in,
        ..blank(sort, false, record.place())
    }
}

/// A thing of which only its sort and place are known.
fn blank(sort: Sort, former: bool, place: Option<LonLat>) -> ThingDocument {
    let (kind_vi, kind_en) = kind_titles(sort, former);
    ThingDocument {
        kind: Kind::of(sort, former).as_str(),
        kind_vi,
        kind_en,
        lon: place.map(|place| place.lon),
        lat: place.map(|place| place.lat),
        former,
        ..ThingDocument::default()
    }
}

fn kind_titles(sort: Sort, former: bool) -> (String, String) {
    if !former {
        return (sort.title_vi().to_owned(), sort.title_en().to_owned());
    }
    let english = in_a_sentence(sort.title_en());
    (
        format!("{} cũ", sort.title_vi()),
        format!("Former {english}"),
    )
}

/// A present unit as the successor of a former one.
pub(super) fn successor(unit: &Unit, extent: Extent, default: bool) -> Successor {
    Successor {
        layer: unit.layer().as_str(),
        id: unit.id,
        code: unit.code.to_string(),
        name_vi: unit.name_vi.clone(),
        name_en: unit.name_en.clone(),
        full_name_vi: unit.full_name_vi.clone(),
        full_name_en: unit.full_name_en.clone(),
        extent: extent.as_str(),
        default,
    }
}

/// A unit by name.
pub(super) fn unit_name(unit: &Unit) -> UnitName {
    UnitName {
        code: unit.code.to_string(),
        name_vi: unit.name_vi.clone(),
        name_en: unit.name_en.clone(),
    }
}

/// "Tỉnh Bắc Ninh" as it stands inside a sentence.
pub(super) fn in_a_sentence(full_name: &str) -> String {
    let mut letters = full_name.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

/// The English name of a former district, kind included.
pub(super) fn district_en(full_name_vi: &str) -> String {
    let (sort, name) = district_name(full_name_vi);
    let kind = match sort {
        Sort::ProvincialCity => "City",
        Sort::Town => "Town",
        _ => "District",
    };
    format!("{} {kind}", without_marks(name))
}

fn joined(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
