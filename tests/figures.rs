//! The figures of the conferences, as printed, in the compiled tables: each with its subject,
//! measure, period, value, change and source.

#![allow(
    clippy::unwrap_used,
    reason = "a test whose data cannot be read should stop there"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use phiabac::dataset::Tables;
use phiabac::domain::{Bound, Figure, Source, Unit};

static TABLES: LazyLock<Tables> =
    LazyLock::new(|| Tables::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")).unwrap());

/// The conference of 17 October 2025.
const CONFERENCE_2025: (&str, &str) = (
    "Nhân Dân",
    "Hội nghị ngành công thương các tỉnh, thành phố phía bắc năm 2025",
);
/// The conference of 17 May 2024.
const CONFERENCE_2024: (&str, &str) = (
    "VietQ.vn",
    "Ngành công thương khu vực phía Bắc: Tăng cường liên kết giữa các địa phương",
);

/// So far, on the day of the report.
const TO_DATE: &str = "../2025-10-17";
/// Nine months of 2025.
const NINE_MONTHS: &str = "2025-01-01/2025-09-30";
/// The whole of 2023.
const YEAR_2023: &str = "2023-01-01/2023-12-31";
/// The first half of 2024.
const HALF_2024: &str = "2024-01-01/2024-06-30";

fn figures(subject: &str, measure: &str, period: &str) -> Vec<&'static Figure> {
    let fits = |figure: &&Figure| {
        figure.subject.to_string() == subject
            && figure.measure == measure
            && figure.period.to_string() == period
    };
    TABLES.figures.iter().filter(fits).collect()
}

fn only(subject: &str, measure: &str, period: &str) -> &'static Figure {
    let found = figures(subject, measure, period);
    assert_eq!(found.len(), 1, "{subject} {measure} {period}: {found:?}");
    found[0]
}

fn source(id: &str) -> &'static Source {
    TABLES
        .sources
        .iter()
        .find(|source| source.id == id)
        .unwrap()
}

/// A figure of the region: bound, value, unit and change, and the document that it comes from.
#[track_caller]
fn check(
    measure: &str,
    period: &str,
    printed: (Bound, f64, &str, Option<f64>),
    document: (&str, &str),
) {
    let figure = only("region", measure, period);
    let (bound, value, unit, yoy) = printed;
    assert_eq!(
        (
            figure.bound,
            figure.value,
            figure.unit.as_str(),
            figure.yoy_pct
        ),
        (bound, Some(value), unit, yoy),
        "{measure}"
    );
    let named = figure.source_id.iter().map(|id| source(id));
    let documents: Vec<(&str, &str)> = named
        .map(|source| (source.publisher.as_str(), source.title.as_str()))
        .collect();
    assert_eq!(documents, [document], "{measure}");
}

#[test]
fn clusters_of_the_region() {
    let document = CONFERENCE_2025;
    let (exact, about, at_least) = (Bound::Exact, Bound::About, Bound::AtLeast);
    check(
        "clusters_established",
        TO_DATE,
        (exact, 613.0, "clusters", None),
        document,
    );
    check(
        "clusters_operating",
        TO_DATE,
        (exact, 349.0, "clusters", None),
        document,
    );
    check(
        "clusters_area",
        TO_DATE,
        (at_least, 24_000.0, "ha", None),
        document,
    );
    check(
        "clusters_projects",
        TO_DATE,
        (exact, 9_179.0, "projects", None),
        document,
    );
    check(
        "clusters_workers",
        TO_DATE,
        (about, 339_400.0, "workers", None),
        document,
    );
    check(
        "clusters_occupancy",
        TO_DATE,
        (exact, 66.7, "%", None),
        document,
    );
}

#[test]
fn production_of_nine_months_of_2025() {
    let document = CONFERENCE_2025;
    let exact = Bound::Exact;
    let sold = (exact, 17_115.0, "million kWh", Some(3.6));
    check("electricity_sold", NINE_MONTHS, sold, document);
    let produced = (exact, 62_998.0, "million kWh", Some(87.9));
    check("electricity_produced", NINE_MONTHS, produced, document);
    check(
        "tea",
        NINE_MONTHS,
        (exact, 83_093.0, "t", Some(41.9)),
        document,
    );
    check(
        "cement",
        NINE_MONTHS,
        (exact, 11.97, "million t", Some(20.7)),
        document,
    );
    check(
        "tap_water",
        NINE_MONTHS,
        (exact, 241.5, "million m3", Some(7.2)),
        document,
    );
}

#[test]
fn exports_at_the_gates_of_the_region_are_one_figure_with_its_caveat() {
    let printed = (Bound::Exact, 199_884.0, "million USD", Some(21.6));
    check("export", NINE_MONTHS, printed, CONFERENCE_2025);
    let figure = only("region", "export", NINE_MONTHS);
    assert_eq!(
        figure.scope.map(|scope| scope.to_string()).as_deref(),
        Some("gates")
    );
    let (vi, en) = (
        figure.note_vi.as_deref().unwrap(),
        figure.note_en.as_deref().unwrap(),
    );
    assert!(
        en.contains("Definition not given") && en.contains("Do not split it over gates"),
        "{en}"
    );
    assert!(
        vi.contains("không định nghĩa") && vi.contains("Không chia số này"),
        "{vi}"
    );
}

