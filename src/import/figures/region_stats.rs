//! Figures of the region, of provinces and of the country, from conferences, tables and news.

use super::draft::Draft;
use super::rows::{self, Meaning, RawFigure, RawTable};
use crate::domain::{Scope, Subject};
use crate::import::ImportError;
use crate::import::report::RowProblem;
use crate::import::tables::Progress;

const TABLE: RawTable = RawTable {
    file: "region_stats.csv",
    place_column: "area_code",
    columns: &["unit"],
    meaning,
};

/// Words of the raw table, the measure of the catalogue and its unit.
const MEASURES: &[(&str, &str, &str)] = &[
    (
        "industrial_clusters_established",
        "clusters_established",
        "clusters",
    ),
    (
        "industrial_clusters_operating",
        "clusters_operating",
        "clusters",
    ),
    ("industrial_clusters_area", "clusters_area", "ha"),
    (
        "industrial_clusters_projects",
        "clusters_projects",
        "projects",
    ),
    ("industrial_clusters_workers", "clusters_workers", "workers"),
    ("industrial_clusters_occupancy", "clusters_occupancy", "%"),
    ("electricity_sold", "electricity_sold", "million kWh"),
    (
        "electricity_produced",
        "electricity_produced",
        "million kWh",
    ),
    ("tea_products", "tea", "t"),
    ("cement", "cement", "million t"),
    ("tap_water_produced", "tap_water", "million m3"),
    ("retail_sales_and_services", "retail_sales", "trillion VND"),
    (
        "retail_sales_and_services_growth",
        "retail_sales_growth",
        "%",
    ),
    ("retail_share_of_nation", "retail_share_of_nation", "%"),
    (
        "provinces_retail_growth_above_national",
        "provinces_retail_growth_above_national",
        "provinces of 28",
    ),
    ("export", "export", "million USD"),
    ("import", "import", "million USD"),
    ("export_at_border_gates", "export", "million USD"),
    ("total_trade", "trade", "million USD"),
    ("export_growth", "export_growth", "%"),
    ("export_share_of_nation", "export_share_of_nation", "%"),
    (
        "provinces_export_growth_positive",
        "provinces_export_growth_positive",
        "provinces of 28",
    ),
    ("iip_growth", "iip_growth", "%"),
    (
        "provinces_iip_growth_positive",
        "provinces_iip_growth_positive",
        "provinces of 28",
    ),
    (
        "provinces_iip_growth_above_11pct",
        "provinces_iip_growth_above_11pct",
        "provinces of 28",
    ),
    ("grdp", "grdp", "billion VND"),
    ("grdp_growth", "grdp_growth", "%"),
    ("manufacturing_growth", "manufacturing_growth", "%"),
    ("services_growth", "services_growth", "%"),
    ("port_cargo_growth", "port_cargo_growth", "%"),
    (
        "industrial_promotion_budget",
        "industrial_promotion_budget",
        "billion VND",
    ),
    (
        "industrial_promotion_budget_share_of_plan",
        "industrial_promotion_budget_share_of_plan",
        "%",
    ),
    (
        "disaster_relief_donation",
        "disaster_relief_donation",
        "billion VND",
    ),
    ("area", "area", "km2"),
    ("area_share_of_nation", "area_share_of_nation", "%"),
    (
        "population_density",
        "population_density",
        "persons per km2",
    ),
    (
        "population_share_of_nation",
        "population_share_of_nation",
        "%",
    ),
];

/// Units that are converted, and the power of ten that does it.
const CONVERSIONS: &[(&str, &str, u32)] = &[
    ("thousand persons", "persons", 3),
    ("million persons", "persons", 6),
];

/// What words of a note make of a population.
const POPULATIONS: &[(&str, &str)] = &[
    ("register count", "population_registered"),
    ("base date not stated", "population_unspecified"),
    ("average population", "population_average"),
    ("Statistical Yearbook", "population_average"),
];

/// The drafts of the table.
pub(super) fn read(progress: &mut Progress<'_>) -> Result<Vec<Draft>, ImportError> {
    rows::read(progress, &TABLE)
}

