//! Of which sort records are, as the search tells sorts apart.

use crate::domain::{BorderGate, Fuel, GateClass, GateMode, PlaceKind, PowerPlant, ZoneKind};
use crate::search::Sort;
pub(super) use crate::search::unit_sort;

/// The sort of a zone.
pub(super) fn zone_sort(kind: ZoneKind) -> Sort {
    match kind {
        ZoneKind::Cluster => Sort::Cluster,
        ZoneKind::Park => Sort::Park,
        ZoneKind::BorderEconomicZone => Sort::BorderEconomicZone,
        ZoneKind::EconomicZone => Sort::EconomicZone,
        ZoneKind::Other => Sort::OtherZone,
    }
}

/// The sort of a gate: by how it is crossed, then by its class.
pub(super) fn gate_sort(gate: &BorderGate) -> Sort {
    match (gate.mode, gate.class) {
        (GateMode::Air, _) => Sort::AirGate,
        (GateMode::Sea, _) => Sort::SeaGate,
        (GateMode::River, _) if gate.neighbour.is_none() => Sort::SeaGate,
        (GateMode::Rail, _) => Sort::RailwayGate,
        (_, GateClass::International) => Sort::InternationalGate,
        (_, GateClass::Main) => Sort::MainGate,
        (_, GateClass::Secondary) => Sort::SecondaryGate,
        (_, GateClass::ClearancePoint) => Sort::ClearancePoint,
        (_, GateClass::Unknown) => Sort::OtherGate,
    }
}

/// The sort of a plant.
pub(super) fn plant_sort(plant: &PowerPlant) -> Sort {
    match plant.fuel {
        Fuel::Hydro => Sort::HydroPlant,
        Fuel::PumpedStorage => Sort::PumpedStorage,
        Fuel::Coal => Sort::CoalPlant,
        Fuel::Gas => Sort::GasPlant,
        Fuel::Oil => Sort::OilPlant,
        Fuel::Solar => Sort::SolarPlant,
        Fuel::Wind => Sort::WindPlant,
        Fuel::Biomass => Sort::BiomassPlant,
        Fuel::Waste => Sort::WastePlant,
        Fuel::Unknown => Sort::OtherPlant,
    }
}

/// The sort of a place on the map.
pub(super) fn place_sort(kind: PlaceKind) -> Sort {
    match kind {
        PlaceKind::City => Sort::City,
        PlaceKind::Airport => Sort::Airport,
        PlaceKind::Port => Sort::Port,
    }
}
