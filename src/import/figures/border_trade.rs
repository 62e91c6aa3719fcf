//! Trade and traffic of border gates, of their provinces and of areas of the customs.

use super::draft::Draft;
use super::rows::{self, Meaning, RawFigure, RawTable};
use crate::domain::{Scope, Subject};
use crate::import::ImportError;
use crate::import::report::RowProblem;
use crate::import::tables::Progress;

const TABLE: RawTable = RawTable {
    file: "border_trade.csv",
    place_column: "gate_id",
    columns: &[],
    meaning,
};

/// Trade, in million USD: words of the raw table, the measure, and the scope that the word itself
/// states.
const TRADE: &[(&str, &str, Option<Scope>)] = &[
    ("total_musd", "trade", None),
    ("export_musd", "export", None),
    ("import_musd", "import", None),
    ("declared_total_musd", "trade", Some(Scope::Declared)),
    ("declared_export_musd", "export", Some(Scope::Declared)),
    ("declared_import_musd", "import", Some(Scope::Declared)),
    ("local_goods_export_musd", "export", Some(Scope::LocalGoods)),
    (
        "export_farm_produce_musd",
        "export",
        Some(Scope::FarmProduce),
    ),
    ("temp_import_reexport_musd", "trade", Some(Scope::ReExport)),
];

/// Traffic: words of the raw table, the measure and its unit.
const TRAFFIC: &[(&str, &str, &str)] = &[
    ("vehicles", "vehicles", "vehicles"),
    ("export_vehicles", "export_vehicles", "vehicles"),
    ("import_vehicles", "import_vehicles", "vehicles"),
    ("vehicles_per_day", "vehicles_per_day", "vehicles a day"),
    (
        "export_vehicles_per_day",
        "export_vehicles_per_day",
        "vehicles a day",
    ),
    (
        "import_vehicles_per_day",
        "import_vehicles_per_day",
        "vehicles a day",
    ),
    (
        "vehicles_per_day_peak",
        "vehicles_per_day_peak",
        "vehicles a day",
    ),
    (
        "capacity_vehicles_per_day",
        "vehicles_per_day_capacity",
        "vehicles a day",
    ),
    (
        "export_wagons_per_day",
        "export_wagons_per_day",
        "wagons a day",
    ),
    (
        "import_wagons_per_day",
        "import_wagons_per_day",
        "wagons a day",
    ),
    ("tonnes", "tonnes", "t"),
    ("export_tonnes", "export_tonnes", "t"),
    ("import_tonnes", "import_tonnes", "t"),
    ("tonnes_per_day", "tonnes_per_day", "t a day"),
    ("passengers", "passengers", "passengers"),
    (
        "passengers_per_day",
        "passengers_per_day",
        "passengers a day",
    ),
    (
        "passengers_per_year",
        "passengers_per_year",
        "passengers a year",
    ),
    ("firms", "firms", "firms"),
    ("new_firms", "new_firms", "firms"),
    ("declarations", "declarations", "declarations"),
    ("shipments_per_day", "shipments_per_day", "shipments a day"),
];

/// Scopes that a note states.
const SCOPES_IN_NOTES: &[(&str, Scope)] = &[
    ("scope (declared or all) not stated", Scope::NotStated),
    ("provincial trade including border trade", Scope::NotStated),
    ("trade between ", Scope::BorderTrade),
    ("all sea, inland and factory declarations", Scope::Declared),
];

/// The drafts of the table.
pub(super) fn read(progress: &mut Progress<'_>) -> Result<Vec<Draft>, ImportError> {
    rows::read(progress, &TABLE)
}

fn meaning(row: &RawFigure<'_>) -> Result<Meaning, RowProblem> {
    let subject = subject(row.place)?;
    let meaning = |measure, scope, unit| Meaning {
        subject,
        measure,
        scope,
        unit,
        power: 0,
        remark: None,
    };
    if let Some((_, measure, scope)) = TRADE.iter().find(|(raw, _, _)| *raw == row.measure) {
        let scope = scope.unwrap_or_else(|| scope_of(row));
        return Ok(meaning(measure, Some(scope), "million USD"));
    }
    let traffic = TRAFFIC.iter().find(|(raw, _, _)| *raw == row.measure);
    traffic
        .map(|(_, measure, unit)| meaning(measure, None, unit))
        .ok_or_else(|| rows::unknown("measure", row.measure))
}

/// Goods through the gates, unless the note says otherwise.
fn scope_of(row: &RawFigure<'_>) -> Scope {
    let stated = SCOPES_IN_NOTES.iter().find(|(words, _)| row.says(words));
    stated.map_or(Scope::Gates, |(_, scope)| *scope)
}

fn subject(place: &str) -> Result<Subject, RowProblem> {
    let is_code = place.len() == 2 && place.bytes().all(|byte| byte.is_ascii_digit());
    let word = match place {
        "region" => "region".to_owned(),
        "customs_region_VI" => "customs:region-6".to_owned(),
        "customs_dept_hai_phong" => "customs:hai-phong".to_owned(),
        code if is_code => code.to_owned(),
        gate => format!("gate:{gate}"),
    };
    rows::subject(&word, TABLE.place_column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(place: &str, measure: &str, note: &str) -> Meaning {
        let remarks = [note.to_owned()];
        let row = RawFigure {
            place,
            measure,
            unit: None,
            remarks: &remarks,
        };
        meaning(&row).unwrap()
    }

    #[test]
    fn the_scope_comes_from_the_word_or_from_the_note() {
        let scope = |measure: &str, note: &str| read("20", measure, note).scope;
        assert_eq!(scope("total_musd", ""), Some(Scope::Gates));
        assert_eq!(scope("declared_total_musd", ""), Some(Scope::Declared));
        let unstated = "scope (declared or all) not stated in the excerpt";
        assert_eq!(scope("total_musd", unstated), Some(Scope::NotStated));
        assert_eq!(
            scope("export_musd", "trade between A and B"),
            Some(Scope::BorderTrade)
        );
        assert_eq!(
            scope("temp_import_reexport_musd", ""),
            Some(Scope::ReExport)
        );
        assert_eq!(scope("vehicles", ""), None);
    }

    proptest! {
        #[test]
        fn gates_keep_their_slug(slug in "[a-z]{2,8}(-[a-z0-9]{1,6}){1,3}") {
            prop_assert_eq!(subject(&slug).unwrap(), Subject::Gate(slug));
        }
    }

    #[test]
    fn provinces_and_areas_of_the_customs_are_told_from_gates() {
        let of = |place: &str| subject(place).unwrap().to_string();
        assert_eq!(of("20"), "20");
        assert_eq!(of("customs_region_VI"), "customs:region-6");
        assert_eq!(of("customs_dept_hai_phong"), "customs:hai-phong");
        assert!(subject("Hữu Nghị").is_err());
    }
}
