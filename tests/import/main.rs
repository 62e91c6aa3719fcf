//! From small generated raw sources to compiled files: what comes out, what is reported, what is
//! refused, and that a failure changes nothing.

#![allow(
    clippy::unwrap_used,
    reason = "a test whose files cannot be set up should stop there"
)]

mod check;
mod damage;
mod raw;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use phiabac::dataset::{Context, Tables, table_bytes};
use phiabac::domain::{BroughtIn, Figure, LayerId, Precision, UseClass};
use phiabac::import::{ImportOptions, ImportReport, run};
use tempfile::TempDir;

/// Raw and compiled folders of one test.
struct Folders {
    raw: TempDir,
    compiled: TempDir,
}

impl Folders {
    fn new() -> Self {
        let folders = Self {
            raw: TempDir::new().unwrap(),
            compiled: TempDir::new().unwrap(),
        };
        raw::write(folders.raw.path());
        folders
    }

    fn import(&self, only: Option<&[UseClass]>) -> ImportReport {
        run(&self.options(only)).unwrap()
    }

    fn options(&self, only: Option<&[UseClass]>) -> ImportOptions {
        ImportOptions {
            from: self.raw.path().to_owned(),
            to: self.compiled.path().to_owned(),
            only_licences: only.map(<[UseClass]>::to_vec),
            discard_brought_in: false,
        }
    }

    fn tables(&self) -> Tables {
        Tables::read(self.compiled.path()).unwrap()
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.compiled.path().join(name)).unwrap()
    }

    fn change_raw(&self, name: &str, from: &str, to: &str) {
        let file = self.raw.path().join(name);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{name} does not hold {from}");
        fs::write(file, text.replacen(from, to, 1)).unwrap();
    }
}

/// All files under a folder, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

#[test]
fn the_compiled_tables_are_as_written_down() {
    let folders = Folders::new();
    folders.import(None);
    for name in [
        "units.csv",
        "predecessors.csv",
        "industrial_zones.csv",
        "border_gates.csv",
        "power_plants.csv",
        "figures.csv",
        "sources.csv",
        "numbers.csv",
    ] {
        insta::assert_snapshot!(name, folders.text(name));
    }
}

#[test]
fn the_surroundings_are_as_written_down() {
    let folders = Folders::new();
    folders.import(None);
    for name in [
        "land",
        "vietnam",
        "water",
        "places",
        "sea_labels",
        "odbl/lakes",
        "odbl/transport",
        "odbl/ports",
    ] {
        let file = format!("context/{name}.geojson");
        insta::assert_snapshot!(name.replace('/', "_"), folders.text(&file));
    }
    Context::read(folders.compiled.path()).unwrap();
}

#[test]
fn the_report_names_every_row_left_out() {
    insta::assert_snapshot!("report", Folders::new().import(None));
}

#[test]
fn importing_twice_gives_the_same_bytes() {
    let folders = Folders::new();
    folders.import(None);
    let first = files(folders.compiled.path());
    folders.import(None);
    assert_eq!(files(folders.compiled.path()), first);
    assert!(first.len() > 12);
}

#[test]
fn numbers_are_kept_and_never_given_again() {
    let folders = Folders::new();
    folders.import(None);
    let number = |slug: &str| {
        let zones = folders.tables().industrial_zones;
        zones
            .iter()
            .find(|zone| zone.code == slug)
            .map(|zone| zone.id)
    };
    let (first, third) = (number("mau-ccn-mot"), number("mau-kcnk-ba"));
    folders.change_raw("industrial_zones.csv", "mau-kcnk-ba,", "mau-kcnk-bon,");
    folders.import(None);
    assert_eq!(number("mau-ccn-mot"), first);
    assert_eq!(number("mau-kcnk-ba"), None);
    let fourth = number("mau-kcnk-bon");
    assert!(fourth > third, "{fourth:?}");
    folders.change_raw("industrial_zones.csv", "mau-kcnk-bon,", "mau-kcnk-nam,");
    folders.import(None);
    assert!(number("mau-kcnk-nam") > fourth);
}

#[test]
fn a_failed_import_changes_nothing() {
    let folders = Folders::new();
    folders.import(None);
    let before = files(folders.compiled.path());
    folders.change_raw("provinces.csv", "30.5,900", "31.5,900");
    fs::remove_file(folders.raw.path().join("power_plants.csv")).unwrap();
    let error = run(&folders.options(None)).unwrap_err().to_string();
    assert!(error.contains("power_plants.csv"), "{error}");
    assert!(error.contains("Nothing was changed"), "{error}");
    assert_eq!(files(folders.compiled.path()), before);
}

