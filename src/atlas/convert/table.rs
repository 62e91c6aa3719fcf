//! A file of addresses, read row by row and written with what they became.

use std::io::{self, BufRead, Write};

use serde::Serialize;

use super::columns::Columns;
use super::records::{Record, Records};
use super::rows::{RowAnswer, Rows};
use super::sniff::{BYTE_ORDER_MARK, NotText, is_text};
use super::summary::Summary;
use crate::atlas::Atlas;
use crate::overlay::numbers::Tongue;
use crate::store::Time;

/// What stands between cells, the likeliest first.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The most names of columns that an error tells.
const MOST_TOLD: usize = 40;

/// What is put beside each row.
const ADDED: [&str; 7] = [
    "status",
    "new_code",
    "new_name",
    "new_province_code",
    "new_province",
    "other_successors",
    "note",
];

/// The form in which a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableForm {
    /// As the table came: same delimiter, mark and line ends.
    Csv,
    /// One object with `columns`, `items` and `summary`.
    Json,
}

/// What is wanted of a table.
#[derive(Clone, Copy, Debug)]
pub struct TableWish {
    /// To the units of which time.
    pub to: Time,
    /// The language of names and notes.
    pub tongue: Tongue,
    /// The form of the answer.
    pub form: TableForm,
}

/// Why a file cannot be converted.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// It cannot be read.
    #[error("the file cannot be read: {0}")]
    Read(#[from] io::Error),
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is no text in UTF-8.
    #[error("the file is not text in UTF-8")]
    NotText(NotText),
    /// It has no column with a code, a commune or an address.
    #[error("no column holds a code, a commune or an address; found: {}", found.join(", "))]
    NoColumn {
        /// The columns that it has.
        found: Vec<String>,
    },
}

/// A file of addresses whose heading has been read.
#[derive(Debug)]
pub struct Table<R> {
    records: Records<R>,
    header: Vec<String>,
    columns: Columns,
    has_mark: bool,
    has_crlf: bool,
}

/// How many rows a file has below its heading.
///
/// # Errors
/// When it is no table of addresses.
pub fn rows_in(source: impl BufRead) -> Result<usize, TableError> {
    let mut table = Table::open(source)?;
    let mut count = 0;
    while table.records.next()?.is_some() {
        count += 1;
    }
    Ok(count)
}

impl<R: BufRead> Table<R> {
    /// Reads the heading.
    ///
    /// # Errors
    /// When the file is no text in UTF-8 or holds no column to find units with.
    pub fn open(mut source: R) -> Result<Self, TableError> {
        let sample = source.fill_buf()?;
        let sample = &sample[..sample.len().min(64 << 10)];
        is_text(sample).map_err(TableError::NotText)?;
        let has_mark = sample.starts_with(BYTE_ORDER_MARK);
        let macintosh = !sample.contains(&b'\n') && sample.contains(&b'\r');
        if has_mark {
            source.consume(BYTE_ORDER_MARK.len());
        }
        let mut records = Records::new(source, if macintosh { b'\r' } else { b'\n' });
        let mut best: Option<(Vec<String>, usize, Columns)> = None;
        for delimiter in DELIMITERS {
            let Some((header, lines)) = records.heading(delimiter)? else {
                return Err(TableError::Empty);
            };
            let columns = Columns::of(&header);
            let known = |header: &[String], columns: &Columns| (columns.known(), header.len());
            let is_better = best.as_ref().is_none_or(|(held, _, held_columns)| {
                known(&header, &columns) > known(held, held_columns)
            });
            if is_better {
                records.delimiter = delimiter;
                best = Some((header, lines, columns));
            }
        }
        let Some((header, lines, columns)) = best else {
            return Err(TableError::Empty);
        };
        if !columns.suffice() {
            let told = header.into_iter().take(MOST_TOLD);
            let found = told.map(|name| name.chars().take(64).collect()).collect();
            return Err(TableError::NoColumn { found });
        }
        let has_crlf = records.first_line_ends_with_cr()?;
        records.skip(lines);
        records.width = header.len();
        Ok(Self {
            records,
            header,
            columns,
            has_mark,
            has_crlf,
        })
    }

