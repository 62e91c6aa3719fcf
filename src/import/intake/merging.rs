//! Drafts become records: what the file says lies over what is there, what is new gets a number
//! and a code that nobody ever had.

use std::collections::{BTreeMap, BTreeSet};

use super::cited::Cited;
use super::columns::title;
use super::report::{Change, Finding, FindingKind, Removed, RowReport, Verdict};
use super::{Draft, Gravity};
use crate::domain::{Column, FieldError, Fields, LayerId, LayerSpec, MapRecord, Tongue, Value};
use crate::import::numbers::Numbers;
use crate::import::release::differences;
use crate::import::sources::slug;

/// The longest code that is made of a name.
const LONGEST_CODE: usize = 60;

/// What the records of a layer become.
pub(crate) struct Merged<R> {
    /// All records, by number.
    pub records: Vec<R>,
    /// What became of each row.
    pub rows: Vec<RowReport>,
    /// Records that go.
    pub removed: Vec<Removed>,
}

/// What merging stands on.
pub(crate) struct Merging<'a> {
    /// The layer.
    pub layer: LayerId,
    /// What the catalogue says of it.
    pub spec: &'a LayerSpec,
    /// The sources.
    pub cited: &'a Cited,
    /// Whether records that the file does not name go.
    pub replace: bool,
    /// Whether the whole file was told already that it names no source.
    pub sourceless: bool,
}

