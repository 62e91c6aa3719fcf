//! From the free text in which the raw tables name their sources to rows of `sources.csv`.
//!
//! A data set is one source however many of its objects are used; a news page is one source each.
//! Which object or page number gave what stays with the record, in its `source_note`.

mod citation;
mod document;
mod publishers;
mod slug;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::dataset::parse_table;
use crate::domain::{PartialDate, Source, UseClass};

use citation::{Citation, citations};
pub(crate) use citation::{Style, split_outside_brackets};
pub(crate) use slug::slug;

/// The data sets and documents that the notes beside the raw tables describe.
const KNOWN: &str = include_str!("known.csv");

/// All sources met so far, each once.
#[derive(Clone, Debug)]
pub(crate) struct SourceBook {
    known: BTreeMap<String, Source>,
    cited: BTreeMap<String, Source>,
}

impl SourceBook {
    /// A book that knows the described data sets and has none cited yet.
    pub fn new() -> Self {
        let rows: Vec<Source> = parse_table(Path::new("known.csv"), KNOWN.as_bytes())
            .expect("the list of known sources is part of the program and tested");
        Self {
            known: rows.into_iter().map(|row| (row.id.clone(), row)).collect(),
            cited: BTreeMap::new(),
        }
    }

    /// Cites a described data set.
    ///
    /// # Panics
    /// When it is not described: ids stand in this program only.
    pub fn cite_known(&mut self, id: &str) -> String {
        let source = &self.known[id];
        self.cited.insert(id.to_owned(), source.clone());
        id.to_owned()
    }

    /// Cites all sources that a text names; each id once, in the order of the text.
    pub fn cite_text(&mut self, text: &str, style: Style) -> Vec<String> {
        for citation in citations(text, style) {
            match citation {
                Citation::Known(id) => {
                    self.cite_known(id);
                }
                Citation::Page(page) => {
                    let page = match self.cited.remove(&page.id) {
                        Some(earlier) => joined(earlier, page),
                        None => page,
                    };
                    self.cited.insert(page.id.clone(), page);
                }
            }
        }
        Self::ids_in(text, style)
    }

    /// The ids of all sources that a text names.
    pub fn ids_in(text: &str, style: Style) -> Vec<String> {
        let mut ids = Vec::new();
        for citation in citations(text, style) {
            let id = citation.into_id();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// What may be done with a described data set.
    ///
    /// # Panics
    /// When it is not described: ids stand in this program only.
    pub fn known_class(&self, id: &str) -> UseClass {
        self.known[id].use_class
    }

    /// The date of a described data set.
    ///
    /// # Panics
    /// When it is not described: ids stand in this program only.
    pub fn known_date(&self, id: &str) -> Option<PartialDate> {
        self.known[id].date
    }

    /// The date of a cited source.
    pub fn date(&self, id: &str) -> Option<PartialDate> {
        self.cited.get(id).and_then(|source| source.date)
    }

    /// What may be done with a cited source.
    pub fn use_class(&self, id: &str) -> Option<UseClass> {
        self.cited.get(id).map(|source| source.use_class)
    }

    /// The ids of all sources cited so far.
    pub fn cited_ids(&self) -> BTreeSet<String> {
        self.cited.keys().cloned().collect()
    }

    /// All cited sources, by id.
    pub fn cited(&self) -> impl Iterator<Item = &Source> {
        self.cited.values()
    }
}

/// What two citations of one page say together: the earlier wins, a title with its marks wins over
/// one without.
fn joined(earlier: Source, later: Source) -> Source {
    let marked = !later.title.is_ascii() && earlier.title.is_ascii();
    Source {
        title: if marked { later.title } else { earlier.title },
        date: earlier.date.or(later.date),
        url: earlier.url.or(later.url),
        note: earlier.note.or(later.note),
        ..earlier
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_sources_can_be_read_and_have_an_id_each() {
        let book = SourceBook::new();
        assert_eq!(book.known.len(), KNOWN.lines().count() - 1);
    }
}