#[test]
fn retail_exports_and_promotion_of_2023_and_2024() {
    let document = CONFERENCE_2024;
    let exact = Bound::Exact;
    check(
        "retail_sales",
        YEAR_2023,
        (exact, 2_602.0, "trillion VND", Some(16.7)),
        document,
    );
    check(
        "retail_sales",
        HALF_2024,
        (exact, 1_404.0, "trillion VND", Some(12.3)),
        document,
    );
    check(
        "export",
        YEAR_2023,
        (exact, 221_500.0, "million USD", Some(1.7)),
        document,
    );
    check(
        "export",
        HALF_2024,
        (exact, 120_700.0, "million USD", Some(18.3)),
        document,
    );
    let (budget, unit) = ("industrial_promotion_budget", "billion VND");
    check(budget, YEAR_2023, (exact, 139.45, unit, None), document);
    check(budget, HALF_2024, (exact, 29.154, unit, None), document);
}

#[test]
fn the_documents_of_the_conferences_are_dated() {
    let date = |measure: &str, period: &str| {
        let ids = &only("region", measure, period).source_id;
        source(&ids[0]).date.unwrap().to_string()
    };
    assert_eq!(date("clusters_established", TO_DATE), "2025-10-17");
    assert_eq!(date("retail_sales", YEAR_2023), "2024-05");
}

#[test]
fn registered_residents_and_average_population_are_two_measures() {
    let sum = |measure: &str, period: &str| -> f64 {
        let own = TABLES.figures.iter().filter(|figure| {
            figure.subject.kind() == "province"
                && figure.measure == measure
                && figure.period.to_string() == period
        });
        own.filter_map(|figure| figure.value).sum()
    };
    let registered = sum("population_registered", "../2025");
    assert!((registered / 1e6 - 49.86).abs() < 0.005, "{registered}");
    let average = sum("population_average", "2024-01-01/2024-12-31");
    assert!((average / 1e6 - 45.92).abs() < 0.005, "{average}");
    let region = only("region", "population_average", "2022-01-01/2022-12-31");
    assert_eq!(region.value, Some(44_930_000.0));
    assert_eq!(region.source_id.len(), 2, "two reports name it");
}

#[test]
fn thousands_were_converted_exactly() {
    let hanoi = only("01", "population_average", YEAR_2023);
    assert_eq!(
        (hanoi.value, hanoi.unit.as_str()),
        (Some(8_587_100.0), "persons")
    );
}

#[test]
fn all_trade_and_declared_trade_of_lang_son_are_two_scopes() {
    let found = figures("20", "trade", YEAR_2023);
    let by_scope = |word: &str| -> Vec<Option<f64>> {
        let own = found
            .iter()
            .filter(|figure| figure.scope.unwrap().to_string() == word);
        own.map(|figure| figure.value).collect()
    };
    assert_eq!(by_scope("gates"), [Some(51_990.563)]);
    let mut declared = by_scope("declared");
    declared.sort_by(|a, b| a.partial_cmp(b).unwrap());
    assert_eq!(
        declared,
        [Some(4_780.0), Some(4_975.0)],
        "the estimate stays beside"
    );
}

#[test]
fn two_ends_of_a_range_are_one_figure() {
    let period = "2024-01-01/2024-10-31";
    let figure = only("gate:huu-nghi", "vehicles_per_day", period);
    assert_eq!(
        (figure.bound, figure.value, figure.value_to),
        (Bound::Between, Some(700.0), Some(800.0))
    );
}

#[test]
fn a_change_without_a_value_is_kept() {
    let figure = only("gate:cau-treo", "trade", "2024-01-01/..");
    assert_eq!((figure.value, figure.yoy_pct), (None, Some(-50.0)));
}

#[test]
fn every_note_has_both_languages_and_no_word_of_the_workshop() {
    for figure in &TABLES.figures {
        assert_eq!(
            figure.note_en.is_some(),
            figure.note_vi.is_some(),
            "{figure:?}"
        );
        for note in [&figure.note_en, &figure.note_vi].into_iter().flatten() {
            for word in ["seed 00", "second pass", "border_trade.csv", "row added"] {
                assert!(!note.contains(word), "{note}");
            }
        }
    }
}

#[test]
fn every_present_unit_has_its_area_and_registered_population() {
    let of_acts = TABLES.figures.iter().filter(|figure| {
        matches!(figure.subject.kind(), "province" | "commune")
            && figure.period.to_string() == "../2025"
    });
    let stated: BTreeMap<(String, &str), Option<f64>> = of_acts
        .map(|figure| {
            (
                (figure.subject.to_string(), figure.measure.as_str()),
                figure.value,
            )
        })
        .collect();
    let present: Vec<&Unit> = TABLES
        .units
        .iter()
        .filter(|unit| unit.is_present())
        .collect();
    assert_eq!(present.len(), 18 + 1733);
    for unit in present {
        let of = |measure| stated[&(unit.code.to_string(), measure)];
        assert_eq!(of("area"), unit.area_km2, "{}", unit.code);
        let population = unit
            .population
            .map(|count| count.to_string().parse().unwrap());
        assert_eq!(of("population_registered"), population, "{}", unit.code);
    }
}
