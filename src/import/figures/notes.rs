//! What a raw note says: whether the value is only about right, and what a reader must mind.
//!
//! A note is a list of remarks between semicolons. Remarks of the people who compiled the raw
//! tables are left out; the others are kept in English and, where somebody translated them, in
//! Vietnamese.

use std::collections::BTreeMap;

use crate::import::sources::split_outside_brackets;

/// Remarks in English, each with its Vietnamese wording.
const TRANSLATIONS: &str = include_str!("notes_vi.csv");

/// Remarks about the making of the raw tables: they say nothing of the figure.
const CHATTER: &[&str] = &[
    "row added in second pass 2026-11-22",
    "see border_trade.csv, first row, for the definition caveat",
];

/// Endings of the same kind.
const CHATTER_ENDINGS: &[&str] = &[" per seed 002", ", see total"];

/// Words that say of the value that it is only about right.
const ABOUT: &[&str] = &["approximate", "\"about\"", "\"nearly\""];

/// Words that say of the value that it is a bound; the measure's own ending says so too.
const BOUND: &[&str] = &["\"more than\"", "\"over\""];

/// What a raw note says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Note {
    /// What a reader must mind, one remark each.
    pub remarks: Vec<String>,
    /// Whether the value is only about right.
    pub about: bool,
    /// Whether something was left out.
    pub shortened: bool,
}

/// Reads a raw note.
pub(super) fn read(text: &str) -> Note {
    let mut note = Note::default();
    for part in split_outside_brackets(text, ';') {
        let mut remark = part.trim();
        if CHATTER.contains(&remark) {
            note.shortened = true;
            continue;
        }
        for ending in CHATTER_ENDINGS {
            if let Some(rest) = remark.strip_suffix(ending) {
                (remark, note.shortened) = (rest, true);
            }
        }
        note.about |= remark.starts_with("\"gần ");
        let pieces = split_outside_brackets(remark, ',');
        let says_how_exact = |piece: &&str| {
            let piece = piece.trim();
            ABOUT.contains(&piece) || BOUND.contains(&piece)
        };
        note.about |= pieces.iter().any(|piece| ABOUT.contains(&piece.trim()));
        let kept: Vec<&str> = pieces
            .into_iter()
            .filter(|piece| !says_how_exact(piece))
            .collect();
        let kept = kept.join(",");
        if !kept.trim().is_empty() {
            note.remarks.push(kept.trim().to_owned());
        }
    }
    note
}

/// Remarks as the columns `note_vi` and `note_en`.
pub(super) struct Translations {
    vi: BTreeMap<String, String>,
}

impl Translations {
    /// The translations that are part of the program.
    pub fn read() -> Self {
        let mut rows = csv::Reader::from_reader(TRANSLATIONS.as_bytes());
        let rows = rows.records().map(|row| {
            let row = row.expect("the translations are part of the program and tested");
            (row[0].to_owned(), row[1].to_owned())
        });
        Self { vi: rows.collect() }
    }

    /// The note in Vietnamese and in English; without Vietnamese when one of its remarks has none.
    pub fn both(&self, remarks: &[String]) -> (Option<String>, Option<String>) {
        let vi: Option<Vec<&str>> = remarks
            .iter()
            .map(|remark| self.vi.get(remark).map(String::as_str))
            .collect();
        let en: Vec<&str> = remarks.iter().map(String::as_str).collect();
        (vi.and_then(|vi| one_note(&vi)), one_note(&en))
    }
}

/// Remarks as one text that begins with a capital letter.
fn one_note(remarks: &[&str]) -> Option<String> {
    let text = remarks.join("; ");
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    Some(first.to_uppercase().chain(rest.chars()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, about: bool, remarks: &[&str]) {
        let note = read(text);
        assert_eq!(
            (note.about, &note.remarks[..]),
            (
                about,
                &remarks.iter().map(|r| (*r).to_owned()).collect::<Vec<_>>()[..]
            ),
            "{text}"
        );
    }

    #[test]
    fn words_about_the_value_become_a_bound() {
        check("approximate", true, &[]);
        check("\"about\"", true, &[]);
        check(
            "one day, estimate, \"nearly\"",
            true,
            &["one day, estimate"],
        );
        check(
            "\"gần 662 triệu USD\"; old",
            true,
            &["\"gần 662 triệu USD\"", "old"],
        );
    }

    #[test]
    fn words_about_something_else_do_not() {
        check(
            "\"so far\"; end date approximate",
            false,
            &["\"so far\"", "end date approximate"],
        );
        check("\"nearly 50%\" below", false, &["\"nearly 50%\" below"]);
        check("\"more than\"", false, &[]);
        check("rounded (about; so)", false, &["rounded (about; so)"]);
    }

    #[test]
    fn remarks_of_the_workshop_are_left_out() {
        check("a; row added in second pass 2026-11-22", false, &["a"]);
        check("Yearbook 2022 per seed 002", false, &["Yearbook 2022"]);
        assert!(read("row added in second pass 2026-11-22").shortened);
    }

    #[test]
    fn a_note_is_translated_whole_or_not_at_all() {
        let vi = BTreeMap::from([("one day".to_owned(), "trong một ngày".to_owned())]);
        let table = Translations { vi };
        let remarks = |texts: &[&str]| {
            texts
                .iter()
                .map(|text| (*text).to_owned())
                .collect::<Vec<_>>()
        };
        let (vi, en) = table.both(&remarks(&["one day"]));
        assert_eq!(
            (vi.as_deref(), en.as_deref()),
            (Some("Trong một ngày"), Some("One day"))
        );
        let (vi, en) = table.both(&remarks(&["one day", "rounded"]));
        assert_eq!((vi, en.as_deref()), (None, Some("One day; rounded")));
        assert_eq!(table.both(&[]), (None, None));
    }

    #[test]
    fn every_remark_is_translated_once() {
        let rows = csv::Reader::from_reader(TRANSLATIONS.as_bytes())
            .into_records()
            .count();
        assert_eq!(Translations::read().vi.len(), rows);
    }

    proptest! {
        #[test]
        fn every_remark_of_a_note_is_kept_in_order(remarks in proptest::collection::vec("[a-z]{1,8}( [a-z]{1,8})?", 1..5)) {
            prop_assert_eq!(read(&remarks.join("; ")).remarks, remarks);
        }
    }
}
