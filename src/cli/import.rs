//! `phiabac import`: a clerk's file into a layer, the release before back again, or all raw
//! sources compiled anew.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::{ArgGroup, Args, ValueEnum};

use super::data_folder::DataFolder;
use crate::atlas::Atlas;
use crate::domain::{LayerId, PartialDate, Tongue, UseClass};
use crate::import::intake::{self, Delivery, DeliveryOptions, IntakeReport, SourceWish, TextWish};
use crate::import::{self, ImportOptions, release};

/// Bring a file into a layer, with a report row by row; undo it; or compile all raw sources
#[derive(Args, Debug)]
#[command(
    group = ArgGroup::new("what").required(true).args(["layer", "undo", "from"]),
    after_help = "Examples:\n  \
    phiabac import industrial_zones cum-2026.xlsx --dry-run --diff --source \"Báo cáo 12/BC-SCT\"\n  \
    phiabac import power_plants plants.gpkg --crs EPSG:9211 --map \"MW=capacity_mw\"\n  \
    phiabac import --undo\n  \
    phiabac import --from ~/sources --to geodata --only-licences open,share-alike\n\n\
    Layers: industrial_zones, border_gates, power_plants, communes, former_communes.\n\
    Formats: XLSX, ODS, CSV, GeoPackage, Shapefile (also zipped), FlatGeobuf, GeoJSON, KML.\n\
    Nothing is written when a row is rejected, unless --keep-going leaves such rows out.\n\
    Ends with 0 when all is well, 1 when something was rejected or failed, 2 on wrong usage."
)]
pub(super) struct Import {
    /// Layer that the file is for
    #[arg(requires = "file")]
    layer: Option<LayerId>,

    /// The file
    file: Option<PathBuf>,

    #[command(flatten)]
    wishes: Wishes,

    #[command(flatten)]
    data: DataFolder,

    /// Bring the release before the last import back; a second time takes that back
    #[arg(long, conflicts_with_all = ["file", "from"])]
    undo: bool,

    /// Compile the raw tables and the folder boundaries/ of this folder instead
    #[arg(long, value_name = "DIR", conflicts_with = "file")]
    from: Option<PathBuf>,

    /// Folder of the compiled files for --from; that of --data when absent
    #[arg(long, value_name = "DIR", requires = "from")]
    to: Option<PathBuf>,

    /// With --from: keep only what rests on sources of these classes: open, share-alike,
    /// non-commercial, unclear
    #[arg(long, value_name = "CLASS", value_delimiter = ',', requires = "from")]
    only_licences: Option<Vec<UseClass>>,

    /// With --from: compile although what was brought into the folder since is lost by it
    #[arg(long, requires = "from")]
    discard_brought_in: bool,
}

/// What is wished of a file.
#[derive(Args, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
struct Wishes {
    /// Sheet of a workbook or layer of a database, by name or number from 1
    #[arg(long, value_name = "SHEET")]
    sheet: Option<String>,

    /// Coordinate system of the coordinates, such as EPSG:3405; found by trying when absent
    #[arg(long, value_name = "CRS")]
    crs: Option<String>,

    /// Take a column for a field, such as "Công suất=units"; "Cột=-" leaves it out
    #[arg(long, value_name = "HEADING=FIELD", num_args = 1.., value_parser = mapping)]
    map: Vec<(String, String)>,

    /// Source of all rows that name none: its title, or the id of a listed one
    #[arg(long, value_name = "TITLE")]
    source: Option<String>,

    /// Who published the source
    #[arg(long, value_name = "NAME", requires = "source")]
    source_publisher: Option<String>,

    /// Date of the source: 2025, 2025-12 or 2025-12-31
    #[arg(long, value_name = "DATE", requires = "source")]
    source_date: Option<PartialDate>,

    /// Licence of the source, in words
    #[arg(long, value_name = "WORDS", requires = "source")]
    source_licence: Option<String>,

    /// What the licence allows: open, share-alike, non-commercial, unclear
    #[arg(long, value_name = "CLASS", requires = "source")]
    source_use: Option<UseClass>,

    /// Address of the source
    #[arg(long, value_name = "URL", requires = "source")]
    source_url: Option<String>,

    /// Take away records that the file does not name
    #[arg(long)]
    replace: bool,

    /// Write good rows although others are rejected
    #[arg(long)]
    keep_going: bool,

    /// How far corners of boundaries may be moved to meet, metres
    #[arg(long, value_name = "METRES", value_parser = metres)]
    tolerance: Option<f64>,

    /// Check and report, write nothing
    #[arg(long)]
    dry_run: bool,

    /// Tell every change field by field
    #[arg(long)]
    diff: bool,

    /// How the report is written
    #[arg(long, value_enum, default_value_t)]
    report: ReportFormat,

    /// File that the report is written to instead of the terminal
    #[arg(long, value_name = "FILE")]
    report_file: Option<PathBuf>,

