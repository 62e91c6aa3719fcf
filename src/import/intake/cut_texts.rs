//! Texts that a shapefile had no room for. Its tables cut a text at 254 bytes: a record that holds
//! the whole of it already keeps the whole.

use super::Draft;
use super::report::{Finding, FindingKind};
use crate::domain::{Fields, Value};

/// The most bytes of a text in the table of a shapefile.
const MOST_BYTES: usize = 254;

/// A text that was cut has at least so many: the cut falls between two letters, and spaces at the
/// end go.
const LEAST_BYTES: usize = MOST_BYTES - 8;

/// Keeps what the records hold where the rows have only its beginning; tells what may be cut.
pub(super) fn keep_whole(drafts: &mut [Draft]) {
    for draft in drafts {
        let long = draft
            .values
            .iter()
            .filter_map(|(field, value)| match value {
                Value::Text(text) if text.len() >= LEAST_BYTES => Some((*field, text.clone())),
                _ => None,
            });
        for (field, text) in long.collect::<Vec<_>>() {
            let whole = whole_of(draft.before.as_ref(), field);
            let is_longer = |whole: &String| whole.len() > MOST_BYTES && whole.starts_with(&text);
            if whole.as_ref().is_some_and(is_longer) {
                draft.values.remove(field);
                draft.find(kept(field));
            } else if whole.as_ref() != Some(&text) {
                draft.find(perhaps_cut(field));
            }
        }
    }
}

fn whole_of(before: Option<&Fields>, field: &str) -> Option<String> {
    before?.get(field).map(Value::to_string)
}

fn kept(field: &'static str) -> Finding {
    Finding::noted(
        FindingKind::TextCleaned,
        format!("Shapefile cắt nội dung này ở {MOST_BYTES} byte; giữ nguyên bản đầy đủ đang có."),
        format!(
            "The shapefile cut this text at {MOST_BYTES} bytes; the whole one that is there stays."
        ),
    )
    .in_field(field)
}

fn perhaps_cut(field: &'static str) -> Finding {
    Finding::noted(
        FindingKind::TextCleaned,
        format!(
            "Nội dung dài bằng mức tối đa của shapefile ({MOST_BYTES} byte) nên có thể đã bị cắt."
        ),
        format!("The text is as long as shapefiles allow ({MOST_BYTES} bytes), so it may be cut."),
    )
    .in_field(field)
    .cure(
        "Hãy so với bản gốc, hoặc giao tệp GeoPackage hay Excel.",
        "Compare it with the original, or deliver a GeoPackage or a workbook.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(before: &str, now: &str) -> Draft {
        let mut fields = Fields::new();
        fields.push("note", Some(before));
        let mut draft = Draft {
            before: Some(fields),
            ..Draft::default()
        };
        draft.values.insert("note", Value::from(now));
        draft
    }

    #[test]
    fn what_was_cut_stays_whole_and_what_is_new_is_told() {
        let whole = "ă".repeat(200);
        let mut cut = [draft(&whole, &whole[..254])];
        keep_whole(&mut cut);
        assert_eq!(cut[0].text("note"), Some(whole.clone()));
        assert_eq!(cut[0].findings.len(), 1);

        let other = "b".repeat(254);
        let mut new = [draft(&whole, &other)];
        keep_whole(&mut new);
        assert_eq!(new[0].text("note"), Some(other));
        assert_eq!(new[0].findings.len(), 1);

        let mut short = [draft(&whole, "ăă")];
        keep_whole(&mut short);
        assert_eq!(short[0].text("note").as_deref(), Some("ăă"));
        assert!(short[0].findings.is_empty());
    }
}
