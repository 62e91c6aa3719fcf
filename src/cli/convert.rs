//! `phiabac convert`: a table of old addresses in, the same table with the new units out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::data_folder::DataFolder;
use super::part::Part;
use crate::atlas::convert::{NotText, Summary, Table, TableError, TableForm, TableWish};
use crate::atlas::{Time, Tongue};

/// How much of the input is read at once; its first bytes tell whether it is text.
const READ_AHEAD: usize = 256 << 10;

/// Convert a table of addresses from old units to new ones, or back
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  phiabac convert dia-chi.csv --output dia-chi-moi.csv\n  \
    cat dia-chi.csv | phiabac convert - > dia-chi-moi.csv\n\n\
    The table is CSV in UTF-8 with commas, semicolons or tabs. Columns are found by name: a code\n\
    (mã, mã xã, code), or a commune (xã, xã/phường) with district (huyện) and province (tỉnh), or a\n\
    whole address (địa chỉ); kinh độ and vĩ độ choose where a commune was divided. Each row keeps\n\
    its columns and gets status, new_code, new_name, new_province_code, new_province,\n\
    other_successors and note."
)]
pub(super) struct Convert {
    /// The table; - reads standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,

    /// To the units of which time
    #[arg(long, value_enum, default_value_t)]
    to: To,

    /// Where the table is written; standard output unless given
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    data: DataFolder,

    /// Language of names and notes
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
}

/// To the units of which time.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum To {
    /// The units of today
    #[default]
    Present,
    /// The units until 30 June 2025
    Former,
}

/// The language of names and notes.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Lang {
    /// Vietnamese
    #[default]
    Vi,
    /// English
    En,
}

impl Convert {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let wish = TableWish {
            to: match self.to {
                To::Present => Time::Present,
                To::Former => Time::Former,
            },
            tongue: match self.lang {
                Lang::Vi => Tongue::Vi,
                Lang::En => Tongue::En,
            },
            form: TableForm::Csv,
        };
        let name = self.file.display().to_string();
        let (source, length) = self.source()?;
        // What is wrong with the table is told before the atlas is loaded.
        let table = Table::open(source).map_err(|error| refused(&error).context(name))?;
        let atlas = self.data.load()?;
        let bar = self.bar(length);
        let progress = |rows: u64, bytes: u64| {
            bar.set_position(bytes);
            bar.set_message(format!("{rows}"));
        };
        let summary = match &self.output {
            Some(file) => {
                let failed = || format!("{} was not written", file.display());
                let part = Part::beside(file)?;
                let opened = File::create_new(part.path())
                    .with_context(|| format!("{} cannot be written", file.display()))?;
                let mut writer = BufWriter::new(opened);
                let summary = table.convert(&atlas, wish, &mut writer, progress);
                let summary = summary.with_context(failed)?;
                writer.flush().with_context(failed)?;
                part.put_in_place(file)?;
                summary
            }
            None => match table.convert(&atlas, wish, io::stdout().lock(), progress) {
                // Who reads has seen enough.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
                converted => converted.context("the table was not written to its end")?,
            },
        };
        bar.finish_and_clear();
        tell(&summary).context("the summary could not be printed")
    }

    /// What is read, and how long it is.
    fn source(&self) -> anyhow::Result<(Box<dyn BufRead>, Option<u64>)> {
        if self.file == Path::new("-") {
            let stdin = BufReader::with_capacity(READ_AHEAD, io::stdin().lock());
            return Ok((Box::new(stdin), None));
        }
        let failed = || format!("{} cannot be read", self.file.display());
        let file = File::open(&self.file).with_context(failed)?;
        let about = file.metadata().with_context(failed)?;
        if about.is_dir() {
            bail!("{} is a folder; name a CSV file", self.file.display());
        }
        let length = about.is_file().then_some(about.len());
        Ok((Box::new(BufReader::with_capacity(READ_AHEAD, file)), length))
    }

    /// A bar on the terminal, unless the table itself is written there.
    fn bar(&self, length: Option<u64>) -> ProgressBar {
        let shown_there = self.output.is_none() && io::stdout().is_terminal();
        let target = if shown_there {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr()
        };
        let bar = ProgressBar::with_draw_target(length, target);
        let style = if length.is_some() {
            "{bar:40} {percent}% {msg} rows, {eta} left"
        } else {
            "{spinner} {msg} rows, {elapsed}"
        };
        bar.set_style(ProgressStyle::with_template(style).unwrap_or_else(|_| {
            if length.is_some() {
                ProgressStyle::default_bar()
            } else {
                ProgressStyle::default_spinner()
            }
        }));
        bar
    }
}

/// One line with all rows, one for each status that there is.
fn tell(summary: &Summary) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    writeln!(stderr, "{} rows", summary.rows)?;
    for (status, count) in summary.counts().filter(|(_, count)| *count > 0) {
        writeln!(stderr, "{count:>9} {}", status.as_str())?;
    }
    Ok(())
}

fn refused(error: &TableError) -> anyhow::Error {
    let cure = match error {
        TableError::NotText(NotText::Workbook) => {
            "It is a workbook or an archive: save it as \"CSV UTF-8 (Comma delimited) (*.csv)\" first."
        }
        TableError::NotText(NotText::Utf16) => "It is in UTF-16: save it as CSV UTF-8 first.",
        TableError::NotText(NotText::CodePage) => {
            "It is in an older code page: save it as CSV UTF-8 first."
        }
        TableError::NoColumn { .. } => {
            "Name a column mã (code), xã (commune) or địa chỉ (address); huyện and tỉnh help."
        }
        TableError::Empty => "Give a CSV table with a heading.",
        TableError::Read(_) => "Check the file and its permissions.",
    };
    anyhow::anyhow!("{error}. {cure}")
}
