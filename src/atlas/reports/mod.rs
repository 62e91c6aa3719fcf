//! Reports: everything known of the region or of a unit, in one document.

pub(in crate::atlas) mod documents;
pub(in crate::atlas) mod map;
pub(in crate::atlas) mod map_land;
pub(in crate::atlas) mod members;
pub(in crate::atlas) mod notes;
pub(in crate::atlas) mod records;
pub(in crate::atlas) mod rings;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::analysis::of_subject;
use crate::atlas::reports::documents::{RegionDocument, ReportDocument, ReportedDocument};
use crate::atlas::reports::notes::notes;
use crate::atlas::things::ThingDocument;
use crate::atlas::units::documents::CountsDocument;
use crate::atlas::units::records::Land;
use crate::atlas::{Atlas, FigureDocument};
use crate::domain::{LayerId, Subject, Unit, UnitCode, UnitKind, ZoneKind};
use crate::geometry::LonLatBox;
use crate::store::Time;

/// The most records of a kind that a report lists by name.
pub(in crate::atlas) const MOST_ITEMS: usize = 200;

const CLUSTERS: &[ZoneKind] = &[ZoneKind::Cluster];
const PARKS: &[ZoneKind] = &[ZoneKind::Park];
const OTHER_ZONES: &[ZoneKind] = &[
    ZoneKind::BorderEconomicZone,
    ZoneKind::EconomicZone,
    ZoneKind::Other,
];

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportSubject {
    /// The whole region.
    Region,
    /// A unit; without a time the present one, else the former one.
    Unit(UnitCode, Option<Time>),
}