    /// Language of the report: vi or en
    #[arg(long, default_value_t = Tongue::Vi)]
    lang: Tongue,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum ReportFormat {
    /// For people at a terminal
    #[default]
    Text,
    /// One document
    Json,
    /// A table that spreadsheets open
    Csv,
}

impl Import {
    pub(super) fn run(self) -> anyhow::Result<()> {
        if let Some(from) = self.from {
            return compile(&ImportOptions {
                from,
                to: self.to.unwrap_or(self.data.path),
                only_licences: self.only_licences,
                discard_brought_in: self.discard_brought_in,
            });
        }
        if self.undo {
            return undo(&self.data.path, self.wishes.lang);
        }
        match (self.layer, self.file) {
            (Some(layer), Some(file)) => self.wishes.take_in(layer, file, &self.data.path),
            _ => bail!("name a layer and a file, --undo, or --from"),
        }
    }
}

/// Compiles all raw sources.
fn compile(options: &ImportOptions) -> anyhow::Result<()> {
    let report = import::run(options).context("nothing was imported")?;
    print(&report.to_string())
}

fn undo(data: &Path, tongue: Tongue) -> anyhow::Result<()> {
    let released = release::undo(data, &loads).map_err(|error| anyhow!(error.text(tongue)))?;
    let (from, to) = (released.from, released.to);
    print(&match tongue {
        Tongue::Vi => format!(
            "Đã khôi phục bản dữ liệu trước: {from} → {to}. Chạy lại --undo để trở về bản vừa rồi.\n"
        ),
        Tongue::En => {
            format!("The previous release is back: {from} → {to}. Run --undo again to return.\n")
        }
    })
}

/// Whether a folder can be served.
fn loads(folder: &Path) -> Result<(), String> {
    Atlas::load(folder)
        .map(|_| ())
        .map_err(|error| error.to_string())
}

impl Wishes {
    fn take_in(self, layer: LayerId, file: PathBuf, data: &Path) -> anyhow::Result<()> {
        let tongue = self.lang;
        let delivery = Delivery {
            layer,
            file,
            options: self.options(),
        };
        let report =
            intake::run(&delivery, data, &loads).map_err(|error| anyhow!(error.text(tongue)))?;
        self.tell(&report)?;
        if report.is_good() {
            return Ok(());
        }
        Err(match tongue {
            Tongue::Vi if report.written => anyhow!("các dòng bị loại không được ghi"),
            Tongue::En if report.written => anyhow!("the rejected rows were not written"),
            Tongue::Vi if report.file_passes() => {
                anyhow!("không ghi gì vì có dòng bị loại; --keep-going sẽ ghi các dòng còn lại")
            }
            Tongue::En if report.file_passes() => {
                anyhow!(
                    "nothing was written, because rows are rejected; --keep-going writes the others"
                )
            }
            Tongue::Vi => anyhow!("không ghi gì"),
            Tongue::En => anyhow!("nothing was written"),
        })
    }

    fn options(&self) -> DeliveryOptions {
        DeliveryOptions {
            named: None,
            sheet: self.sheet.clone(),
            crs: self.crs.clone(),
            columns: self.map.clone(),
            source: self.source.clone().map(|title| SourceWish {
                title,
                publisher: self.source_publisher.clone(),
                date: self.source_date,
                licence: self.source_licence.clone(),
                use_class: self.source_use,
                url: self.source_url.clone(),
            }),
            replace: self.replace,
            dry_run: self.dry_run,
            keep_going: self.keep_going,
            tolerance_metres: self.tolerance,
        }
    }

    /// Writes the report where it is wanted.
    fn tell(&self, report: &IntakeReport) -> anyhow::Result<()> {
        let to_terminal = self.report_file.is_none() && std::io::stdout().is_terminal();
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let told = match self.report {
            ReportFormat::Text => report.to_text(TextWish {
                tongue: self.lang,
                coloured: to_terminal && !no_colour,
                differences: self.diff,
            }),
            ReportFormat::Json => {
                let document = serde_json::to_string_pretty(&report.to_json(self.lang));
                format!("{}\n", document.context("the report is no JSON")?)
            }
            ReportFormat::Csv => report.to_csv(self.lang),
        };
        match &self.report_file {
            None => print(&told),
            Some(file) => {
                std::fs::write(file, told)
                    .with_context(|| format!("{} cannot be written", file.display()))?;
                print(&format!("{}\n", report.outcome(self.lang)))
            }
        }
    }
}

fn print(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        // Who reads has seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => written.context("the report could not be printed"),
    }
}

fn mapping(text: &str) -> Result<(String, String), String> {
    let (heading, field) = text
        .rsplit_once('=')
        .ok_or("write the heading of the file, =, and the field, such as \"Quy mô=area_ha\"")?;
    Ok((heading.trim().to_owned(), field.trim().to_owned()))
}

fn metres(text: &str) -> Result<f64, String> {
    let metres: f64 = text
        .parse()
        .map_err(|_| "a number of metres, such as 1 or 0.5")?;
    if (0.0..=10.0).contains(&metres) {
        Ok(metres)
    } else {
        Err("0 to 10 metres".to_owned())
    }
}
