//! The search against the committed data: a golden set of questions, made from the data without
//! looking at the search, and laws that every answer keeps.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use phiabac::atlas::{Kind, Question, SearchItem};
use phiabac::search::without_marks;
use unicode_normalization::UnicodeNormalization;

#[path = "support/committed.rs"]
mod committed;

use committed::{ATLAS, geodata};

fn ask(text: &str, limit: usize) -> Vec<SearchItem> {
    let question = Question {
        text: text.to_owned(),
        limit,
        ..Question::default()
    };
    ATLAS.search(&question).items
}

/// A line of the golden set.
#[derive(Debug, serde::Deserialize)]
struct Golden {
    query: String,
    kind: String,
    code: String,
    rule: String,
}

impl Golden {
    fn is(&self, item: &SearchItem) -> bool {
        // A place has no code; the golden set names it.
        let code = item.thing.code.as_deref().unwrap_or(&item.thing.name_vi);
        item.thing.kind == self.kind && code == self.code
    }
}

fn golden() -> Vec<Golden> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/golden.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn shown(items: &[SearchItem]) -> String {
    let each = items.iter().take(5).map(|item| {
        let code = item.thing.code.as_deref().unwrap_or("");
        let how = item.matched.how;
        format!(
            "{} {code} {} ({how})",
            item.thing.kind, item.thing.full_name_vi
        )
    });
    each.collect::<Vec<_>>().join("; ")
}

/// At least 98 of 100 golden questions have their thing first, and all among the first five.
#[test]
fn the_golden_set_is_answered() {
    let golden = golden();
    assert!(golden.len() >= 300, "{} questions", golden.len());
    let mut not_first = 0;
    let mut not_among_five = 0;
    let mut misses = String::new();
    for wanted in &golden {
        let items = ask(&wanted.query, 10);
        let rank = items.iter().position(|item| wanted.is(item));
        not_first += usize::from(rank != Some(0));
        not_among_five += usize::from(rank.is_none_or(|rank| rank >= 5));
        if rank != Some(0) {
            let rank = rank.map_or("-".to_owned(), |rank| (rank + 1).to_string());
            let Golden {
                query,
                kind,
                code,
                rule,
            } = wanted;
            let found = shown(&items);
            let _ = writeln!(
                misses,
                "{rank:>2} [{rule}] {query:?} is {kind} {code}, found {found}"
            );
        }
    }
    let right = golden.len() - not_first;
    let share = 100.0 * right as f64 / golden.len() as f64;
    let summary = format!(
        "{right} of {} first ({share:.2} %), {not_among_five} not among the first five\n{misses}",
        golden.len()
    );
    eprintln!("{summary}");
    assert!(share >= 98.0 && not_among_five == 0, "{summary}");
}

/// A row of the table of units, read without the product's code.
#[derive(Debug, serde::Deserialize)]
struct UnitRow {
    code: String,
    level: String,
    name_vi: String,
    full_name_vi: String,
    valid_to: String,
}

impl UnitRow {
    fn kind(&self) -> &'static str {
        match (self.level.as_str(), self.valid_to.is_empty()) {
            ("province", true) => "province",
            ("province", false) => "former_province",
            (_, true) => "commune",
            (_, false) => "former_commune",
        }
    }

    fn is(&self, item: &SearchItem) -> bool {
        item.thing.kind == self.kind() && item.thing.code.as_ref() == Some(&self.code)
    }
}

static UNITS: LazyLock<Vec<UnitRow>> = LazyLock::new(|| {
    let file = geodata().join("units.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
});

/// Letters without marks and spaces, by a table of our own.
fn plain(text: &str) -> String {
    const LETTERS: [(&str, char); 7] = [
        ("àáảãạăằắẳẵặâầấẩẫậ", 'a'),
        ("èéẻẽẹêềếểễệ", 'e'),
        ("ìíỉĩị", 'i'),
        ("òóỏõọôồốổỗộơờớởỡợ", 'o'),
        ("ùúủũụưừứửữự", 'u'),
        ("ỳýỷỹỵ", 'y'),
        ("đ", 'd'),
    ];
    let lower = text.to_lowercase();
    let letters = lower.chars().filter(|c| c.is_alphanumeric());
    let of = |c: char| {
        let known = LETTERS.iter().find(|(marked, _)| marked.contains(c));
        known.map_or(c, |(_, letter)| *letter)
    };
    letters.map(of).collect()
}

/// `plain`, with i and y for one another.
fn alike(text: &str) -> String {
    plain(text).replace('y', "i")
}

fn unit_question(text: &str, kinds: &[Kind]) -> Question {
    Question {
        text: text.to_owned(),
        limit: 50,
        kinds: kinds.to_vec(),
        ..Question::default()
    }
}

/// Names of units, one in so many.
fn some_names(step: usize) -> impl Iterator<Item = &'static UnitRow> {
    UNITS.iter().step_by(step)
}

