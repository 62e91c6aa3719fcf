//! Units against the official counts, and the way from former to present ones.

use std::collections::{BTreeMap, BTreeSet};

use super::{CheckReport, row_of};
use crate::dataset::{PREDECESSORS_FILE, Tables, UNITS_FILE};
use crate::domain::{Extent, LayerId, Level, Predecessor, Unit, UnitCode, UnitKind};

/// Official counts since 1 July 2025, and on the day before.
const OFFICIAL: &[(&str, LayerId, Option<UnitKind>, usize)] = &[
    ("provinces", LayerId::Provinces, None, 18),
    ("communes", LayerId::Communes, None, 1733),
    ("xã", LayerId::Communes, Some(UnitKind::Commune), 1421),
    ("phường", LayerId::Communes, Some(UnitKind::Ward), 308),
    ("đặc khu", LayerId::Communes, Some(UnitKind::SpecialZone), 4),
    ("former provinces", LayerId::FormerProvinces, None, 28),
    ("former communes", LayerId::FormerCommunes, None, 5529),
];

pub(super) fn check(tables: &Tables, report: &mut CheckReport) {
    count_units(&tables.units, report);
    count_by_province(&tables.units, report);
    check_provinces(&tables.units, report);
    check_edges(tables, report);
}

fn count_units(units: &[Unit], report: &mut CheckReport) {
    for (name, layer, kind, official) in OFFICIAL {
        let fits =
            |unit: &&Unit| unit.layer() == *layer && kind.is_none_or(|kind| unit.kind == kind);
        let found = units.iter().filter(fits).count();
        report.count(format!("{name}: {found} of {official}"));
        if found != *official {
            report.fault(
                UNITS_FILE,
                None,
                format!("{found} {name}, officially {official}"),
            );
        }
    }
}

/// The numbers of communes, wards and special zones that each province declares.
fn count_by_province(units: &[Unit], report: &mut CheckReport) {
    let mut found: BTreeMap<(UnitCode, UnitKind), u32> = BTreeMap::new();
    for unit in units
        .iter()
        .filter(|unit| unit.layer() == LayerId::Communes)
    {
        if let Some(province) = unit.province {
            *found.entry((province, unit.kind)).or_default() += 1;
        }
    }
    for (index, unit) in units.iter().enumerate() {
        let declared = [
            (UnitKind::Commune, unit.communes),
            (UnitKind::Ward, unit.wards),
            (UnitKind::SpecialZone, unit.special_zones),
        ];
        for (kind, declared) in declared {
            let own = found.get(&(unit.code, kind)).copied().unwrap_or(0);
            if let Some(declared) = declared.filter(|declared| *declared != own) {
                let what = format!(
                    "{} declares {declared} units of kind {kind}, {own} are listed",
                    unit.name_vi
                );
                report.fault(UNITS_FILE, row_of(index), what);
            }
        }
    }
}

/// Every commune stands in a province of its own time.
fn check_provinces(units: &[Unit], report: &mut CheckReport) {
    let known: BTreeSet<(LayerId, UnitCode)> = units.iter().map(|u| (u.layer(), u.code)).collect();
    for (index, unit) in units.iter().enumerate() {
        let Some(province) = unit.province else {
            continue;
        };
        let layer = if unit.is_present() {
            LayerId::Provinces
        } else {
            LayerId::FormerProvinces
        };
        if !known.contains(&(layer, province)) {
            let what = format!(
                "{} {} stands in province {province}, which is not listed",
                unit.code, unit.name_vi
            );
            report.fault(UNITS_FILE, row_of(index), what);
        }
    }
}

fn check_edges(tables: &Tables, report: &mut CheckReport) {
    let codes = |layer: LayerId| -> BTreeSet<UnitCode> {
        let units = tables.units.iter().filter(|unit| unit.layer() == layer);
        units.map(|unit| unit.code).collect()
    };
    for (level, former, present) in [
        (
            Level::Province,
            LayerId::FormerProvinces,
            LayerId::Provinces,
        ),
        (Level::Commune, LayerId::FormerCommunes, LayerId::Communes),
    ] {
        let (former, present) = (codes(former), codes(present));
        let edges = tables.predecessors.iter().enumerate();
        let edges: Vec<(usize, &Predecessor)> =
            edges.filter(|(_, edge)| edge.level == level).collect();
        for (index, edge) in &edges {
            for (side, code, known) in [
                ("former", edge.former, &former),
                ("present", edge.successor, &present),
            ] {
                if !known.contains(&code) {
                    let what = format!("{code} is no {side} {level}");
                    report.fault(PREDECESSORS_FILE, row_of(*index), what);
                }
            }
        }
        check_successors(&former, &edges, report);
    }
}

/// Every former unit has one default successor, and is `whole` exactly when it has no other.
fn check_successors(
    former: &BTreeSet<UnitCode>,
    edges: &[(usize, &Predecessor)],
    report: &mut CheckReport,
) {
    let mut of: BTreeMap<UnitCode, Vec<(usize, &Predecessor)>> = BTreeMap::new();
    for (index, edge) in edges {
        of.entry(edge.former).or_default().push((*index, edge));
    }
    for code in former {
        let own = of.get(code).map_or(&[][..], Vec::as_slice);
        let row = own.first().map(|(index, _)| row_of(*index));
        let defaults = own.iter().filter(|(_, edge)| edge.default).count();
        if defaults != 1 {
            let what = format!("{code} has {defaults} default successors, there must be one");
            report.fault(PREDECESSORS_FILE, row, what);
        }
        let whole = own
            .iter()
            .filter(|(_, edge)| edge.extent == Extent::Whole)
            .count();
        if whole > 0 && own.len() > 1 {
            let what = format!(
                "{code} went whole to one unit and yet has {} successors",
                own.len()
            );
            report.fault(PREDECESSORS_FILE, row, what);
        }
    }
}
