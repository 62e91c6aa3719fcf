//! The search against the committed data: a golden set of questions, made from the data without
//! looking at the search, and laws that every answer keeps.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use phiabac::atlas::{Atlas, Question, SearchItem};

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let geodata = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    Atlas::load(&geodata).expect("the committed geodata can be loaded")
});

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
        let code = item.code.as_deref().unwrap_or(&item.name_vi);
        item.kind == self.kind && code == self.code
    }
}

fn golden() -> Vec<Golden> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/golden.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn shown(items: &[SearchItem]) -> String {
    let each = items.iter().take(5).map(|item| {
        let code = item.code.as_deref().unwrap_or("");
        let how = item.matched.how;
        format!("{} {code} {} ({how})", item.kind, item.full_name_vi)
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
            let _ = writeln!(misses, "{rank:>2} [{rule}] {query:?} is {kind} {code}, found {found}");
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
