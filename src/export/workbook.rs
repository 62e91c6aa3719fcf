//! A workbook of Excel: a sheet with the table, a sheet with its sources. Rows go into the archive
//! one by one.

use std::io::{Seek, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::xml::escaped;
use super::{Cell, Column, ExportError, Extract, ExtractRow};
use crate::domain::FieldType;

/// The most letters that Excel takes in a cell.
const MOST_LETTERS: usize = 32_767;

/// The most letters that Excel takes in the name of a sheet.
const MOST_IN_NAME: usize = 31;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;

const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// Style 0 is plain, 1 is bold with a line below, for headings, 2 is text that stays text.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>"#;

const HEADING: u8 = 1;
const TEXT: u8 = 2;

/// Writes the workbook.
pub(super) fn write(
    extract: &Extract,
    rows: &mut dyn Iterator<Item = ExtractRow>,
    out: impl Write + Seek,
) -> Result<(), ExportError> {
    let mut archive = ZipWriter::new(out);
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", PACKAGE),
        ("xl/_rels/workbook.xml.rels", PARTS),
        ("xl/styles.xml", STYLES),
        ("xl/workbook.xml", &workbook(extract)),
    ];
    for (name, text) in parts {
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(text.as_bytes())?;
    }
    archive.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())?;
    records(extract, rows, &mut archive)?;
    archive.start_file("xl/worksheets/sheet2.xml", SimpleFileOptions::default())?;
    sources(extract, &mut archive)?;
    archive.finish()?.flush()?;
    Ok(())
}

fn workbook(extract: &Extract) -> String {
    let [first, second] = [&extract.title, &extract.sources_title].map(|title| sheet_name(title));
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{}" sheetId="1" r:id="rId1"/><sheet name="{}" sheetId="2" r:id="rId2"/></sheets></workbook>"#,
        escaped(&first),
        escaped(&second),
    )
}

/// A title as Excel takes it for a sheet.
fn sheet_name(title: &str) -> String {
    let plain = |letter: char| {
        if "[]:*?/\\'".contains(letter) {
            '-'
        } else {
            letter
        }
    };
    title.chars().map(plain).take(MOST_IN_NAME).collect()
}

fn records(
    extract: &Extract,
    rows: &mut dyn Iterator<Item = ExtractRow>,
    out: &mut impl Write,
) -> Result<(), ExportError> {
    let widths: Vec<usize> = extract.columns.iter().map(width).collect();
    sheet_head(&widths, out)?;
    let titles = extract.columns.iter().map(|column| column.title.as_str());
    text_row(1, titles, HEADING, out)?;
    let mut last = 1;
    for row in rows {
        last += 1;
        write!(out, "<row r=\"{last}\">")?;
        for (at, value) in row.cells.iter().enumerate() {
            cell(&reference(at, last), value, out)?;
        }
        write!(out, "</row>")?;
    }
    let corner = reference(extract.columns.len().saturating_sub(1), last);
    write!(
        out,
        "</sheetData><autoFilter ref=\"A1:{corner}\"/></worksheet>"
    )?;
    Ok(())
}

fn sources(extract: &Extract, out: &mut impl Write) -> Result<(), ExportError> {
    sheet_head(&[28, 60, 30, 12, 40, 14, 50, 50], out)?;
    let headings = extract.source_headings.iter().map(String::as_str);
    text_row(1, headings, HEADING, out)?;
    let mut last = 1;
    for source in &extract.sources {
        last += 1;
        let cells = Extract::source_cells(source);
        text_row(last, cells.iter().map(String::as_str), TEXT, out)?;
    }
    last += 1;
    for paragraph in &extract.notice {
        last += 1;
        text_row(last, [paragraph.as_str()], TEXT, out)?;
    }
    write!(out, "</sheetData></worksheet>")?;
    Ok(())
}

/// Everything before the rows: the first one stays in sight.
fn sheet_head(widths: &[usize], out: &mut impl Write) -> Result<(), ExportError> {
    write!(
        out,
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"#
    )?;
    for (number, width) in (1..).zip(widths) {
        write!(
            out,
            r#"<col min="{number}" max="{number}" width="{width}" customWidth="1"/>"#
        )?;
    }
    write!(out, "</cols><sheetData>")?;
    Ok(())
}

/// Room for the title, and for a name where it is a text.
fn width(column: &Column) -> usize {
    let title = column.title.chars().count() + 3;
    let least = match column.kind {
        FieldType::Text => 18,
        _ => 9,
    };
    title.clamp(least, 40)
}

fn text_row<'a>(
    row: usize,
    texts: impl IntoIterator<Item = &'a str>,
    style: u8,
    out: &mut impl Write,
) -> Result<(), ExportError> {
    write!(out, "<row r=\"{row}\">")?;
    for (at, words) in texts.into_iter().enumerate() {
        text(&reference(at, row), words, style, out)?;
    }
    write!(out, "</row>")?;
    Ok(())
}

fn cell(reference: &str, cell: &Cell, out: &mut impl Write) -> Result<(), ExportError> {
    match cell {
        Cell::Text(words) => text(reference, words, TEXT, out)?,
        Cell::Integer(number) => write!(out, "<c r=\"{reference}\"><v>{number}</v></c>")?,
        Cell::Number(number) => write!(out, "<c r=\"{reference}\"><v>{number}</v></c>")?,
        Cell::Boolean(yes) => {
            write!(
                out,
                "<c r=\"{reference}\" t=\"b\"><v>{}</v></c>",
                u8::from(*yes)
            )?;
        }
        Cell::Empty => {}
    }
    Ok(())
}

/// Typed as text, so that nothing in it is a formula or loses its zeros.
fn text(reference: &str, words: &str, style: u8, out: &mut impl Write) -> Result<(), ExportError> {
    if words.is_empty() {
        return Ok(());
    }
    let cut: String;
    let words = match words.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => {
            cut = words[..end].to_owned();
            &cut
        }
        None => words,
    };
    write!(
        out,
        "<c r=\"{reference}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
        escaped(words)
    )?;
    Ok(())
}

/// The name of a cell: column from 0, row from 1.
fn reference(column: usize, row: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    let letters: String = letters
        .iter()
        .rev()
        .map(|&letter| char::from(letter))
        .collect();
    format!("{letters}{row}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_excel_does() {
        for (column, row, name) in [
            (0, 1, "A1"),
            (25, 2, "Z2"),
            (26, 3, "AA3"),
            (701, 4, "ZZ4"),
            (702, 5, "AAA5"),
        ] {
            assert_eq!(reference(column, row), name);
        }
    }

    #[test]
    fn names_of_sheets_are_short_and_plain() {
        assert_eq!(sheet_name("Khu, cụm công nghiệp"), "Khu, cụm công nghiệp");
        assert_eq!(
            sheet_name("Xã, phường, thị trấn trước 1/7/2025"),
            "Xã, phường, thị trấn trước 1-7-"
        );
    }
}
