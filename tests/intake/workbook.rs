//! Workbooks made for tests, cell by cell.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A cell.
#[derive(Clone, Copy)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(&'static str),
    /// A number.
    Number(f64),
    /// A number shown as a day.
    Day(f64),
    /// A number shown as a share.
    Share(f64),
}

pub use Cell::{Day, Empty, Number, Share, Text};

/// The bytes of a workbook with one sheet of these rows and merged blocks.
pub fn workbook(rows: &[&[Cell]], merged: &[&str]) -> Vec<u8> {
    sheets(&[("Trang 1", rows, merged)])
}

/// The name of a sheet, its rows and its merged ranges.
pub type Sheet<'a> = (&'a str, &'a [&'a [Cell]], &'a [&'a str]);

/// The bytes of a workbook with these sheets.
pub fn sheets(sheets: &[Sheet]) -> Vec<u8> {
    sheets_with_hidden(sheets, &[])
}

/// The same, of which those with these names are hidden.
pub fn sheets_with_hidden(sheets: &[Sheet], hidden: &[&str]) -> Vec<u8> {
    let mut book = String::from("<workbook xmlns:r=\"r\"><sheets>");
    let mut links = String::from("<Relationships>");
    let mut entries: Vec<(String, String)> = Vec::new();
    for (index, (name, rows, merged)) in sheets.iter().enumerate() {
        let number = index + 1;
        write!(
            book,
            "<sheet name=\"{name}\" sheetId=\"{number}\" state=\"{}\" r:id=\"rId{number}\"/>",
            if hidden.contains(name) {
                "hidden"
            } else {
                "visible"
            }
        )
        .unwrap();
        write!(
            links,
            "<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        )
        .unwrap();
        entries.push((
            format!("xl/worksheets/sheet{number}.xml"),
            sheet(rows, merged),
        ));
    }
    book.push_str("</sheets></workbook>");
    links.push_str("</Relationships>");
    let package = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    entries.push(("_rels/.rels".to_owned(), package.to_owned()));
    entries.push(("xl/workbook.xml".to_owned(), book));
    entries.push(("xl/_rels/workbook.xml.rels".to_owned(), links));
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>";
    entries.push(("xl/styles.xml".to_owned(), styles.to_owned()));
    archive(&entries)
}

/// An archive of these entries.
pub fn archive(entries: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        writer
            .start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn sheet(rows: &[&[Cell]], merged: &[&str]) -> String {
    let mut text = String::from("<worksheet><sheetData>");
    for (row, cells) in rows.iter().enumerate() {
        let number = row + 1;
        write!(text, "<row r=\"{number}\">").unwrap();
        for (column, cell) in cells.iter().enumerate() {
            let at = format!("{}{number}", char::from(b'A' + column as u8));
            match cell {
                Empty => write!(text, "<c r=\"{at}\"/>"),
                Text(said) => write!(
                    text,
                    "<c r=\"{at}\" t=\"inlineStr\"><is><t>{said}</t></is></c>"
                ),
                Number(number) => write!(text, "<c r=\"{at}\"><v>{number}</v></c>"),
                Day(number) => write!(text, "<c r=\"{at}\" s=\"1\"><v>{number}</v></c>"),
                Share(number) => write!(text, "<c r=\"{at}\" s=\"2\"><v>{number}</v></c>"),
            }
            .unwrap();
        }
        text.push_str("</row>");
    }
    text.push_str("</sheetData><mergeCells>");
    for block in merged {
        write!(text, "<mergeCell ref=\"{block}\"/>").unwrap();
    }
    text.push_str("</mergeCells></worksheet>");
    text
}
