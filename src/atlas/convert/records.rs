//! Reading the records of a CSV file, whatever is wrong with some of its lines.
//!
//! A record that spans lines because of a quotation mark nobody closed would swallow all that
//! follows. So a record of several lines counts only if it is whole and as wide as the heading;
//! else its first line is a broken record and reading goes on with the second.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// The longest line that is read, in bytes.
const MOST_LINE_BYTES: usize = 1 << 20;

/// The most lines of one record, and the most bytes of a record of several lines.
const MOST_LINES: usize = 50;
const MOST_RECORD_BYTES: usize = 64 << 10;

/// A record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// Its cells; what was no UTF-8 shows as U+FFFD.
    pub cells: Vec<String>,
    /// What is wrong with it.
    pub fault: Option<Fault>,
}

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// More or fewer cells than the heading.
    Width {
        /// How many there are.
        found: usize,
    },
    /// A quotation mark that is not closed, or text behind one that is.
    Quote,
    /// Bytes that are no UTF-8.
    Encoding,
    /// A line of more than a mebibyte.
    TooLong,
}

/// A line, without its end.
#[derive(Debug)]
struct Line {
    bytes: Vec<u8>,
    is_whole: bool,
}

/// The records of a source.
#[derive(Debug)]
pub(super) struct Records<R> {
    source: R,
    /// Lines read ahead.
    ahead: VecDeque<Line>,
    ended: bool,
    /// What ends lines: a line feed, or a lone carriage return.
    line_end: u8,
    pub delimiter: u8,
    /// How many cells a record has.
    pub width: usize,
    /// Bytes read so far.
    pub bytes: u64,
}

impl<R: BufRead> Records<R> {
    /// Reads records of a source.
    pub fn new(source: R, line_end: u8) -> Self {
        Self {
            source,
            ahead: VecDeque::new(),
            ended: false,
            line_end,
            delimiter: b',',
            width: 0,
            bytes: 0,
        }
    }

    /// The heading as it is with a delimiter; nothing is taken away yet. With it the number of
    /// lines that it spans.
    pub fn heading(&mut self, delimiter: u8) -> io::Result<Option<(Vec<String>, usize)>> {
        while self.line(0)?.is_some_and(|line| line.bytes.is_empty()) {
            self.ahead.pop_front();
        }
        if self.line(0)?.is_none() {
            return Ok(None);
        }
        let whole = self.spanning(delimiter, None)?;
        Ok(Some(match whole {
            Some((cells, lines)) => (text(cells).0, lines),
            None => (text(loose(&self.ahead[0].bytes, delimiter)).0, 1),
        }))
    }

    /// Takes lines away.
    pub fn skip(&mut self, lines: usize) {
        self.ahead.drain(..lines.min(self.ahead.len()));
    }

    /// Whether the first line ended with carriage return and line feed.
    pub fn first_line_ends_with_cr(&mut self) -> io::Result<bool> {
        Ok(self
            .line(0)?
            .is_some_and(|line| line.bytes.ends_with(b"\r")))
    }

    /// The next record; nothing at the end.
    pub fn next(&mut self) -> io::Result<Option<Record>> {
        loop {
            let Some(line) = self.line(0)? else {
                return Ok(None);
            };
            let is_empty = line.is_whole && without_cr(&line.bytes).is_empty();
            if !is_empty || self.width == 1 {
                return self.record().map(Some);
            }
            self.ahead.pop_front();
        }
    }

    fn record(&mut self) -> io::Result<Record> {
        let (delimiter, width) = (self.delimiter, self.width);
        if !self.ahead[0].is_whole {
            self.ahead.pop_front();
            return Ok(Record {
                cells: Vec::new(),
                fault: Some(Fault::TooLong),
            });
        }
        let spanning = self.spanning(delimiter, Some(width))?;
        let (cells, mut fault, lines) = match spanning {
            Some((cells, lines)) => (cells, None, lines),
            None => (
                loose(&self.ahead[0].bytes, delimiter),
                Some(Fault::Quote),
                1,
            ),
        };
        self.skip(lines);
        let found = cells.len();
        if fault.is_none() && found != width {
            fault = Some(Fault::Width { found });
        }
        let (cells, is_text) = text(cells);
        if !is_text {
            fault = Some(Fault::Encoding);
        }
        Ok(Record { cells, fault })
    }