impl Atlas {
    /// The report on a subject, made on that day; nothing when there is no such unit.
    #[must_use]
    pub fn report(&self, subject: ReportSubject, day: Date) -> Option<ReportDocument<'_>> {
        let land = self.land(subject)?;
        let unit = match land {
            Land::Region => None,
            Land::Unit(unit) => Some(unit),
        };
        let zones_of = |kinds: &'static [ZoneKind]| {
            let all = self.tables.industrial_zones.iter();
            self.held(land, all.filter(|zone| kinds.contains(&zone.kind)))
        };
        let [clusters, parks, others] = [CLUSTERS, PARKS, OTHER_ZONES].map(zones_of);
        let gates = self.held(land, &self.tables.border_gates);
        let plants = self.held(land, &self.tables.power_plants);
        let [notes_vi, notes_en] = notes(land, unit.is_some_and(|unit| self.is_approximate(unit)));
        let mut report = ReportDocument {
            code: unit.map_or_else(|| "region".to_owned(), code_of),
            unit: match unit {
                None => ReportedDocument::Region(Box::new(self.region())),
                Some(unit) => ReportedDocument::Unit(Box::new(self.describe(unit))),
            },
            members: self.members(land),
            clusters: self.zones_document(&clusters),
            parks: self.zones_document(&parks),
            other_zones: self.zones_document(&others),
            gates: self.gates_document(&gates),
            plants: self.plants_document(&plants),
            figures: self.report_figures(land),
            neighbours: unit.map_or_else(Vec::new, |unit| self.neighbours(unit)),
            predecessors: unit.map_or_else(Vec::new, |unit| self.predecessors_of(unit)),
            successors: unit.map_or_else(Vec::new, |unit| self.successors_of(unit)),
            notes_vi,
            notes_en,
            sources: Vec::new(),
            snapshot: self.version.as_str(),
            made_at: day.to_string(),
        };
        report.sources = self.sources_named(named_in(&report));
        Some(report)
    }

    /// What a report is about, looked up.
    pub(in crate::atlas) fn land(&self, subject: ReportSubject) -> Option<Land<'_>> {
        match subject {
            ReportSubject::Region => Some(Land::Region),
            ReportSubject::Unit(code, time) => self.unit_at(code, time).map(Land::Unit),
        }
    }

    fn report_figures(&self, land: Land) -> Vec<FigureDocument<'_>> {
        let subject = match land {
            Land::Region => Subject::Region,
            Land::Unit(unit) => match unit.layer() {
                LayerId::Provinces => Subject::Province(unit.code),
                LayerId::Communes => Subject::Commune(unit.code),
                LayerId::FormerProvinces => Subject::FormerProvince(unit.code),
                _ => return Vec::new(),
            },
        };
        let figures = of_subject(&self.tables.figures, &subject).iter();
        figures.map(|figure| self.figure_document(figure)).collect()
    }

    fn region(&self) -> RegionDocument<'_> {
        let provinces: Vec<&Unit> = self.units_of_layer(LayerId::Provinces).collect();
        let communes = || self.units_of_layer(LayerId::Communes);
        let of = |kind| Some(communes().filter(|unit| unit.kind == kind).count());
        let areas: Vec<f64> = provinces.iter().filter_map(|unit| unit.area_km2).collect();
        let people: Vec<u64> = provinces
            .iter()
            .filter_map(|unit| unit.population)
            .collect();
        let years: BTreeSet<u16> = provinces
            .iter()
            .filter_map(|unit| unit.population_year)
            .collect();
        let bounds = provinces.iter().filter_map(|unit| self.unit_bounds(unit));
        let zones = &self.tables.industrial_zones;
        let kinds = ZoneKind::ALL.iter();
        let ids = provinces.iter().flat_map(|unit| &unit.sources);
        let ids = ids.chain(&self.catalog.layer(LayerId::Provinces).sources);
        RegionDocument {
            thing: ThingDocument {
                code: Some("region".to_owned()),
                kind: "region",
                kind_vi: "Khu vực".to_owned(),
                kind_en: "Region".to_owned(),
                name_vi: "Khu vực phía Bắc".to_owned(),
                name_en: Some("Northern region".to_owned()),
                full_name_vi: "Khu vực phía Bắc".to_owned(),
                full_name_en: Some("Northern region of Viet Nam".to_owned()),
                ..ThingDocument::default()
            },
            provinces: provinces.len(),
            counts: CountsDocument {
                units: Some(communes().count()),
                communes: of(UnitKind::Commune),
                wards: of(UnitKind::Ward),
                special_zones: of(UnitKind::SpecialZone),
                townships: of(UnitKind::Township),
                zones: kinds
                    .map(|kind| {
                        (
                            kind.as_str(),
                            zones.iter().filter(|zone| zone.kind == *kind).count(),
                        )
                    })
                    .collect(),
                gates: self.tables.border_gates.len(),
                plants: self.tables.power_plants.len(),
            },
            area_km2: (!areas.is_empty()).then(|| areas.iter().sum()),
            area_reported: areas.len(),
            population: (!people.is_empty()).then(|| people.iter().sum()),
            population_reported: people.len(),
            population_year: years.first().copied().filter(|_| years.len() == 1),
            bbox: bounds.reduce(LonLatBox::union).map(LonLatBox::to_array),
            sources: self.sources_named(ids.map(String::as_str)),
        }
    }

    /// The units of a layer, in the order of the table.
    pub(in crate::atlas) fn units_of_layer(&self, layer: LayerId) -> impl Iterator<Item = &Unit> {
        let units = self.tables.units.iter();
        units.filter(move |unit| unit.layer() == layer)
    }
}

/// The code of a unit as addresses of reports have it.
fn code_of(unit: &Unit) -> String {
    if unit.is_present() {
        unit.code.to_string()
    } else {
        format!("former:{}", unit.code)
    }
}

/// Ids, each once, in the order in which they first stand.
pub(in crate::atlas) fn each_once<'a>(ids: impl IntoIterator<Item = &'a String>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    let ids = ids.into_iter().map(String::as_str);
    ids.filter(|id| seen.insert(*id)).collect()
}

/// The ids of all sources that a report names.
fn named_in<'r>(report: &'r ReportDocument<'_>) -> Vec<&'r str> {
    let own = match &report.unit {
        ReportedDocument::Region(region) => &region.sources,
        ReportedDocument::Unit(unit) => &unit.sources,
    };
    let mut ids: Vec<&str> = own.iter().map(|source| source.id).collect();
    for zones in [&report.clusters, &report.parks, &report.other_zones] {
        ids.extend(&zones.source_ids);
    }
    ids.extend(&report.gates.source_ids);
    ids.extend(&report.plants.source_ids);
    let members = report.members.iter().flat_map(|member| member.source_ids);
    let figures = report.figures.iter().flat_map(|figure| figure.source_ids);
    ids.extend(members.chain(figures).map(String::as_str));
    ids
}
