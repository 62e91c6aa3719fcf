//! Hits of a search with all that an answer says of them.

use std::collections::BTreeMap;
use std::time::Instant;

use super::Atlas;
use super::districts::{District, district_name};
use super::gazetteer::{Gazetteer, Listed};
use super::search_documents::{
    Matched, SearchAnswer, SearchItem, Successor, UnitName, Whereabouts,
};
use super::sorts::{gate_sort, place_sort, plant_sort, unit_sort, zone_sort};
use crate::domain::{Extent, LayerId, MapRecord, Unit, UnitCode};
use crate::geometry::{LonLat, LonLatBox};
use crate::search::{Hit, Kind, Question, Sort, fold, without_marks};

impl Atlas {
    /// Finds present and former units, former districts, zones, gates, plants and places by name.
    #[must_use]
    pub fn search(&self, question: &Question) -> SearchAnswer {
        let found = self.gazetteer().index.search(question);
        SearchAnswer {
            q: question.text.clone(),
            items: found
                .hits
                .into_iter()
                .map(|hit| self.item_of(hit))
                .collect(),
            number_matched: found.matched,
            next: None,
        }
    }

    /// Everything by name.
    pub(super) fn gazetteer(&self) -> &Gazetteer {
        self.gazetteer.get_or_init(|| {
            let begun = Instant::now();
            let [present, former] = &self.boxes;
            let commune_at = |place| self.commune_at(place)?.parse().ok();
            let boxes = [present, former];
            let gazetteer = Gazetteer::new(&self.tables, &self.context, boxes, commune_at);
            tracing::debug!(
                entries = gazetteer.index.len(),
                kilobytes = gazetteer.index.heap_bytes() / 1024,
                duration_ms = begun.elapsed().as_secs_f64() * 1000.0,
                "names indexed"
            );
            gazetteer
        })
    }

    fn item_of(&self, hit: Hit) -> SearchItem {
        let matched = Matched {
            name: hit.name,
            how: hit.how.as_str(),
            ranges: hit.ranges,
        };
        let at = |index: u32| index as usize;
        match self.gazetteer().listed[hit.thing] {
            Listed::Unit(index) => self.unit_item(&self.tables.units[at(index)], matched),
            Listed::District(index) => {
                self.district_item(&self.gazetteer().districts[at(index)], matched)
            }
            Listed::Zone(index) => {
                let zone = &self.tables.industrial_zones[at(index)];
                let sort = zone_sort(zone.kind);
                let lies_in = self.whereabouts(Some(zone.province), zone.commune);
                record_item(LayerId::IndustrialZones, zone, sort, lies_in, matched)
            }
            Listed::Gate(index) => {
                let gate = &self.tables.border_gates[at(index)];
                let sort = gate_sort(gate);
                let lies_in = self.whereabouts(Some(gate.province), gate.commune);
                record_item(LayerId::BorderGates, gate, sort, lies_in, matched)
            }
            Listed::Plant(index) => {
                let plant = &self.tables.power_plants[at(index)];
                let sort = plant_sort(plant);
                let lies_in = self.whereabouts(Some(plant.province), plant.commune);
                record_item(LayerId::PowerPlants, plant, sort, lies_in, matched)
            }
            Listed::Place(index) => self.place_item(at(index), matched),
        }
    }

    fn unit_item(&self, unit: &Unit, matched: Matched) -> SearchItem {
        let successors = self.successors_of(unit);
        let former = !unit.is_present();
        let sort = unit_sort(unit.kind);
        let bounds = self.gazetteer().boxes.get(&(unit.layer(), unit.id));
        SearchItem {
            layer: Some(unit.layer().as_str()),
            id: Some(unit.id),
            code: Some(unit.code.to_string()),
            name_vi: unit.name_vi.clone(),
            name_en: Some(unit.name_en.clone()),
            full_name_vi: unit.full_name_vi.clone(),
            full_name_en: Some(unit.full_name_en.clone()),
            successors,
            place: self.unit_whereabouts(unit),
            ..blank(sort, former, unit.place(), bounds.copied(), matched)
        }
    }

    fn successors_of(&self, unit: &Unit) -> Vec<Successor> {
        if unit.is_present() {
            return Vec::new();
        }
        let edges = self.gazetteer().successors.get(&unit.code);
        edges
            .into_iter()
            .flatten()
            .filter_map(|edge| {
                let unit = self.unit_by_code(edge.successor, true)?;
                Some(successor(unit, edge.extent, edge.default))
            })
            .collect()
    }

    fn unit_whereabouts(&self, unit: &Unit) -> Whereabouts {
        if unit.is_present() {
            return self.whereabouts(unit.province, None);
        }
        let edges = self.gazetteer().successors.get(&unit.code);
        let successor = edges
            .and_then(|edges| edges.first())
            .map(|edge| edge.successor);
        let Some(province) = unit.province else {
            return self.whereabouts(successor, None);
        };
        let commune = successor.and_then(|code| self.unit_by_code(code, true));
        let today = commune.and_then(|commune| commune.province);
        let lay_in = self.unit_by_code(province, false);
        let district = unit
            .district
            .as_deref()
            .map(|vi| (vi.to_owned(), district_en(vi)));
        Whereabouts {
            commune: commune.map(unit_name),
            ..self.formerly(lay_in, district, today)
        }
    }