    /// The cells of the record that begins with the next line, and how many lines it spans;
    /// nothing when its quotation marks do not close. One of several lines must have the width.
    fn spanning(
        &mut self,
        delimiter: u8,
        width: Option<usize>,
    ) -> io::Result<Option<(Vec<Vec<u8>>, usize)>> {
        let mut split = Splitter::default();
        let mut lines = 0;
        let mut bytes = 0;
        loop {
            let end = self.line_end;
            let Some(line) = self.line(lines)? else {
                return Ok(None);
            };
            bytes += line.bytes.len();
            if lines > 0 && (lines >= MOST_LINES || bytes > MOST_RECORD_BYTES || !line.is_whole) {
                return Ok(None);
            }
            if lines > 0 {
                split.cell.push(end);
            }
            if split.line(&line.bytes, delimiter).is_err() {
                return Ok(None);
            }
            lines += 1;
            if !split.is_open {
                let cells = split.cells;
                let fits = lines == 1 || width.is_none_or(|width| width == cells.len());
                return Ok(fits.then_some((cells, lines)));
            }
            if width.is_some_and(|width| split.cells.len() >= width) {
                return Ok(None);
            }
        }
    }

    /// A line ahead.
    fn line(&mut self, at: usize) -> io::Result<Option<&Line>> {
        while self.ahead.len() <= at && !self.ended {
            let mut bytes = Vec::new();
            let most = MOST_LINE_BYTES as u64 + 1;
            let read = (&mut self.source)
                .take(most)
                .read_until(self.line_end, &mut bytes)?;
            self.bytes += read as u64;
            if read == 0 {
                self.ended = true;
                break;
            }
            let ended = bytes.last() == Some(&self.line_end);
            if ended {
                bytes.pop();
            }
            let is_whole = ended || bytes.len() <= MOST_LINE_BYTES;
            if !is_whole {
                self.bytes += skip_line(&mut self.source, self.line_end)?;
                bytes = Vec::new();
            }
            self.ahead.push_back(Line { bytes, is_whole });
        }
        Ok(self.ahead.get(at))
    }
}

/// Reads on to the end of a line; how many bytes that were.
fn skip_line(source: &mut impl BufRead, line_end: u8) -> io::Result<u64> {
    let mut skipped = 0;
    loop {
        let held = source.fill_buf()?;
        if held.is_empty() {
            return Ok(skipped);
        }
        let end = held.iter().position(|&byte| byte == line_end);
        let used = end.map_or(held.len(), |at| at + 1);
        source.consume(used);
        skipped += used as u64;
        if end.is_some() {
            return Ok(skipped);
        }
    }
}

/// Splits lines into cells.
#[derive(Debug, Default)]
struct Splitter {
    cells: Vec<Vec<u8>>,
    /// The cell at work.
    cell: Vec<u8>,
    /// Whether the line ended within quotation marks.
    is_open: bool,
}

/// Text behind a closing quotation mark.
#[derive(Debug)]
struct BadQuote;

impl Splitter {
    fn line(&mut self, line: &[u8], delimiter: u8) -> Result<(), BadQuote> {
        let mut at = 0;
        let end = without_cr(line).len();
        let mut goes_on = self.is_open;
        loop {
            let opens = !goes_on && line.get(at) == Some(&b'"') && self.cell.is_empty();
            if goes_on || opens {
                at = self.quoted(line, at + usize::from(opens));
                if self.is_open {
                    return Ok(());
                }
            } else {
                let rest = &line[at..end];
                let length = rest.iter().position(|&byte| byte == delimiter);
                let length = length.unwrap_or(rest.len());
                self.cell.extend_from_slice(&rest[..length]);
                at += length;
            }
            goes_on = false;
            self.cells.push(std::mem::take(&mut self.cell));
            match line[at..end].first() {
                None => return Ok(()),
                Some(&byte) if byte == delimiter => at += 1,
                Some(_) => return Err(BadQuote),
            }
        }
    }

    /// Reads on within quotation marks; where it goes on behind them.
    fn quoted(&mut self, line: &[u8], mut at: usize) -> usize {
        self.is_open = true;
        while at < line.len() {
            match (line[at], line.get(at + 1)) {
                (b'"', Some(b'"')) => {
                    self.cell.push(b'"');
                    at += 2;
                }
                (b'"', _) => {
                    self.is_open = false;
                    return (at + 1).min(without_cr(line).len());
                }
                (byte, _) => {
                    self.cell.push(byte);
                    at += 1;
                }
            }
        }
        at
    }
}