#[test]
fn a_file_that_cannot_be_written_leaves_the_others_as_they_were() {
    let folders = Folders::new();
    folders.import(None);
    let before = files(folders.compiled.path());
    folders.change_raw("provinces.csv", "30.5,900", "31.5,900");
    for name in ["sources.csv.unfinished", "numbers.csv"] {
        // A folder stands where a file is to be written.
        let place = folders.compiled.path().join(name);
        let kept = fs::read(&place).ok();
        let _ = fs::remove_file(&place);
        fs::create_dir(&place).unwrap();
        assert!(run(&folders.options(None)).is_err());
        fs::remove_dir(&place).unwrap();
        if let Some(bytes) = kept {
            fs::write(&place, bytes).unwrap();
        }
    }
    assert_eq!(files(folders.compiled.path()), before);
}

#[test]
fn a_raw_table_of_figures_is_needed() {
    let folders = Folders::new();
    fs::remove_file(folders.raw.path().join("border_trade.csv")).unwrap();
    let error = run(&folders.options(None)).unwrap_err().to_string();
    assert!(error.contains("border_trade.csv"), "{error}");
    assert!(files(folders.compiled.path()).is_empty());
}

#[test]
fn a_missing_column_stops_the_import() {
    let folders = Folders::new();
    folders.change_raw("border_gates.csv", ",coord_precision", ",precision");
    let error = run(&folders.options(None)).unwrap_err().to_string();
    assert!(error.contains("`coord_precision` is missing"), "{error}");
    assert!(files(folders.compiled.path()).is_empty());
}

#[test]
fn a_build_of_open_sources_leaves_the_others_out() {
    let folders = Folders::new();
    folders.import(Some(&[UseClass::Open]));
    let tables = folders.tables();
    assert!(
        tables
            .sources
            .iter()
            .all(|source| source.use_class == UseClass::Open)
    );
    let zone = &tables.industrial_zones[0];
    assert_eq!(
        (zone.code.as_str(), zone.precision),
        ("mau-ccn-mot", Precision::None)
    );
    assert!(
        tables
            .industrial_zones
            .iter()
            .all(|zone| zone.code != "mau-kcn-hai")
    );
    let populations = tables
        .units
        .iter()
        .filter(|unit| unit.province.is_some() && unit.is_present());
    assert!(
        populations
            .clone()
            .filter(|unit| unit.code.to_string() != "90003")
            .all(|unit| unit.population.is_none())
    );
    let figures = &tables.figures;
    assert!(figures.iter().all(|figure| {
        let named = |id: &String| tables.sources.iter().any(|source| source.id == *id);
        !figure.source_id.is_empty() && figure.source_id.iter().all(named)
    }));
    let has = |subject: &str, measure: &str| {
        let own = |figure: &&Figure| figure.subject.to_string() == subject;
        figures
            .iter()
            .filter(own)
            .any(|figure| figure.measure == measure)
    };
    assert!(has("90001", "area") && !has("90001", "population_registered"));
    assert!(has("zone:mau-ccn-mot", "zone_area") && !has("zone:mau-kcnk-ba", "zone_area"));
    let around = Context::read(folders.compiled.path()).unwrap();
    assert!(around.transport.is_empty());
    assert_eq!(around.places.len(), 2);
}

#[test]
fn numbers_do_not_depend_on_the_licences_chosen() {
    let (all, open) = (Folders::new(), Folders::new());
    all.import(None);
    open.import(Some(&[UseClass::Open]));
    let number = |folders: &Folders| {
        let zones = folders.tables().industrial_zones;
        zones
            .iter()
            .find(|zone| zone.code == "mau-kcnk-ba")
            .map(|zone| zone.id)
    };
    assert_eq!(number(&open).or(number(&all)), number(&all));
}

#[test]
fn what_was_brought_in_is_not_lost_unless_that_is_wished() {
    let folders = Folders::new();
    folders.import(None);
    let list = folders.compiled.path().join("brought_in.csv");
    let brought_in = BroughtIn {
        number: 1,
        layer: LayerId::IndustrialZones,
        file: "cum-2026.xlsx".to_owned(),
        source: Some("bao-cao".to_owned()),
        added: 2,
        changed: 3,
        removed: 0,
    };
    fs::write(&list, table_bytes(&[brought_in])).unwrap();
    let before = files(folders.compiled.path());

    let mut options = folders.options(None);
    let error = run(&options).unwrap_err().to_string();
    for word in ["cum-2026.xlsx", "3 changed", "--discard-brought-in", "--to"] {
        assert!(error.contains(word), "{word}: {error}");
    }
    assert_eq!(files(folders.compiled.path()), before);

    options.discard_brought_in = true;
    run(&options).unwrap();
    assert!(!list.exists());
    options.discard_brought_in = false;
    run(&options).unwrap();
}