fn meaning(row: &RawFigure<'_>) -> Result<Meaning, RowProblem> {
    let (measure, unit) = measure(row)?;
    let raw_unit = row.unit.unwrap_or_default();
    let conversion = CONVERSIONS
        .iter()
        .find(|(raw, own, _)| *raw == raw_unit && *own == unit);
    let power = match conversion {
        Some((_, _, power)) => *power,
        None if raw_unit == unit => 0,
        None => {
            return Err(RowProblem::new(
                format!("the unit \"{raw_unit}\" does not fit {measure}, which counts {unit}"),
                "Correct the unit, or teach the import how to convert it",
            ));
        }
    };
    let scope = match row.measure {
        "export_at_border_gates" => Some(Scope::Gates),
        "total_trade" => Some(Scope::Declared),
        "export" | "import" => Some(Scope::Firms),
        _ => None,
    };
    let before_merger = row.place == "region-28";
    Ok(Meaning {
        subject: subject(row)?,
        measure,
        scope,
        unit,
        power,
        remark: before_merger.then_some("the 28 provinces before the merger of July 2025"),
    })
}

fn measure(row: &RawFigure<'_>) -> Result<(&'static str, &'static str), RowProblem> {
    if row.measure == "population" {
        let kind = POPULATIONS.iter().find(|(words, _)| row.says(words));
        return kind
            .map(|(_, measure)| (*measure, "persons"))
            .ok_or_else(|| {
                RowProblem::new(
                    "the note does not say which population is meant",
                    "Say whether it is a register count or an average",
                )
            });
    }
    let known = MEASURES.iter().find(|(raw, _, _)| *raw == row.measure);
    known
        .map(|(_, measure, unit)| (*measure, *unit))
        .ok_or_else(|| rows::unknown("measure", row.measure))
}

/// `old-NN` is a province before the merger; so is any that the note says to be one.
fn subject(row: &RawFigure<'_>) -> Result<Subject, RowProblem> {
    let word = match row.place {
        "region" | "region-28" => "region".to_owned(),
        "VN" => "vietnam".to_owned(),
        "customs_region_V" => "customs:region-5".to_owned(),
        place => match place.strip_prefix("old-") {
            Some(code) => format!("former:{code}"),
            None if row.says("before the merger of July 2025") => format!("former:{place}"),
            None => place.to_owned(),
        },
    };
    rows::subject(&word, TABLE.place_column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row<'a>(
        place: &'a str,
        measure: &'a str,
        unit: &'a str,
        remarks: &'a [String],
    ) -> RawFigure<'a> {
        RawFigure {
            place,
            measure,
            unit: Some(unit),
            remarks,
        }
    }

    fn population(note: &str) -> Option<&'static str> {
        let remarks = [note.to_owned()];
        let read = meaning(&row("01", "population", "persons", &remarks)).ok();
        read.map(|meaning| meaning.measure)
    }

    #[test]
    fn three_kinds_of_population_stay_apart() {
        assert_eq!(
            population("a (register count)"),
            Some("population_registered")
        );
        assert_eq!(
            population("base date not stated"),
            Some("population_unspecified")
        );
        assert_eq!(
            population("average population 2023"),
            Some("population_average")
        );
        assert_eq!(population("whatever"), None);
    }

    #[test]
    fn units_are_converted_or_refused() {
        let average = ["average population 2023".to_owned()];
        let read = meaning(&row("old-27", "population", "thousand persons", &average)).unwrap();
        assert_eq!((read.unit, read.power), ("persons", 3));
        assert!(meaning(&row("01", "area", "ha", &[])).is_err());
        assert!(meaning(&row("01", "rice", "t", &[])).is_err());
    }

    #[test]
    fn exports_of_firms_and_through_gates_are_two_scopes() {
        let scope = |measure: &str| {
            meaning(&row("01", measure, "million USD", &[]))
                .unwrap()
                .scope
        };
        assert_eq!(scope("export"), Some(Scope::Firms));
        assert_eq!(scope("export_at_border_gates"), Some(Scope::Gates));
        assert_eq!(scope("total_trade"), Some(Scope::Declared));
    }

    proptest! {
        #[test]
        fn every_code_becomes_its_subject(code in 1u8..=96) {
            let (present, former) = (format!("{code:02}"), format!("old-{code:02}"));
            let of = |place: &str| subject(&row(place, "area", "km2", &[])).unwrap().to_string();
            prop_assert_eq!(of(&present), present.clone());
            prop_assert_eq!(of(&former), format!("former:{present}"));
        }
    }

    #[test]
    fn areas_have_words_of_their_own() {
        let of = |place: &str| {
            subject(&row(place, "area", "km2", &[]))
                .map(|s| s.to_string())
                .ok()
        };
        assert_eq!(of("region-28").as_deref(), Some("region"));
        assert_eq!(of("VN").as_deref(), Some("vietnam"));
        assert_eq!(of("customs_region_V").as_deref(), Some("customs:region-5"));
        assert_eq!(of("Hà Nội"), None);
    }
}