fn without_cr(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// The cells of a line whose quotation marks mean nothing.
fn loose(line: &[u8], delimiter: u8) -> Vec<Vec<u8>> {
    let cells = without_cr(line).split(|&byte| byte == delimiter);
    cells.map(<[u8]>::to_vec).collect()
}

/// The cells as text, and whether they were.
fn text(cells: Vec<Vec<u8>>) -> (Vec<String>, bool) {
    let mut is_text = true;
    let cells = cells.into_iter().map(|cell| {
        String::from_utf8(cell).unwrap_or_else(|error| {
            is_text = false;
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        })
    });
    (cells.collect(), is_text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &[u8], delimiter: u8) -> Vec<Record> {
        let mut records = Records::new(text, b'\n');
        records.delimiter = delimiter;
        let (heading, lines) = records.heading(delimiter).unwrap().unwrap();
        records.width = heading.len();
        records.skip(lines);
        std::iter::from_fn(|| records.next().unwrap()).collect()
    }

    fn check(text: &str, expected: &[(&[&str], Option<Fault>)]) {
        let found = read(text.as_bytes(), b',');
        let expected: Vec<Record> = expected
            .iter()
            .map(|(cells, fault)| Record {
                cells: cells.iter().map(ToString::to_string).collect(),
                fault: *fault,
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn cells_are_read() {
        check("a,b\n1,2\r\n,\n", &[(&["1", "2"], None), (&["", ""], None)]);
        check("a,b\n\"x, \"\"y\"\"\",2", &[(&["x, \"y\"", "2"], None)]);
        check(
            "a,b\n\"x\ny\",2\n3,4\n",
            &[(&["x\ny", "2"], None), (&["3", "4"], None)],
        );
        check("a,b\n\"x\r\ny\",\"2\"\r\n", &[(&["x\r\ny", "2"], None)]);
        check("\"a\nb\",c\n1,2\n", &[(&["1", "2"], None)]);
        check("a,b\n5\" x,2\n", &[(&["5\" x", "2"], None)]);
    }

    #[test]
    fn a_broken_line_costs_no_other() {
        let width = |found| Some(Fault::Width { found });
        check(
            "a,b\n1\n1,2,3\n4,5\n",
            &[
                (&["1"], width(1)),
                (&["1", "2", "3"], width(3)),
                (&["4", "5"], None),
            ],
        );
        check(
            "a,b\n\"x,1\n2,3\n4,5\n",
            &[
                (&["\"x", "1"], Some(Fault::Quote)),
                (&["2", "3"], None),
                (&["4", "5"], None),
            ],
        );
        check(
            "a,b\n\"x\"y,1\n2,3\n",
            &[(&["\"x\"y", "1"], Some(Fault::Quote)), (&["2", "3"], None)],
        );
        check(
            "a,b\n\"x,1\n\"2\",3\n4,5",
            &[
                (&["\"x", "1"], Some(Fault::Quote)),
                (&["2", "3"], None),
                (&["4", "5"], None),
            ],
        );
        let records = read(b"a,b\nT\xe2n,1\n2,3\n", b',');
        assert_eq!(records[0].fault, Some(Fault::Encoding));
        assert_eq!(records[1].fault, None);
    }

    #[test]
    fn a_line_too_long_is_passed_over() {
        let long = "x".repeat(MOST_LINE_BYTES + 10);
        let records = read(format!("a,b\n1,{long}\n2,3\n").as_bytes(), b',');
        assert_eq!(records[0].fault, Some(Fault::TooLong));
        assert_eq!(records[1].cells, ["2", "3"]);
        assert_eq!(records.len(), 2);
    }

    #[test]
    fn empty_lines_are_rows_of_lists_only() {
        check("a,b\n\n1,2\n\n", &[(&["1", "2"], None)]);
        check("a\n\nx\n", &[(&[""], None), (&["x"], None)]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            rows in prop::collection::vec(prop::collection::vec("[a,;\"\\n é]{0,6}", 3), 1..20)
        ) {
            let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
            writer.write_record(["x", "y", "z"]).unwrap();
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            let found: Vec<Vec<String>> = read(&bytes, b';').into_iter().map(|r| r.cells).collect();
            prop_assert_eq!(found, rows);
        }

        #[test]
        fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let mut records = Records::new(&bytes[..], b'\n');
            records.width = 3;
            let mut count = 0;
            while records.next().unwrap().is_some() {
                count += 1;
            }
            prop_assert!(count <= bytes.len());
        }
    }
}
