//! `phiabac export pmtiles` and `phiabac export mbtiles`: tiles of many layers in one file.

use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use super::data_folder::DataFolder;
use super::export::{Lang, bbox};
use super::part::Part;
use super::usage::WrongUsage;
use crate::archive::{self, ArchiveError, ArchiveFormat, ArchiveWish, Progress, Written};
use crate::atlas::{Atlas, OverlayChoice, OverlayError, OverlayRequest, TileWish};
use crate::domain::{LayerId, Period};
use crate::geometry::{LonLatBox, MAX_ZOOM};

/// Write tiles to a `PMTiles` file, which web pages read by ranges
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  phiabac export pmtiles north.pmtiles\n  \
    phiabac export pmtiles ha-noi.pmtiles --layers provinces,communes,borders --zooms 5-12 \\\n    \
    --bbox 105.2,20.5,106.1,21.4\n  \
    phiabac export pmtiles clusters.pmtiles --layers provinces --overlay clusters_operating\n\n\
    The same data and wishes give the same bytes. The file takes its name only when it is whole.")]
pub(super) struct Pmtiles {
    #[command(flatten)]
    wishes: Wishes,
}

/// Write tiles to an `MBTiles` file, an `SQLite` database
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  phiabac export mbtiles north.mbtiles --zooms 0-12\n\n\
    Equal tiles stand once; `tiles` is a view. The same data and wishes give the same bytes.\n\
    The file takes its name only when it is whole."
)]
pub(super) struct Mbtiles {
    #[command(flatten)]
    wishes: Wishes,
}

impl Pmtiles {
    pub(super) fn run(self) -> anyhow::Result<()> {
        self.wishes.write(ArchiveFormat::Pmtiles)
    }
}

impl Mbtiles {
    pub(super) fn run(self) -> anyhow::Result<()> {
        self.wishes.write(ArchiveFormat::Mbtiles)
    }
}

#[derive(Args, Debug)]
struct Wishes {
    /// The file to write
    file: PathBuf,

    /// The layers, with commas between them; all unless given
    #[arg(long, value_name = "LAYERS", value_delimiter = ',')]
    layers: Vec<LayerId>,

    /// The zooms: one, or the first and the last
    #[arg(long, value_name = "A-B", default_value = "0-14", value_parser = zooms)]
    zooms: RangeInclusive<u8>,

    /// Only tiles that reach into this box: west,south,east,north in degrees
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true, value_parser = bbox)]
    bbox: Option<LonLatBox>,

    /// Values and classes of this overlay on provinces and communes
    #[arg(long, value_name = "ID")]
    overlay: Option<String>,

    /// The period of the overlay, such as 2024 or 2025-06; its latest unless given
    #[arg(long, value_name = "PERIOD", requires = "overlay")]
    period: Option<String>,

    /// Language in which the archive speaks of itself
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,

    #[command(flatten)]
    data: DataFolder,
}

impl Wishes {
    fn write(self, format: ArchiveFormat) -> anyhow::Result<()> {
        let part = Part::beside(&self.file)?;
        let atlas = self.data.load()?;
        let layers = self.known_layers();
        let overlays = self.choices(&atlas, &layers)?;
        let wish = ArchiveWish {
            tiles: TileWish {
                layers: &layers,
                overlays: &overlays,
                ..TileWish::default()
            },
            zooms: self.zooms.clone(),
            bbox: self.bbox,
            tongue: self.lang.tongue(),
        };
        let bar = bar();
        let written = archive::write(&atlas, &wish, format, part.path(), &mut |progress| {
            show(&bar, progress);
        });
        bar.finish_and_clear();
        let written = written.map_err(told);
        let written =
            written.with_context(|| format!("{} was not written", self.file.display()))?;
        part.put_in_place(&self.file)?;
        tell(written, &self.file).context("the summary could not be printed")
    }

    /// The layers, each once, in drawing order: as the server has them.
    fn known_layers(&self) -> Vec<LayerId> {
        let wanted = |layer: &LayerId| self.layers.is_empty() || self.layers.contains(layer);
        LayerId::ALL.iter().copied().filter(wanted).collect()
    }

    /// The overlay for each of the layers that it fits and has figures of the period for.
    fn choices(&self, atlas: &Atlas, layers: &[LayerId]) -> anyhow::Result<Vec<OverlayChoice>> {
        let Some(id) = &self.overlay else {
            return Ok(Vec::new());
        };
        let period = self.period.as_deref().map(str::parse::<Period>);
        let period = period
            .transpose()
            .map_err(|error| WrongUsage(format!("--period: {error}")))?;
        let fitting = atlas.overlay_layers(id);
        let fitting = fitting.map_err(|error| WrongUsage(format!("--overlay: {error}: {id}")))?;
        let mut found = Vec::new();
        let mut refused = None;
        for (level, _) in fitting.iter().filter(|(_, layer)| layers.contains(layer)) {
            let request = OverlayRequest {
                level: Some(*level),
                period,
                ..OverlayRequest::default()
            };
            match atlas.choose_overlay(id, &request) {
                Ok(choice) => found.push(choice),
                Err(OverlayError::Period { periods }) => refused = Some(periods),
                Err(error) => bail!(WrongUsage(format!("--overlay {id}: {error}"))),
            }
        }
        if !found.is_empty() {
            return Ok(found);
        }
        let text = if let Some(periods) = refused {
            let periods: Vec<String> = periods.iter().map(ToString::to_string).collect();
            let periods = periods.join(", ");
            format!("--period: the overlay {id} has figures for: {periods}")
        } else {
            let names: Vec<&str> = fitting.iter().map(|(_, layer)| layer.as_str()).collect();
            let names = names.join(", ");
            format!("--overlay: {id} needs one of the layers: {names}")
        };
        bail!(WrongUsage(text))
    }
}

pub(super) fn zooms(text: &str) -> Result<RangeInclusive<u8>, String> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    match (first.parse::<u8>(), last.parse::<u8>()) {
        (Ok(first), Ok(last)) if first <= last && last <= MAX_ZOOM => Ok(first..=last),
        _ => Err(format!(
            "one zoom or two with a hyphen between them are wanted, from 0 to {MAX_ZOOM}, such as 5-12"
        )),
    }
}

/// What the command asked for in vain is wrong usage; anything else is a failed run.
fn told(error: ArchiveError) -> anyhow::Error {
    match error {
        ArchiveError::NoZoom { .. } | ArchiveError::Outside { .. } => {
            WrongUsage(error.to_string()).into()
        }
        other => other.into(),
    }
}

pub(super) fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{msg:>8} {bar:40} {percent:>3} %, {eta} left");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message("loading");
    bar
}

pub(super) fn show(bar: &ProgressBar, Progress { done, of, zoom }: Progress) {
    bar.set_length(of as u64);
    bar.set_message(format!("zoom {zoom}"));
    bar.set_position(done as u64);
}

fn tell(Written { tiles, contents }: Written, file: &Path) -> io::Result<()> {
    let bytes = std::fs::metadata(file)?.len();
    writeln!(
        io::stderr().lock(),
        "{tiles} tiles ({contents} different ones) written to {}: {}",
        file.display(),
        HumanBytes(bytes)
    )
}