    /// Writes all rows with what became of their units; one for each that was read. `progress` is
    /// told the rows done and the bytes read now and then.
    ///
    /// # Errors
    /// When reading or writing fails.
    pub fn convert(
        mut self,
        atlas: &Atlas,
        wish: TableWish,
        output: impl Write,
        mut progress: impl FnMut(u64, u64),
    ) -> io::Result<Summary> {
        let width = self.header.len();
        let mut rows = Rows::new(atlas, self.columns, width, wish);
        let mut writer = self.writer(wish.form, output)?;
        let mut summary = Summary::default();
        while let Some(record) = self.records.next()? {
            let answer = rows.answer(&record);
            summary.count(answer.status);
            writer.row(record, &answer, width, summary.rows)?;
            if summary.rows.is_multiple_of(512) {
                progress(summary.rows, self.records.bytes);
            }
        }
        writer.end(&summary)?;
        progress(summary.rows, self.records.bytes);
        Ok(summary)
    }

    fn writer<W: Write>(&self, form: TableForm, mut output: W) -> io::Result<Writer<W>> {
        if form == TableForm::Json {
            write!(output, "{{\"columns\":{},\"items\":[", json(&self.header)?)?;
            return Ok(Writer::Json(output));
        }
        if self.has_mark {
            output.write_all(BYTE_ORDER_MARK)?;
        }
        let ending = if self.has_crlf {
            csv::Terminator::CRLF
        } else {
            csv::Terminator::Any(b'\n')
        };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(self.records.delimiter)
            .terminator(ending)
            .buffer_capacity(64 << 10)
            .from_writer(output);
        let header = self.header.iter().map(String::as_str).chain(ADDED);
        writer.write_record(header).map_err(io::Error::from)?;
        Ok(Writer::Csv(Box::new(writer), self.records.delimiter))
    }
}

/// Writes rows.
enum Writer<W: Write> {
    Csv(Box<csv::Writer<W>>, u8),
    Json(W),
}

/// A row as JSON.
#[derive(Serialize)]
struct RowDocument<'a> {
    row: u64,
    input: &'a [String],
    status: &'static str,
    new_code: Option<&'a str>,
    new_name: Option<&'a str>,
    new_province_code: Option<&'a str>,
    new_province: Option<&'a str>,
    other_successors: Vec<OtherDocument<'a>>,
    note: &'a str,
}

#[derive(Serialize)]
struct OtherDocument<'a> {
    code: &'a str,
    name: &'a str,
}

impl<W: Write> Writer<W> {
    fn row(
        &mut self,
        record: Record,
        answer: &RowAnswer,
        width: usize,
        row: u64,
    ) -> io::Result<()> {
        match self {
            Self::Csv(writer, delimiter) => {
                for cell in as_wide(record.cells, width, *delimiter) {
                    writer.write_field(cell)?;
                }
                let [code, name, province_code, province] = answer.unit.clone().unwrap_or_default();
                let others = answer
                    .others
                    .iter()
                    .map(|[code, name]| format!("{name} ({code})"));
                let others = others.collect::<Vec<_>>().join("; ");
                let added = [
                    code,
                    name,
                    province_code,
                    province,
                    others,
                    answer.note.clone(),
                ];
                writer.write_field(answer.status.as_str())?;
                writer.write_record(added)?;
                Ok(())
            }
            Self::Json(output) => {
                let unit = answer.unit.as_ref();
                let part = |at: usize| unit.map(|unit| unit[at].as_str());
                let others = answer.others.iter();
                let document = RowDocument {
                    row,
                    input: &record.cells,
                    status: answer.status.as_str(),
                    new_code: part(0),
                    new_name: part(1),
                    new_province_code: part(2),
                    new_province: part(3),
                    other_successors: others
                        .map(|[code, name]| OtherDocument { code, name })
                        .collect(),
                    note: &answer.note,
                };
                let comma = if row > 1 { "," } else { "" };
                write!(output, "{comma}\n{}", json(&document)?)
            }
        }
    }

    fn end(self, summary: &Summary) -> io::Result<()> {
        match self {
            Self::Csv(mut writer, _) => writer.flush(),
            Self::Json(mut output) => {
                writeln!(output, "\n],\"summary\":{}}}", json(summary)?)?;
                output.flush()
            }
        }
    }
}

fn json(content: &impl Serialize) -> io::Result<String> {
    serde_json::to_string(content).map_err(io::Error::from)
}

/// The cells in as many columns as the heading has: empty ones added, all beyond in the last.
fn as_wide(mut cells: Vec<String>, width: usize, delimiter: u8) -> Vec<String> {
    if cells.len() > width {
        let joint = char::from(delimiter).to_string();
        let rest = cells.split_off(width - 1);
        cells.push(rest.join(&joint));
    }
    cells.resize(width, String::new());
    cells
}
