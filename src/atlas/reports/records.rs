//! The zones, gates and plants of a report: sums, shares and lists.

use std::cmp::Reverse;

use crate::analysis::{of_subject, plant_sum, zone_sum};
use crate::atlas::Atlas;
use crate::atlas::reports::documents::{
    CountShare, FuelShare, GateItem, GatesDocument, PlantItem, PlantShare, PlantTotals,
    PlantsDocument, TitleDocument, ZoneItem, ZoneShare, ZoneTotals, ZonesDocument,
};
use crate::atlas::reports::{MOST_ITEMS, each_once};
use crate::atlas::things::Thing;
use crate::atlas::units::records::Held;
use crate::domain::{
    AreaMeaning, BorderGate, Figure, Fuel, GateClass, GateMode, GateStatus, IndustrialZone,
    LayerId, Neighbour, PlantStatus, PowerPlant, Precision, Subject, ZoneKind, ZoneStatus,
};

/// The group of measures that count the value of trade.
const TRADE: &str = "trade";

impl Atlas {
    pub(in crate::atlas) fn zones_document<'a>(
        &'a self,
        held: &Held<'a, IndustrialZone>,
    ) -> ZonesDocument<'a> {
        let zones = &held.records;
        let unplaced = zones
            .iter()
            .filter(|zone| zone.precision == Precision::None);
        let doubtful = zones
            .iter()
            .filter(|zone| !zone.possible_duplicate_of.is_empty());
        ZonesDocument {
            sum: ZoneTotals::from(zone_sum(zones.iter().copied())),
            without_place: unplaced.count(),
            possible_duplicates: doubtful.count(),
            unassigned: held.unassigned,
            by_status: self.zone_shares("status", ZoneStatus::ALL, zones, |zone| zone.status),
            by_kind: self.zone_shares("kind", ZoneKind::ALL, zones, |zone| zone.kind),
            items: self.zone_items(zones),
            source_ids: each_once(zones.iter().flat_map(|zone| &zone.sources)),
        }
    }

    fn zone_shares<'a, V: Copy + Eq + Word>(
        &'a self,
        field: &str,
        values: &[V],
        zones: &[&IndustrialZone],
        value_of: impl Fn(&IndustrialZone) -> V,
    ) -> Vec<ZoneShare<'a>> {
        let shares = values.iter().filter_map(|&value| {
            let own = zones.iter().copied().filter(|zone| value_of(zone) == value);
            let sum = ZoneTotals::from(zone_sum(own));
            (sum.count > 0).then(|| ZoneShare {
                of: self.titled(LayerId::IndustrialZones, field, value),
                sum,
            })
        });
        shares.collect()
    }

    fn zone_items<'a>(&'a self, zones: &[&'a IndustrialZone]) -> Vec<ZoneItem<'a>> {
        let mut zones = zones.to_vec();
        let area = |zone: &IndustrialZone| zone.area_ha.unwrap_or(-1.0);
        zones.sort_by(|a, b| area(b).total_cmp(&area(a)).then(a.id.cmp(&b.id)));
        zones.truncate(MOST_ITEMS);
        let items = zones.into_iter().map(|zone| ZoneItem {
            thing: self.thing(Thing::Zone(zone)),
            precision: zone.precision.as_str(),
            status: self.titled(LayerId::IndustrialZones, "status", zone.status),
            area_ha: zone.area_ha,
            area_meaning: zone.area_meaning.map(AreaMeaning::as_str),
            occupancy_pct: zone.occupancy_pct,
            source_date: zone.source_date.map(|date| date.to_string()),
            source_ids: &zone.sources,
        });
        items.collect()
    }

    pub(in crate::atlas) fn gates_document<'a>(
        &'a self,
        held: &Held<'a, BorderGate>,
    ) -> GatesDocument<'a> {
        let mut gates = held.records.clone();
        gates.sort_by_key(|gate| (gate.class, gate.parent.is_some(), gate.id));
        let items: Vec<GateItem<'a>> = gates.iter().map(|gate| self.gate_item(gate)).collect();
        let trade = items.iter().flat_map(|item| &item.trade);
        let ids = gates.iter().flat_map(|gate| &gate.sources);
        let ids = ids.chain(trade.flat_map(|figure| figure.source_ids));
        GatesDocument {
            count: gates.len(),
            without_place: gates
                .iter()
                .filter(|gate| gate.precision == Precision::None)
                .count(),
            unassigned: held.unassigned,
            by_class: self.count_shares("class", GateClass::ALL, &gates, |gate| gate.class),
            by_status: self.count_shares("status", GateStatus::ALL, &gates, |gate| gate.status),
            source_ids: each_once(ids),
            items,
        }
    }

    fn count_shares<'a, V: Copy + Eq + Word>(
        &'a self,
        field: &str,
        values: &[V],
        gates: &[&BorderGate],
        value_of: impl Fn(&BorderGate) -> V,
    ) -> Vec<CountShare<'a>> {
        let shares = values.iter().filter_map(|&value| {
            let count = gates.iter().filter(|gate| value_of(gate) == value).count();
            (count > 0).then(|| CountShare {
                of: self.titled(LayerId::BorderGates, field, value),
                count,
            })
        });
        shares.collect()
    }

    fn gate_item<'a>(&'a self, gate: &'a BorderGate) -> GateItem<'a> {
        let layer = LayerId::BorderGates;
        let trade = self.latest_trade(gate);
        GateItem {
            thing: self.thing(Thing::Gate(gate)),
            precision: gate.precision.as_str(),
            class: self.titled(layer, "class", gate.class),
            mode: self.titled(layer, "mode", gate.mode),
            status: self.titled(layer, "status", gate.status),
            neighbour: gate.neighbour.map(Neighbour::as_str),
            parent: gate.parent.as_deref(),
            latest: self
                .latest_value(&trade)
                .map(|figure| self.figure_document(figure)),
            trade: trade
                .into_iter()
                .map(|figure| self.figure_document(figure))
                .collect(),
            source_ids: &gate.sources,
        }
    }

    /// The latest figure of each measure and scope about a gate. Figures of one subject stand in
    /// the order of answers: by measure and scope, the latest first.
    fn latest_trade(&self, gate: &BorderGate) -> Vec<&Figure> {
        let figures = of_subject(&self.tables.figures, &Subject::Gate(gate.code.clone()));
        let series = figures.chunk_by(|a, b| a.measure == b.measure && a.scope == b.scope);
        series.filter_map(<[Figure]>::first).collect()
    }

    /// Of the latest figures the one that says best what goes through: the value of trade that
    /// ends last, both ways before one.
    fn latest_value<'a>(&self, latest: &[&'a Figure]) -> Option<&'a Figure> {
        let valued = latest.iter().copied().filter(|figure| {
            let measure = self.measure_known(&figure.measure);
            measure.group == TRADE && figure.value.is_some()
        });
        valued.max_by_key(|figure| {
            let whole = figure.measure == TRADE;
            (
                figure.period.last_day(),
                whole,
                Reverse(figure.period.first_day()),
            )
        })
    }

    pub(in crate::atlas) fn plants_document<'a>(
        &'a self,
        held: &Held<'a, PowerPlant>,
    ) -> PlantsDocument<'a> {
        let plants = &held.records;
        let unplaced = plants
            .iter()
            .filter(|plant| plant.precision == Precision::None);
        PlantsDocument {
            sum: PlantTotals::from(plant_sum(plants.iter().copied())),
            without_place: unplaced.count(),
            unassigned: held.unassigned,
            by_fuel: self.fuel_shares(plants),
            by_status: self.plant_shares(plants),
            items: self.plant_items(plants),
            source_ids: each_once(plants.iter().flat_map(|plant| &plant.sources)),
        }
    }

    fn fuel_shares<'a>(&'a self, plants: &[&PowerPlant]) -> Vec<FuelShare<'a>> {
        let shares = Fuel::ALL.iter().filter_map(|&fuel| {
            let of_fuel = plants.iter().copied().filter(|plant| plant.fuel == fuel);
            let own: Vec<&PowerPlant> = of_fuel.collect();
            (!own.is_empty()).then(|| FuelShare {
                all: PlantShare {
                    of: self.titled(LayerId::PowerPlants, "fuel", fuel),
                    sum: PlantTotals::from(plant_sum(own.iter().copied())),
                },
                by_status: self.plant_shares(&own),
            })
        });
        let mut shares: Vec<FuelShare<'a>> = shares.collect();
        let capacity = |share: &FuelShare| share.all.sum.capacity_mw.unwrap_or(-1.0);
        shares.sort_by(|a, b| capacity(b).total_cmp(&capacity(a)));
        shares
    }

    fn plant_shares<'a>(&'a self, plants: &[&PowerPlant]) -> Vec<PlantShare<'a>> {
        let shares = PlantStatus::ALL.iter().filter_map(|&status| {
            let own = plants
                .iter()
                .copied()
                .filter(|plant| plant.status == status);
            let sum = PlantTotals::from(plant_sum(own));
            (sum.count > 0).then(|| PlantShare {
                of: self.titled(LayerId::PowerPlants, "status", status),
                sum,
            })
        });
        shares.collect()
    }

    fn plant_items<'a>(&'a self, plants: &[&'a PowerPlant]) -> Vec<PlantItem<'a>> {
        let mut plants = plants.to_vec();
        let capacity = |plant: &PowerPlant| plant.capacity_mw.unwrap_or(-1.0);
        plants.sort_by(|a, b| capacity(b).total_cmp(&capacity(a)).then(a.id.cmp(&b.id)));
        plants.truncate(MOST_ITEMS);
        let items = plants.into_iter().map(|plant| PlantItem {
            thing: self.thing(Thing::Plant(plant)),
            precision: plant.precision.as_str(),
            fuel: self.titled(LayerId::PowerPlants, "fuel", plant.fuel),
            status: self.titled(LayerId::PowerPlants, "status", plant.status),
            capacity_mw: plant.capacity_mw,
            source_date: plant.source_date.map(|date| date.to_string()),
            source_ids: &plant.sources,
        });
        items.collect()
    }

    /// A value of a closed list with the titles that the catalogue gives it.
    fn titled<V: Word>(&self, layer: LayerId, field: &str, value: V) -> TitleDocument<'_> {
        let word = value.word();
        let mut fields = self.catalog.layer(layer).fields.iter();
        let field = fields.find(|known| known.id == field);
        let title = field.and_then(|field| field.values.iter().find(|known| known.value == word));
        TitleDocument {
            value: word,
            title_vi: title.map_or(word, |title| &title.title_vi),
            title_en: title.map_or(word, |title| &title.title_en),
        }
    }
}

/// A value of a closed list, as files write it.
trait Word {
    fn word(self) -> &'static str;
}

macro_rules! words {
    ($($list:ident),*) => {
        $(impl Word for $list {
            fn word(self) -> &'static str {
                self.as_str()
            }
        })*
    };
}

words!(
    ZoneStatus,
    ZoneKind,
    GateClass,
    GateMode,
    GateStatus,
    Fuel,
    PlantStatus
);
