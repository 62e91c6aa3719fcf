//! The sources, each by its address.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Atlas, SourceDocument};
use crate::domain::Source;

/// Some of the sources, by id.
#[derive(Clone, Debug, Serialize)]
pub struct SourcePage<'a> {
    /// The sources.
    pub items: Vec<SourceDocument<'a>>,
    /// How many there are in all.
    #[serde(rename = "numberMatched")]
    pub number_matched: usize,
    /// How many are here.
    #[serde(rename = "numberReturned")]
    pub number_returned: usize,
    /// The address of the next page.
    pub next: Option<String>,
}

impl Atlas {
    /// The source of that id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<SourceDocument<'_>> {
        let mut sources = self.tables.sources.iter();
        sources.find(|source| source.id == id).map(Into::into)
    }

    /// Up to `limit` sources after the first `offset`, by id; without the address of the next page.
    #[must_use]
    pub fn source_page(&self, limit: usize, offset: usize) -> SourcePage<'_> {
        let sources = &self.tables.sources;
        let items: Vec<_> = sources
            .iter()
            .skip(offset)
            .take(limit)
            .map(Into::into)
            .collect();
        SourcePage {
            number_matched: sources.len(),
            number_returned: items.len(),
            items,
            next: None,
        }
    }

    /// The sources that are named, each once, by id.
    pub(super) fn sources_named<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> Vec<SourceDocument<'_>> {
        let ids: BTreeSet<&str> = ids.into_iter().collect();
        let named = |source: &&Source| ids.contains(source.id.as_str());
        self.tables
            .sources
            .iter()
            .filter(named)
            .map(Into::into)
            .collect()
    }
}
