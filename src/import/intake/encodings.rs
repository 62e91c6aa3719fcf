//! Files whose letters are not those of Unicode: read rightly where it can be told how, and said.

use super::format::Contents;
use super::letters::{OldEncoding, as_bytes, encoding_of, lost_letters, vietnamese_words};
use super::report::{Finding, FindingKind};
use super::{Draft, RawValue};
use crate::import::gdal_source::{SourceTable, SourceValue};

/// Makes Vietnamese of texts in which Western letters stand for those of an old encoding, as they
/// do where a font of its own showed them rightly. A file with any other letter is left alone.
pub(crate) fn mend(contents: &mut Contents) -> Option<Finding> {
    let mut all = Vec::new();
    let mut as_it_stands = String::new();
    for text in texts(contents) {
        all.extend(as_bytes(text)?);
        all.push(b'\n');
        as_it_stands.push_str(text);
        as_it_stands.push('\n');
    }
    // Western letters under which a text is Vietnamese in Windows-1258 are those that Unicode has,
    // and so are those with which it is Vietnamese as it stands.
    if vietnamese_words(&as_it_stands).is_some() {
        return None;
    }
    let encoding = encoding_of(&all).filter(|one| *one == OldEncoding::Tcvn3)?;
    for text in texts(contents) {
        if let Some(bytes) = as_bytes(text) {
            *text = encoding.decode(&bytes);
        }
    }
    Some(read_as(encoding))
}

/// Reads the texts of a table whose letters stand for bytes, because the file does not say its
/// encoding: as UTF-8 if they are, else as the old encoding under which they are Vietnamese.
pub(crate) fn read_bytes(table: &mut SourceTable) -> Option<Finding> {
    let mut all = Vec::new();
    for text in texts_of(table) {
        all.extend(as_bytes(text)?);
        all.push(b'\n');
    }
    if all.is_ascii() {
        return None;
    }
    // A text that was cut to its width may end inside a letter.
    let is_utf_8 = all
        .split(|byte| *byte == b'\n')
        .all(|text| text.is_ascii() || !whole_letters(text).is_ascii());
    let encoding = if is_utf_8 { None } else { encoding_of(&all) };
    if !is_utf_8 && encoding.is_none() {
        return Some(unknown());
    }
    for text in texts_of(table) {
        if let Some(bytes) = as_bytes(text) {
            *text = match encoding {
                Some(encoding) => encoding.decode(&bytes),
                None => whole_letters(&bytes).to_owned(),
            };
        }
    }
    Some(match encoding {
        Some(encoding) => read_as(encoding),
        None => Finding::noted(
            FindingKind::Encoding,
            "Shapefile không có tệp .cpg ghi bảng mã; chữ được đọc theo UTF-8.",
            "The shapefile has no .cpg that names its encoding; its letters were read as UTF-8.",
        ),
    })
}

/// The text as far as it is UTF-8, if no more than a cut letter at its end is missing; else
/// nothing.
fn whole_letters(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            let whole = &bytes[..error.valid_up_to()];
            std::str::from_utf8(whole).unwrap_or_default()
        }
        Err(_) => "",
    }
}

/// Rejects rows in which letters were lost: a record must not be called "C?m công nghi?p".
pub(crate) fn reject_lost(drafts: &mut [Draft]) {
    for draft in drafts {
        let texts = draft
            .raw
            .values
            .iter()
            .filter_map(|(field, value)| match value {
                RawValue::Text(text) if lost_letters(text) => Some((*field, text.clone())),
                _ => None,
            });
        let lost: Vec<(&str, String)> = texts.collect();
        for (field, text) in lost {
            draft.find(lost_in(field, &text));
        }
    }
}

fn lost_in(field: &str, text: &str) -> Finding {
    Finding::rejected(
        FindingKind::Encoding,
        format!("Chữ có dấu đã bị mất: \"{text}\"."),
        format!("Letters were lost: \"{text}\"."),
    )
    .in_field(field)
    .said(text)
    .cure(
        "Hãy xuất lại từ bản gốc với bảng mã UTF-8 (shapefile: có tệp .cpg ghi UTF-8; Excel: \"CSV UTF-8\").",
        "Export it again from the original in UTF-8 (shapefile: with a .cpg that says UTF-8; Excel: \"CSV UTF-8\").",
    )
}

/// An old encoding was found and read.
pub(crate) fn read_as(encoding: OldEncoding) -> Finding {
    let name = encoding.name();
    Finding::repaired(
        FindingKind::Encoding,
        format!("Chữ trong tệp theo bảng mã cũ {name}; đã chuyển sang Unicode."),
        format!("The letters are those of the old encoding {name}; they were turned into Unicode."),
    )
    .cure(
        "Hãy xem lại vài tên trong báo cáo trước khi ghi.",
        "Look at some names in the report before writing.",
    )
}

fn unknown() -> Finding {
    Finding::rejected(
        FindingKind::Encoding,
        "Shapefile không có tệp .cpg và chữ không theo bảng mã nào nhận ra được.",
        "The shapefile has no .cpg, and its letters are of no encoding that is recognised.",
    )
    .cure(
        "Hãy xuất lại với bảng mã UTF-8, hoặc thêm tệp .cpg ghi đúng bảng mã (ví dụ windows-1258).",
        "Export it again in UTF-8, or add a .cpg that names the encoding (such as windows-1258).",
    )
}

fn texts(contents: &mut Contents) -> Box<dyn Iterator<Item = &mut String> + '_> {
    match contents {
        Contents::Table(table) => Box::new(texts_of(table)),
        Contents::Grid(grid) => {
            let cells = grid.rows.iter_mut().flat_map(|row| &mut row.cells);
            Box::new(cells.filter_map(|cell| match cell {
                Some(RawValue::Text(text)) => Some(text),
                _ => None,
            }))
        }
    }
}

/// Headings and values.
fn texts_of(table: &mut SourceTable) -> impl Iterator<Item = &mut String> {
    let values = (table.records.iter_mut()).flat_map(|record| &mut record.values);
    let values = values.filter_map(|value| match value {
        Some(SourceValue::Text(text)) => Some(text),
        _ => None,
    });
    table.fields.iter_mut().chain(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_letters_are_left_out_and_others_are_no_utf_8() {
        let bytes = "Xã Tân".as_bytes();
        assert_eq!(whole_letters(bytes), "Xã Tân");
        // In the middle of "ã".
        assert_eq!(whole_letters(&bytes[..2]), "X");
        assert_eq!(whole_letters(b"X\xe3 T"), "");
    }
}
