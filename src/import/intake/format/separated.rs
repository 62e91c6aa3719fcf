//! Tables of text: CSV in whatever dialect the office programs write.

use std::path::Path;

use super::limits::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, too_many};
use super::{Encoding, Format, Grid, GridRow, damaged, empty};
use crate::import::intake::letters::encoding_of;
use crate::import::intake::{IntakeError, RawValue, Refusal};

/// Reads a table whose separator is found by looking.
pub(super) fn read(path: &Path, name: &str) -> Result<Grid, IntakeError> {
    let bytes = std::fs::read(path).map_err(|source| IntakeError::System {
        doing: format!("reading {name}"),
        source,
    })?;
    let (text, encoding) = decode(bytes, name)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut grid = Grid {
        encoding,
        ..Grid::default()
    };
    let mut cells = 0;
    for record in reader.records() {
        let record = record.map_err(|error| damaged(name, Format::Csv, error))?;
        let values: Vec<Option<RawValue>> = record.iter().map(RawValue::of_text).collect();
        if values.iter().all(Option::is_none) {
            continue;
        }
        cells += values.iter().flatten().count();
        let wide = values.iter().rposition(Option::is_some) >= Some(MOST_COLUMNS);
        if wide || cells > MOST_CELLS || grid.rows.len() > MOST_ROWS {
            return Err(too_many(name));
        }
        grid.rows.push(GridRow {
            number: record.position().map_or(0, csv::Position::line),
            cells: values,
        });
    }
    if grid.rows.is_empty() {
        return Err(empty(name));
    }
    Ok(grid)
}

/// The text of the bytes and what was peculiar about its encoding.
fn decode(bytes: Vec<u8>, name: &str) -> Result<(String, Option<Encoding>), IntakeError> {
    let utf_16 = Some(Encoding::Marked("UTF-16"));
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Ok((utf16(rest, u16::from_le_bytes), utf_16));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Ok((utf16(rest, u16::from_be_bytes), utf_16));
    }
    let (bytes, mark) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest.to_vec(), Some(Encoding::Marked("BOM"))),
        None => (bytes, None),
    };
    if bytes.contains(&0) {
        return Err(damaged(
            name,
            Format::Csv,
            "it holds bytes that no text has",
        ));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, mark)),
        Err(error) => old(error.as_bytes(), name),
    }
}

/// The text of bytes that are no UTF-8, where it can be told what they are.
fn old(bytes: &[u8], name: &str) -> Result<(String, Option<Encoding>), IntakeError> {
    let encoding = encoding_of(bytes).ok_or_else(|| {
        IntakeError::refused(
            Refusal::Damaged,
            format!("{name} không phải UTF-8 (có thể là bảng mã cũ như VNI) và không nhận ra được bảng mã. Hãy lưu lại từ Excel: \"CSV UTF-8\"."),
            format!("{name} is not UTF-8 (perhaps an older encoding such as VNI), and its encoding is not recognised. Save it from Excel as \"CSV UTF-8\"."),
        )
    })?;
    Ok((encoding.decode(bytes), Some(Encoding::Old(encoding))))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// The separator: the sign that divides the first lines most evenly. Excel in Vietnam writes `;`.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(20)
        .collect();
    let score = |sign: u8| {
        let mut counts: Vec<usize> = lines
            .iter()
            .map(|line| outside_quotes(line, sign))
            .collect();
        counts.sort_unstable();
        // The middle line tells: titles have none, long texts have more.
        counts.get(counts.len() / 2).copied().unwrap_or(0)
    };
    // Of equals the later one wins, and a comma may be a decimal mark.
    *[b'|', b',', b'\t', b';']
        .iter()
        .max_by_key(|sign| (score(**sign), **sign != b','))
        .unwrap_or(&b',')
}

fn outside_quotes(line: &str, sign: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            byte if byte == sign && !quoted => count += 1,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_found() {
        let check = |text: &str, expected| assert_eq!(separator(text), expected, "{text}");
        check("a,b,c\n1,2,3\n", b',');
        check(
            "Danh sách, năm 2025\ntên;diện tích;tỉnh\nA;1,5;01\nB;2,5;01\n",
            b';',
        );
        check("a\tb\n1\t2\n", b'\t');
        check("tên\nA\n", b';');
        check("\"a,b\",c\n\"d,e\",f\n", b',');
    }

    #[test]
    fn utf_16_and_marks_are_read() {
        let decoded = decode(b"\xff\xfeT\x00\xea\x00n\x00".to_vec(), "x").unwrap();
        assert_eq!(
            decoded,
            ("Tên".to_owned(), Some(Encoding::Marked("UTF-16")))
        );
        let decoded = decode("\u{feff}Tên".as_bytes().to_vec(), "x").unwrap();
        assert_eq!(decoded, ("Tên".to_owned(), Some(Encoding::Marked("BOM"))));
        assert!(decode(vec![b'T', 0xea, b'n'], "x").is_err());
    }
}
