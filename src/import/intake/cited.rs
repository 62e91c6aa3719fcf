//! The source of every record: the one that its row names, or that of the delivery. A record
//! without one is not taken over.

use std::collections::BTreeMap;

use super::report::{Finding, FindingKind};
use super::{Draft, IntakeError, Refusal, SourceWish};
use crate::domain::{Source, UseClass, Value};
use crate::import::sources::slug;
use crate::search::fold;

/// The longest id of a source.
const LONGEST_ID: usize = 60;

/// The sources that records may name.
#[derive(Debug)]
pub(crate) struct Cited {
    by_id: BTreeMap<String, Source>,
    by_title: BTreeMap<String, String>,
    /// The id of the source of the delivery.
    delivery: Option<String>,
    /// Whether that source is new.
    is_new: bool,
}

impl Cited {
    /// The listed sources, with the one that the clerk names.
    pub fn new(listed: &[Source], wish: Option<&SourceWish>) -> Result<Self, IntakeError> {
        let by_id = listed
            .iter()
            .map(|source| (source.id.clone(), source.clone()));
        let by_title = listed
            .iter()
            .map(|source| (fold(&source.title), source.id.clone()));
        let mut cited = Self {
            by_id: by_id.collect(),
            by_title: by_title.collect(),
            delivery: None,
            is_new: false,
        };
        if let Some(wish) = wish {
            cited.take(wish)?;
        }
        Ok(cited)
    }

    /// Takes the source of the delivery: a listed one by id or title, else a new one.
    fn take(&mut self, wish: &SourceWish) -> Result<(), IntakeError> {
        let title: String = clean(&wish.title);
        if fold(&title).is_empty() {
            return Err(IntakeError::refused(
                Refusal::NoSource,
                "Tên nguồn để trống. Hãy ghi tên văn bản hoặc bộ số liệu, ví dụ --source \"Báo cáo số 12/BC-SCT\".",
                "The source has no title. Name the document or data set, such as --source \"Report 12/BC-SCT\".",
            ));
        }
        if let Some(id) = self.listed(&title) {
            self.delivery = Some(id);
            return Ok(());
        }
        let date = wish.date.map(|date| date.to_string());
        let words = [Some(title.as_str()), date.as_deref()];
        let words: Vec<&str> = words.into_iter().flatten().collect();
        let id = self.free_id(&slug(&words.join(" "), LONGEST_ID));
        let source = Source {
            id: id.clone(),
            publisher: wish
                .publisher
                .as_deref()
                .map_or_else(|| title.clone(), clean),
            title,
            date: wish.date,
            licence: wish
                .licence
                .as_deref()
                .map_or_else(|| "not stated".to_owned(), clean),
            use_class: wish.use_class.unwrap_or(UseClass::Unclear),
            url: wish.url.as_deref().map(clean).filter(|url| !url.is_empty()),
            note: None,
        };
        self.by_id.insert(id.clone(), source);
        self.delivery = Some(id);
        self.is_new = true;
        Ok(())
    }

    fn free_id(&self, wished: &str) -> String {
        let mut id = wished.to_owned();
        for number in 2.. {
            if !id.is_empty() && !self.by_id.contains_key(&id) {
                break;
            }
            id = format!("{wished}-{number}");
        }
        id
    }

    /// The id of a source by its id or its title.
    fn listed(&self, name: &str) -> Option<String> {
        if self.by_id.contains_key(name) {
            return Some(name.to_owned());
        }
        self.by_title.get(&fold(name)).cloned()
    }

    /// The id of the source of the delivery.
    pub fn of_delivery(&self) -> Option<&str> {
        self.delivery.as_deref()
    }

    /// The date of that source.
    pub fn delivery_date(&self) -> Option<crate::domain::PartialDate> {
        self.source(self.delivery.as_deref()?)?.date
    }

    /// A source by its id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.by_id.get(id)
    }

    /// Whether the table of sources grows.
    pub fn grows(&self) -> bool {
        self.is_new
    }

    /// All sources, by id.
    pub fn into_sources(self) -> Vec<Source> {
        self.by_id.into_values().collect()
    }

    /// Turns the names of sources in a row into ids.
    pub fn name(&self, draft: &mut Draft) {
        let Some(said) = draft.values.get("sources").map(Value::to_string) else {
            return;
        };
        let mut ids: Vec<String> = Vec::new();
        let whole = self.listed(said.trim());
        let parts: Vec<&str> = match whole {
            // A title may hold a semicolon itself.
            Some(_) => vec![said.trim()],
            None => said
                .split(';')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect(),
        };
        for part in parts {
            match self.listed(part) {
                Some(id) if ids.contains(&id) => {}
                Some(id) => ids.push(id),
                None if self.delivery.is_some() => {
                    draft.find(
                        Finding::noted(
                            FindingKind::UnknownSource,
                            format!("Nguồn \"{part}\" chưa có trong danh mục; dùng nguồn của lần nhập này."),
                            format!("The source \"{part}\" is not listed; that of the delivery is used."),
                        )
                        .in_field("sources")
                        .said(part),
                    );
                }
                None => draft.find(
                    Finding::rejected(
                        FindingKind::UnknownSource,
                        format!("Nguồn \"{part}\" chưa có trong danh mục nguồn."),
                        format!("The source \"{part}\" is not listed."),
                    )
                    .in_field("sources")
                    .said(part)
                    .cure(
                        "Hãy ghi mã hoặc tên một nguồn đã có, hoặc nêu nguồn của cả tệp (--source).",
                        "Write the id or title of a listed source, or name the source of the whole file (--source).",
                    ),
                ),
            }
        }
        draft.values.remove("sources");
        if !ids.is_empty() {
            draft.values.insert("sources", Value::Text(ids.join(";")));
        }
    }
}

/// One line in normal form C.
fn clean(text: &str) -> String {
    super::RawValue::of_text(text).map_or_else(String::new, |value| value.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(title: &str) -> SourceWish {
        SourceWish {
            title: title.to_owned(),
            publisher: None,
            date: "2025-10".parse().ok(),
            licence: None,
            use_class: None,
            url: None,
        }
    }

    #[test]
    fn a_source_is_listed_once() {
        let first = Cited::new(&[], Some(&wish("Báo cáo số 12/BC-SCT"))).unwrap();
        assert_eq!(first.of_delivery(), Some("bao-cao-so-12-bc-sct-2025-10"));
        assert!(first.grows());
        let listed = first.into_sources();
        let again = Cited::new(&listed, Some(&wish("báo cáo số 12/BC-SCT"))).unwrap();
        assert_eq!(again.of_delivery(), Some("bao-cao-so-12-bc-sct-2025-10"));
        assert!(!again.grows());
    }

    #[test]
    fn an_unknown_source_rejects_a_row_unless_the_delivery_has_one() {
        let draft = || {
            let mut draft = Draft::default();
            draft.values.insert("sources", Value::from("somebody"));
            draft
        };
        let mut alone = draft();
        Cited::new(&[], None).unwrap().name(&mut alone);
        assert!(alone.is_rejected());
        let mut covered = draft();
        Cited::new(&[], Some(&wish("Báo cáo")))
            .unwrap()
            .name(&mut covered);
        assert!(!covered.is_rejected());
        assert!(!covered.values.contains_key("sources"));
    }
}