impl Merging<'_> {
    /// Merges the drafts into the records that are there.
    pub fn merge<R: MapRecord + Clone + PartialEq>(
        &self,
        before: &[R],
        numbers: &mut Numbers,
        drafts: Vec<Draft>,
    ) -> Merged<R> {
        let mut records: BTreeMap<u64, R> = before.iter().map(|r| (r.id(), r.clone())).collect();
        let mut codes: BTreeSet<String> = before.iter().map(MapRecord::code).collect();
        let mut named: BTreeSet<u64> = BTreeSet::new();
        let mut rows = Vec::new();
        for mut draft in drafts {
            let merged = self.record::<R>(&mut draft, numbers, &mut codes);
            let known = draft.before.as_ref().and_then(number_of);
            named.extend(known);
            let report = match &merged {
                Some(record) => {
                    named.insert(record.id());
                    row_report(draft, Some(record))
                }
                None => row_report::<R>(draft, None),
            };
            rows.push(report);
            if let Some(record) = merged {
                records.insert(record.id(), record);
            }
        }
        let removed = self.removed(before, &mut records, &named);
        Merged {
            records: records.into_values().collect(),
            rows,
            removed,
        }
    }

    /// Takes away what the file does not name, where it replaces the layer. A row that is rejected
    /// still names its record.
    fn removed<R: MapRecord>(
        &self,
        before: &[R],
        records: &mut BTreeMap<u64, R>,
        named: &BTreeSet<u64>,
    ) -> Vec<Removed> {
        if !self.replace {
            return Vec::new();
        }
        let gone = before.iter().filter(|record| !named.contains(&record.id()));
        gone.map(|record| {
            records.remove(&record.id());
            Removed {
                code: record.code(),
                name: record.name_vi().or(record.name_en()).map(str::to_owned),
            }
        })
        .collect()
    }

    /// The record of a draft; nothing when it is rejected, here or before.
    fn record<R: MapRecord + PartialEq>(
        &self,
        draft: &mut Draft,
        numbers: &mut Numbers,
        codes: &mut BTreeSet<String>,
    ) -> Option<R> {
        if draft.is_rejected() {
            return None;
        }
        self.cited.name(draft);
        let columns = R::columns();
        let is_new = draft.before.is_none();
        self.complete(draft);
        let mut values = values_of(draft, &columns);
        let same = draft.before.as_ref().is_some_and(|before| {
            let mut columns = columns.iter();
            columns.all(|column| before.get(column.name) == values.get(column.name))
        });
        if !same {
            self.cite(draft, &mut values);
        }
        if is_new {
            let code = self.new_code(draft, codes);
            values.insert("code", Value::Text(code));
            // A number is taken only once the rest is known to be sound.
            values.insert("id", Value::Integer(0));
        }
        if !draft.is_rejected()
            && let Err(finding) = self.sound::<R>(&values, &columns)
        {
            draft.find(*finding);
        }
        if draft.is_rejected() {
            return None;
        }
        if is_new {
            let code = values
                .get("code")
                .map(ToString::to_string)
                .unwrap_or_default();
            let number = numbers.number_of(&code);
            codes.insert(code);
            values.insert("id", Value::Integer(number as i64));
        }
        self.sound::<R>(&values, &columns).ok()
    }

    /// What follows from what the file says, and what new records need.
    fn complete(&self, draft: &mut Draft) {
        let is_new = draft.before.is_none();
        let placed = draft.value("lon").is_some() && draft.value("lat").is_some();
        let moved = draft.values.contains_key("lon");
        let precision = draft.text("precision");
        let unknown_place = matches!(precision.as_deref(), None | Some("none"));
        let stated = draft.values.contains_key("precision");
        if !placed && precision.is_none() {
            draft.values.insert("precision", Value::from("none"));
        } else if placed
            && !stated
            && (unknown_place || (moved && precision.as_deref() == Some("commune_centroid")))
        {
            draft.values.insert("precision", Value::from("site"));
        }
        let defaults: &[(&'static str, &str)] = match self.layer {
            LayerId::IndustrialZones => &[("status", "unknown")],
            LayerId::BorderGates => &[
                ("status", "unknown"),
                ("class", "unknown"),
                ("mode", "road"),
            ],
            LayerId::PowerPlants => &[("status", "unknown"), ("fuel", "unknown")],
            _ => &[],
        };
        for (field, word) in defaults {
            if is_new && draft.value(field).is_none() {
                draft.values.insert(field, Value::from(*word));
            }
        }
        if self.layer == LayerId::IndustrialZones {
            complete_zone(draft);
        }
    }

    /// Adds the source of the delivery to a record that is new or changes.
    fn cite(&self, draft: &mut Draft, values: &mut BTreeMap<&'static str, Value>) {
        let mut ids: Vec<String> = values
            .get("sources")
            .map(|ids| ids.to_string().split(';').map(str::to_owned).collect())
            .unwrap_or_default();
        if let Some(own) = self.cited.of_delivery() {
            if !ids.iter().any(|id| id == own) {
                ids.push(own.to_owned());
            }
            self.date(draft, values);
        }
        // A record that changes on the word of nobody would blame its old sources.
        let blamed = draft.before.is_some() && !draft.values.contains_key("sources");
        let nobody = ids.is_empty() || (blamed && self.cited.of_delivery().is_none());
        if nobody && !self.sourceless {
            draft.find(
                Finding::rejected(
                    FindingKind::NoSource,
                    "Dòng này không có nguồn.",
                    "The row has no source.",
                )
                .in_field("sources")
                .cure(
                    "Hãy thêm cột \"Nguồn\" hoặc nêu nguồn của cả tệp (--source \"tên văn bản\").",
                    "Add a column \"Sources\", or name the source of the whole file (--source \"title\").",
                ),
            );
        }
        if !ids.is_empty() {
            values.insert("sources", Value::Text(ids.join(";")));
        }
    }

    /// The newest date among the sources, where the table keeps one.
    fn date(&self, draft: &Draft, values: &mut BTreeMap<&'static str, Value>) {
        let keeps = matches!(self.layer, LayerId::IndustrialZones | LayerId::PowerPlants);
        let Some(date) = self.cited.delivery_date().filter(|_| keeps) else {
            return;
        };
        let held = values
            .get("source_date")
            .and_then(|held| held.to_string().parse().ok());
        let newer =
            held.is_none_or(|held: crate::domain::PartialDate| held.last_day() < date.last_day());
        if newer && !draft.values.contains_key("source_date") {
            values.insert("source_date", Value::Text(date.to_string()));
        }
    }

    /// A code that no record has: that of the file, else one made of the name.
    fn new_code(&self, draft: &mut Draft, codes: &BTreeSet<String>) -> String {
        let stated = draft.values.get("code").map(Value::to_string);
        let name = draft.text("name_vi").or_else(|| draft.text("name_en"));
        let wished = stated.clone().or(name).unwrap_or_default();
        let made = slug(&wished, LONGEST_CODE);
        if let Some(stated) = stated.filter(|stated| *stated != made) {
            draft.find(
                Finding::repaired(
                    FindingKind::TextCleaned,
                    format!("Mã \"{stated}\" được viết thành \"{made}\" (chữ thường không dấu, số, gạch nối)."),
                    format!("The code \"{stated}\" was written as \"{made}\" (plain lower-case letters, digits, hyphens)."),
                )
                .in_field("code")
                .said(stated),
            );
        }
        let base = if made.is_empty() {
            self.layer.as_str().replace('_', "-")
        } else {
            made
        };
        let mut code = base.clone();
        for number in 2.. {
            if !codes.contains(&code) {
                break;
            }
            code = format!("{base}-{number}");
        }
        code
    }

    /// The record of these values, or what is wrong with them.
    fn sound<R: MapRecord>(
        &self,
        values: &BTreeMap<&'static str, Value>,
        columns: &[Column],
    ) -> Result<R, Box<Finding>> {
        let mut fields = Fields::new();
        for column in columns {
            fields.push(column.name, values.get(column.name).cloned());
        }
        R::from_fields(&fields).map_err(|error| Box::new(self.unsound(&error)))
    }

    fn unsound(&self, error: &FieldError) -> Finding {
        match error {
            FieldError::Missing { field } => {
                let (vi, en) = (
                    title(self.spec, field, Tongue::Vi),
                    title(self.spec, field, Tongue::En),
                );
                Finding::rejected(
                    FindingKind::Missing,
                    format!("Thiếu \"{vi}\"."),
                    format!("\"{en}\" is missing."),
                )
                .in_field(*field)
                .cure(
                    format!("Hãy điền \"{vi}\" cho dòng này."),
                    format!("Fill in \"{en}\" for this row."),
                )
            }
            FieldError::Invalid {
                field,
                value,
                expected,
            } => {
                let (vi, en) = (
                    title(self.spec, field, Tongue::Vi),
                    title(self.spec, field, Tongue::En),
                );
                Finding::rejected(
                    FindingKind::Contradiction,
                    format!("{vi}: \"{value}\" không hợp lệ hoặc mâu thuẫn với các cột khác."),
                    format!("{en}: \"{value}\" is wrong or contradicts other columns; expected {expected}."),
                )
                .in_field(*field)
                .said(value.clone())
                .cure("Hãy kiểm tra và sửa ô này.", "Check and correct the cell.")
            }
        }
    }
}