#[test]
fn every_unit_of_a_name_is_found_and_no_other_is_called_exact() {
    let kinds = [
        Kind::Province,
        Kind::Commune,
        Kind::FormerProvince,
        Kind::FormerCommune,
    ];
    for unit in some_names(37) {
        let text = plain(&unit.name_vi);
        let spaced = without_marks(&unit.name_vi);
        let namesakes: Vec<&UnitRow> = UNITS.iter().filter(|u| plain(&u.name_vi) == text).collect();
        let items = ATLAS.search(&unit_question(&spaced, &kinds)).items;
        assert!(namesakes.len() <= 50, "{spaced}");
        for namesake in &namesakes {
            let found = items.iter().find(|item| namesake.is(item));
            let how = found.map(|item| item.matched.how);
            assert!(
                matches!(how, Some("exact" | "exact_folded")),
                "{spaced}: {} is {how:?}",
                namesake.code
            );
        }
        for item in items
            .iter()
            .filter(|item| item.matched.how.starts_with("exact"))
        {
            assert_eq!(alike(&item.matched.name), alike(&text), "{spaced}");
        }
    }
}

#[test]
fn every_province_that_begins_so_is_found_and_no_other() {
    let kinds = [Kind::Province, Kind::FormerProvince];
    let provinces: Vec<&UnitRow> = UNITS.iter().filter(|u| u.level == "province").collect();
    for unit in &provinces {
        let name = without_marks(&unit.name_vi);
        for end in 1..=name.len() {
            let typed = name[..end].trim_end();
            let begins = |name: &str| plain(name).starts_with(&plain(typed));
            let expected = provinces.iter().filter(|u| begins(&u.name_vi));
            let items = ATLAS.search(&unit_question(typed, &kinds)).items;
            for unit in expected {
                let found = items.iter().find(|item| unit.is(item));
                let how = found.map(|item| item.matched.how);
                assert!(
                    matches!(how, Some("exact" | "exact_folded" | "prefix")),
                    "{typed}: {}",
                    unit.code
                );
            }
            let called_prefix = items.iter().filter(|item| item.matched.how == "prefix");
            for item in called_prefix {
                assert!(
                    begins(&item.thing.name_vi),
                    "{typed}: {}",
                    item.thing.name_vi
                );
            }
        }
    }
}

#[test]
fn spellings_of_a_name_are_answered_alike() {
    for unit in some_names(101) {
        let name = &unit.full_name_vi;
        let codes = |text: &str| -> Vec<(String, Option<String>)> {
            let items = ask(text, 5);
            items
                .into_iter()
                .map(|item| (item.thing.kind.to_owned(), item.thing.code))
                .collect()
        };
        let usual = codes(name);
        let decomposed: String = name.nfd().collect();
        for other in [
            decomposed,
            name.to_uppercase(),
            format!("  {}. ", name.replace(' ', "   ")),
        ] {
            assert_eq!(codes(&other), usual, "{other:?}");
        }
        assert!(ask(name, 50).iter().any(|item| unit.is(item)), "{name}");
    }
}

#[test]
fn exact_marks_come_first() {
    for unit in some_names(53) {
        let wanted = unit.name_vi.nfc().collect::<String>().to_lowercase();
        if plain(&wanted) == wanted.replace(' ', "") {
            continue;
        }
        let items = ask(&unit.name_vi, 50);
        let exact: Vec<bool> = items
            .iter()
            .map(|item| item.matched.how == "exact")
            .collect();
        let count = exact.iter().filter(|&&exact| exact).count();
        assert!(count > 0, "{wanted}");
        assert!(
            exact[..count].iter().all(|&exact| exact),
            "{wanted}: {}",
            shown(&items)
        );
    }
}

#[test]
fn marked_characters_are_those_that_were_typed() {
    for unit in some_names(61) {
        let typed = without_marks(&unit.name_vi);
        for item in ask(&typed, 20) {
            if item.matched.how == "fuzzy" || item.matched.how == "words" {
                continue;
            }
            let letters: Vec<char> = item.matched.name.chars().collect();
            let marked: String = item
                .matched
                .ranges
                .iter()
                .flat_map(|&[from, to]| letters[from..to].iter())
                .collect();
            // The rest of what was typed may name a unit around: "Quan, Thanh Hóa".
            let (marked, typed) = (alike(&marked), alike(&typed));
            assert!(
                !marked.is_empty() && (marked.starts_with(&typed) || typed.contains(&marked)),
                "{typed} in {}: {marked:?}",
                item.matched.name
            );
        }
    }
}

#[test]
fn hits_are_in_order_and_bounded() {
    const ORDER: [&str; 5] = ["exact", "exact_folded", "prefix", "words", "fuzzy"];
    for golden in golden().iter().step_by(7) {
        for limit in [1, 3, 50] {
            let items = ask(&golden.query, limit);
            assert!(items.len() <= limit);
            assert!(items.iter().all(|item| ORDER.contains(&item.matched.how)));
            let more = ask(&golden.query, 50);
            let ids = |items: &[SearchItem]| -> Vec<_> {
                items
                    .iter()
                    .map(|item| (item.thing.kind, item.thing.code.clone(), item.thing.id))
                    .collect()
            };
            assert_eq!(ids(&items), ids(&more[..items.len()]), "{}", golden.query);
        }
    }
}

#[test]
fn former_units_carry_their_successors_and_present_ones_none() {
    for golden in golden().iter().step_by(3) {
        for item in ask(&golden.query, 10) {
            assert_eq!(
                item.thing.former,
                !item.successors.is_empty(),
                "{}",
                item.thing.full_name_vi
            );
            let defaults = item.successors.iter().filter(|unit| unit.default).count();
            assert_eq!(
                defaults,
                usize::from(item.thing.former),
                "{}",
                item.thing.full_name_vi
            );
            assert!(item.successors.first().is_none_or(|first| first.default));
        }
    }
}
