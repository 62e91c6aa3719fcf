//! What lies in a shape: counts, sums, lists.

pub(in crate::atlas) mod documents;

use std::collections::BTreeMap;

use crate::analysis::Shape;
use crate::atlas::Atlas;
use crate::atlas::nearby::kinds::SiteKind;
use crate::atlas::nearby::sites::{Facts, Site, SiteAccount};
use crate::atlas::within::documents::{
    StatusDocument, SumDocument, TotalDocument, UnitsDocument, WithinAnswer, WithinItem,
};
use crate::domain::{LayerId, Level, MapRecord};
use crate::geometry::LonLat;

/// What is wanted of a shape.
#[derive(Clone, Debug, PartialEq)]
pub struct WithinQuestion {
    /// The shape.
    pub shape: Shape,
    /// Which kinds; lines have no place to lie in a shape.
    pub kinds: Vec<SiteKind>,
    /// How many items of the list are passed over.
    pub offset: usize,
    /// How many items follow at most.
    pub limit: usize,
}

/// What sites of a kind report that can be added up.
#[derive(Clone, Copy, Debug, Default)]
struct Reported {
    status: Option<&'static str>,
    area_ha: Option<f64>,
    capacity_mw: Option<f64>,
}

impl Atlas {
    /// What lies in a shape or on its border; without the address of the next page.
    ///
    /// A record counts by its point, however well that is known: one at the middle of its commune
    /// is in the shape when that middle is.
    #[must_use]
    pub fn within(&self, question: &WithinQuestion) -> WithinAnswer<'_> {
        let sites = self.sites().all.iter();
        let asked: Vec<&Site> = sites
            .filter(|site| question.kinds.contains(&site.kind))
            .collect();
        let mut inside: Vec<(&Site, LonLat)> = asked
            .iter()
            .filter_map(|site| Some((*site, site.place?)))
            .filter(|(_, place)| question.shape.holds(*place))
            .collect();
        inside.sort_by_key(|(site, _)| (site.kind, site.id));
        let shown = inside.iter().skip(question.offset).take(question.limit);
        let items: Vec<WithinItem> = shown
            .map(|&(site, place)| self.item_within(site, place))
            .collect();
        let named = items.iter().flat_map(|item| &item.source_ids);
        let sources = self.sources_named(named.map(String::as_str));
        WithinAnswer {
            area_km2: question.shape.area_km2(),
            bbox: question.shape.bounds().to_array(),
            totals: self.totals(&question.kinds, &inside),
            units: self.communes_within(&question.shape),
            items,
            number_matched: inside.len(),
            next: None,
            without_place: asked.iter().filter(|site| site.is_nowhere()).count(),
            sources,
        }
    }

    fn item_within(&self, site: &Site, place: LonLat) -> WithinItem {
        let SiteAccount {
            thing,
            precision,
            facts,
            source_ids,
        } = self.account(site, place);
        WithinItem {
            thing,
            precision,
            facts,
            source_ids,
        }
    }

    fn totals(&self, kinds: &[SiteKind], inside: &[(&Site, LonLat)]) -> Vec<TotalDocument> {
        let total = |kind: &SiteKind| {
            let own = inside.iter().filter(|(site, _)| site.kind == *kind);
            let own: Vec<Reported> = own.map(|(site, _)| self.reported(site)).collect();
            let mut by_status: BTreeMap<&'static str, Vec<Reported>> = BTreeMap::new();
            for reported in &own {
                if let Some(status) = reported.status {
                    by_status.entry(status).or_default().push(*reported);
                }
            }
            let by_status = by_status.into_iter().map(|(status, own)| StatusDocument {
                status,
                sum: sum(*kind, &own),
            });
            TotalDocument {
                kind: kind.as_str(),
                kind_vi: kind.title_vi(),
                kind_en: kind.title_en(),
                sum: sum(*kind, &own),
                by_status: by_status.collect(),
            }
        };
        kinds.iter().map(total).collect()
    }

    fn reported(&self, site: &Site) -> Reported {
        match site.kind.layer() {
            LayerId::IndustrialZones => {
                let zone = &self.tables.industrial_zones[site.index];
                Reported {
                    status: Some(zone.status.as_str()),
                    area_ha: zone.area_ha,
                    capacity_mw: None,
                }
            }
            LayerId::PowerPlants => {
                let plant = &self.tables.power_plants[site.index];
                Reported {
                    status: Some(plant.status.as_str()),
                    area_ha: None,
                    capacity_mw: plant.capacity_mw,
                }
            }
            _ => Reported::default(),
        }
    }

    fn communes_within(&self, shape: &Shape) -> UnitsDocument {
        let present = self
            .tables
            .units
            .iter()
            .filter(|unit| unit.is_present() && unit.level == Level::Commune);
        let inside = present.filter(|unit| unit.place().is_some_and(|place| shape.holds(place)));
        let populations: Vec<Option<u64>> = inside.map(|unit| unit.population).collect();
        let reported: Vec<u64> = populations.iter().flatten().copied().collect();
        UnitsDocument {
            communes: populations.len(),
            population: (!reported.is_empty()).then(|| reported.iter().sum()),
            reported: reported.len(),
        }
    }
}

/// Counts things and adds up what they report.
fn sum(kind: SiteKind, own: &[Reported]) -> SumDocument {
    let added = |of: fn(&Reported) -> Option<f64>| {
        let values: Vec<f64> = own.iter().filter_map(of).collect();
        let sum = (!values.is_empty()).then(|| without_dust(values.iter().sum()));
        (sum, values.len())
    };
    let (area_ha, with_area) = added(|reported| reported.area_ha);
    let (capacity_mw, with_capacity) = added(|reported| reported.capacity_mw);
    SumDocument {
        count: own.len(),
        area_ha,
        capacity_mw,
        reported: match kind.layer() {
            LayerId::IndustrialZones => Some(with_area),
            LayerId::PowerPlants => Some(with_capacity),
            _ => None,
        },
    }
}

/// A sum without the last digits, which adding fractions leaves behind.
fn without_dust(sum: f64) -> f64 {
    (sum * 1e6).round() / 1e6
}

impl WithinItem {
    /// The kind as `kinds=` chooses it: of a zone which kind of zone.
    #[must_use]
    pub fn site_kind(&self) -> &'static str {
        match &self.facts {
            Some(Facts::Zone { kind, .. }) => kind,
            _ => self.thing.kind,
        }
    }
}