    /// Where something lies today, by code.
    fn whereabouts(&self, province: Option<UnitCode>, commune: Option<UnitCode>) -> Whereabouts {
        let unit = |code: Option<UnitCode>| code.and_then(|code| self.unit_by_code(code, true));
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
        let today = today.and_then(|code| self.unit_by_code(code, true));
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

    fn district_item(&self, district: &District, matched: Matched) -> SearchItem {
        let successors = self.district_successors(district);
        let first = successors.first().and_then(|first| first.code.parse().ok());
        let commune = first.and_then(|code| self.unit_by_code(code, true));
        let lay_in = self.unit_by_code(district.province, false);
        SearchItem {
            code: Some(district.code.clone()),
            name_vi: district.name_vi.clone(),
            name_en: Some(without_marks(&district.name_vi)),
            full_name_vi: district.full_name_vi.clone(),
            full_name_en: Some(district_en(&district.full_name_vi)),
            successors,
            place: self.formerly(lay_in, None, commune.and_then(|unit| unit.province)),
            ..blank(
                district.sort,
                true,
                district.place,
                district.bounds,
                matched,
            )
        }
    }

    /// The present communes that a district became: the one that took most of its communes first.
    fn district_successors(&self, district: &District) -> Vec<Successor> {
        let mut counts: BTreeMap<UnitCode, usize> = BTreeMap::new();
        for &at in &district.communes {
            let code = self.tables.units[at as usize].code;
            for edge in self.gazetteer().successors.get(&code).into_iter().flatten() {
                *counts.entry(edge.successor).or_default() += if edge.default { 2 } else { 1 };
            }
        }
        let extent = if counts.len() == 1 {
            Extent::Whole
        } else {
            Extent::Part
        };
        let mut counts: Vec<(UnitCode, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|&(code, count)| (std::cmp::Reverse(count), code));
        let units = counts.into_iter().enumerate();
        units
            .filter_map(|(order, (code, _))| {
                let unit = self.unit_by_code(code, true)?;
                Some(successor(unit, extent, order == 0))
            })
            .collect()
    }

    fn place_item(&self, at: usize, matched: Matched) -> SearchItem {
        let shape = &self.context.places[at];
        let place = &shape.record;
        let point = match &shape.geometry {
            geo_types::Geometry::Point(point) => LonLat::new(point.x(), point.y()),
            _ => None,
        };
        let units = point.and_then(|point| self.units_at(point));
        let lies_in = units.map_or_else(Whereabouts::default, |(commune, province)| {
            self.whereabouts(Some(province), Some(commune))
        });
        let name = place.name_vi.as_ref().unwrap_or(&place.name_en);
        SearchItem {
            layer: Some(LayerId::Places.as_str()),
            id: Some(place.id),
            name_vi: name.clone(),
            name_en: Some(place.name_en.clone()),
            full_name_vi: name.clone(),
            full_name_en: Some(place.name_en.clone()),
            place: lies_in,
            ..blank(place_sort(place.kind), false, point, None, matched)
        }
    }

    fn unit_by_code(&self, code: UnitCode, present: bool) -> Option<&Unit> {
        let at = self.gazetteer().unit_at(code, present)?;
        self.tables.units.get(at)
    }
}

fn record_item(
    layer: LayerId,
    record: &impl MapRecord,
    sort: Sort,
    lies_in: Whereabouts,
    matched: Matched,
) -> SearchItem {
    let name = record.name_vi().or(record.name_en()).unwrap_or_default();
    let english = record.name_en().map(str::to_owned);
    SearchItem {
        layer: Some(layer.as_str()),
        id: Some(record.id()),
        code: Some(record.code()),
        name_vi: name.to_owned(),
        name_en: english.clone(),
        full_name_vi: name.to_owned(),
        full_name_en: english,
        place: lies_in,
        ..blank(sort, false, record.place(), None, matched)
    }
}

/// An item of which only its sort and place are known.
fn blank(
    sort: Sort,
    former: bool,
    place: Option<LonLat>,
    bounds: Option<LonLatBox>,
    matched: Matched,
) -> SearchItem {
    let (kind_vi, kind_en) = kind_titles(sort, former);
    SearchItem {
        layer: None,
        id: None,
        code: None,
        kind: Kind::of(sort, former).as_str(),
        kind_vi,
        kind_en,
        name_vi: String::new(),
        name_en: None,
        full_name_vi: String::new(),
        full_name_en: None,
        lon: place.map(|place| place.lon),
        lat: place.map(|place| place.lat),
        bbox: bounds.map(LonLatBox::to_array),
        former,
        successors: Vec::new(),
        place: Whereabouts::default(),
        matched,
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

fn successor(unit: &Unit, extent: Extent, default: bool) -> Successor {
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

fn unit_name(unit: &Unit) -> UnitName {
    UnitName {
        code: unit.code.to_string(),
        name_vi: unit.name_vi.clone(),
        name_en: unit.name_en.clone(),
    }
}

/// "Tỉnh Bắc Ninh" as it stands inside a sentence.
fn in_a_sentence(full_name: &str) -> String {
    let mut letters = full_name.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

/// The English name of a former district, kind included.
fn district_en(full_name_vi: &str) -> String {
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