/// What the numbers of a zone mean and what kind its name says it is.
fn complete_zone(draft: &mut Draft) {
    for (number, meaning, word) in [
        ("area_ha", "area_meaning", "stated"),
        ("established_year", "established_meaning", "founding"),
    ] {
        let before = draft
            .before
            .as_ref()
            .and_then(|fields| fields.get(number).cloned());
        let new = draft.values.get(number).cloned();
        if new.is_some() && new != before && !draft.values.contains_key(meaning) {
            draft.values.insert(meaning, Value::from(word));
        }
    }
    if draft.value("kind").is_none()
        && let Some(kind) = draft.text("name_vi").and_then(|name| kind_in(&name))
    {
        draft.find(
            Finding::repaired(
                FindingKind::WordTaken,
                "Loại khu được suy ra từ tên.",
                "The kind was taken from the name.",
            )
            .in_field("kind"),
        );
        draft.values.insert("kind", Value::from(kind));
    }
}

/// The kind of zone that its name begins with.
fn kind_in(name: &str) -> Option<&'static str> {
    let name = crate::search::fold(name);
    let kinds = [
        ("cum cong nghiep", "cluster"),
        ("ccn", "cluster"),
        ("khu cong nghiep", "park"),
        ("kcn", "park"),
        ("khu kinh te cua khau", "border_economic_zone"),
        ("kktck", "border_economic_zone"),
        ("khu kinh te", "economic_zone"),
    ];
    let begins = |word: &str| name == word || name.starts_with(&format!("{word} "));
    kinds
        .into_iter()
        .find(|(word, _)| begins(word))
        .map(|(_, kind)| kind)
}

fn number_of(fields: &Fields) -> Option<u64> {
    match fields.get("id") {
        Some(Value::Integer(number)) => u64::try_from(*number).ok(),
        _ => None,
    }
}

/// The values of the file over those that are there; number and code of a record stay.
fn values_of(draft: &Draft, columns: &[Column]) -> BTreeMap<&'static str, Value> {
    let kept = draft.before.is_some();
    let own = |name: &str| !(kept && matches!(name, "id" | "code"));
    let mut values = BTreeMap::new();
    for column in columns {
        let before = draft
            .before
            .as_ref()
            .and_then(|fields| fields.get(column.name));
        let stated = draft.values.get(column.name).filter(|_| own(column.name));
        if let Some(value) = stated.or(before) {
            values.insert(column.name, value.clone());
        }
    }
    values
}

fn row_report<R: MapRecord>(draft: Draft, record: Option<&R>) -> RowReport {
    let repaired = draft
        .findings
        .iter()
        .any(|finding| finding.gravity == Gravity::Repaired);
    let verdict = match (record, repaired) {
        (None, _) => Verdict::Rejected,
        (Some(_), true) => Verdict::Repaired,
        (Some(_), false) => Verdict::Kept,
    };
    let differences = match (&draft.before, record) {
        (Some(before), Some(record)) => differences(before, &record.to_fields()),
        _ => Vec::new(),
    };
    let change = record.map(|_| match (&draft.before, differences.is_empty()) {
        (None, _) => Change::Added,
        (Some(_), true) => Change::Same,
        (Some(_), false) => Change::Changed,
    });
    RowReport {
        row: draft.raw.number,
        code: record.map(MapRecord::code).or_else(|| draft.text("code")),
        name: draft
            .text("name_vi")
            .or_else(|| draft.text("name_en"))
            .or_else(|| draft.raw.text("name_vi")),
        verdict,
        change,
        differences,
        findings: draft.findings,
    }
}
