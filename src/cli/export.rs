//! `phiabac export`: records of a layer as a file of one of the usual formats.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::archive;
use super::part::Part;
use super::site;
use super::usage::WrongUsage;
use crate::atlas::{
    self, Atlas, ExportWish, FilterLanguage, Format, NoFilter, OrderBy, RecordQuery, Tongue,
};
use crate::domain::LayerId;
use crate::geometry::{Crs, LonLat, LonLatBox};

/// Write the records of a layer to a file, tiles to an archive, or the whole atlas to a folder
#[derive(Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Examples:\n  phiabac export industrial_zones zones.gpkg\n  \
    phiabac export communes bac-ninh.zip --filter \"province = '24'\" --crs EPSG:9210\n  \
    phiabac export power_plants plants.xlsx --lang en --sortby=-capacity_mw\n  \
    phiabac export pmtiles north.pmtiles --zooms 0-12\n  \
    phiabac export site atlas-on-a-stick\n\n\
    Formats by the ending of the file: .geojson .csv .xlsx .gpkg .fgb .zip (shapefiles) .kml.\n\
    Sources and licences are written along. The file takes its name only when it is whole."
)]
pub(super) struct Export {
    #[command(subcommand)]
    tiles: Option<Tiles>,

    #[command(flatten)]
    records: Option<Records>,
}

/// Tiles of many layers in one file, or the whole atlas as a folder.
#[derive(Debug, Subcommand)]
enum Tiles {
    Pmtiles(archive::Pmtiles),
    Mbtiles(archive::Mbtiles),
    Site(site::Site),
}

impl Export {
    pub(super) fn run(self) -> anyhow::Result<()> {
        match (self.tiles, self.records) {
            (Some(Tiles::Pmtiles(pmtiles)), _) => pmtiles.run(),
            (Some(Tiles::Mbtiles(mbtiles)), _) => mbtiles.run(),
            (Some(Tiles::Site(site)), _) => site.run(),
            (None, Some(records)) => records.run(),
            (None, None) => bail!(WrongUsage("name a layer and a file".into())),
        }
    }
}

/// The records of a layer.
#[derive(Args, Debug)]
struct Records {
    /// The layer, such as communes or borders
    layer: LayerId,

    /// The file to write
    file: PathBuf,

    /// Format: geojson, csv, xlsx, gpkg, fgb, shp, kml; by the ending of the file unless given
    #[arg(long)]
    format: Option<Format>,

    /// Only the records that this CQL2 filter accepts, such as "kind = 'cluster'"
    #[arg(long, value_name = "CQL2")]
    filter: Option<String>,

    /// Only records in this box: west,south,east,north in degrees
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true, value_parser = bbox)]
    bbox: Option<LonLatBox>,

    /// Order by these fields, with a minus sign before those whose greatest value comes first
    #[arg(
        long,
        value_name = "FIELDS",
        value_delimiter = ',',
        allow_hyphen_values = true
    )]
    sortby: Vec<String>,

    /// Only these fields
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    properties: Option<Vec<String>>,

    /// System of the coordinates, such as EPSG:4756 or EPSG:9210
    #[arg(long, value_name = "EPSG:N", default_value = "OGC:CRS84", value_parser = crs)]
    crs: Crs,

    /// Language of titles and words
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,

    // No `env` here: what stands in the environment would count as given, and given flags of this
    // form rule out the commands for tiles.
    /// Folder of the compiled files [env: `PHIABAC_DATA`] [default: geodata]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// The folder that is named, or that of the environment, or our own.
fn data_folder(named: Option<&Path>) -> PathBuf {
    let of_environment = || std::env::var_os("PHIABAC_DATA").map(PathBuf::from);
    let named = named.map(Path::to_owned).or_else(of_environment);
    named.unwrap_or_else(|| PathBuf::from("geodata"))
}

/// The language of titles and words.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Lang {
    /// Vietnamese
    #[default]
    Vi,
    /// English
    En,
}

impl Lang {
    pub(super) fn tongue(self) -> Tongue {
        match self {
            Self::Vi => Tongue::Vi,
            Self::En => Tongue::En,
        }
    }
}

impl Records {
    fn run(self) -> anyhow::Result<()> {
        let format = self.format()?;
        let part = Part::beside(&self.file)?;
        let data = data_folder(self.data.as_deref());
        let atlas = Atlas::load(&data)
            .with_context(|| format!("the data in {} cannot be used", data.display()))?;
        let export = atlas.export(ExportWish {
            query: self.query(&atlas)?,
            format,
            crs: self.crs,
            tongue: self.lang.tongue(),
            properties: self.known_properties(&atlas)?,
        });
        let bar = bar(export.len());
        let written = atlas.write_export(&export, part.path(), &mut |before| {
            bar.set_position(before as u64);
        });
        bar.finish_and_clear();
        written.with_context(|| format!("{} was not written", self.file.display()))?;
        part.put_in_place(&self.file)?;
        tell(&export, format, &self.file).context("the summary could not be printed")
    }

    /// The format that is named, or that of the ending of the file.
    fn format(&self) -> anyhow::Result<Format> {
        let ending = self.file.extension().and_then(|ending| ending.to_str());
        let named = self.format.or_else(|| Format::of_ending(ending?));
        let Some(format) = named else {
            bail!(WrongUsage(format!(
                "{}: its ending names no format: end it in .geojson, .csv, .xlsx, .gpkg, .fgb, .zip (shapefiles) or .kml, or give --format",
                self.file.display()
            )));
        };
        if !format.holds(self.crs) {
            bail!(WrongUsage(format!(
                "a {format} file holds degrees of WGS 84 only: leave out --crs or choose another format"
            )));
        }
        Ok(format)
    }

    fn query(&self, atlas: &Atlas) -> anyhow::Result<RecordQuery> {
        let filter = self.filter.as_deref().map(|text| {
            let read = atlas.read_filter(self.layer, text, FilterLanguage::Text, Crs::CRS84);
            read.map(|own| own.filter).map_err(|why| no_filter(&why))
        });
        let known = atlas.field_names(self.layer);
        let order = self.sortby.iter().map(|word| {
            let (descending, field) = match word.strip_prefix('-') {
                Some(field) => (true, field),
                None => (false, word.as_str()),
            };
            known_field("--sortby", self.layer, field, &known)?;
            Ok(OrderBy {
                field: field.to_owned(),
                descending,
            })
        });
        Ok(RecordQuery {
            records: self.layer.into(),
            filter: filter.transpose()?,
            bbox: self.bbox.map(Into::into),
            order: order.collect::<anyhow::Result<_>>()?,
        })
    }

    fn known_properties(
        &self,
        atlas: &Atlas,
    ) -> anyhow::Result<Option<std::collections::BTreeSet<String>>> {
        let Some(names) = &self.properties else {
            return Ok(None);
        };
        let known: Vec<&str> = atlas.property_names(self.layer).into_iter().collect();
        for name in names {
            known_field("--properties", self.layer, name, &known)?;
        }
        Ok(Some(names.iter().cloned().collect()))
    }
}

fn known_field(flag: &str, layer: LayerId, name: &str, known: &[&str]) -> anyhow::Result<()> {
    if known.contains(&name) {
        return Ok(());
    }
    bail!(WrongUsage(format!(
        "{flag}: the layer {layer} has no field \"{name}\"; its fields: {}",
        known.join(", ")
    )))
}

fn no_filter(why: &NoFilter) -> anyhow::Error {
    WrongUsage(format!("--filter: {}", why.error)).into()
}

pub(super) fn bbox(text: &str) -> Result<LonLatBox, String> {
    let numbers: Result<Vec<f64>, _> = text.split(',').map(|word| word.trim().parse()).collect();
    let corners = match numbers.as_deref() {
        Ok(&[west, south, east, north]) => LonLat::new(west, south).zip(LonLat::new(east, north)),
        _ => None,
    };
    match corners {
        Some((low, high)) if low.lon <= high.lon && low.lat <= high.lat => Ok(LonLatBox {
            west: low.lon,
            south: low.lat,
            east: high.lon,
            north: high.lat,
        }),
        _ => Err(
            "four numbers in degrees are wanted: west,south,east,north, such as 105,20,107,22"
                .into(),
        ),
    }
}

fn crs(name: &str) -> Result<Crs, String> {
    Crs::read(name).ok_or_else(|| {
        let known = Crs::ALL.map(|crs| crs.to_string()).join(", ");
        format!("there is no such system; the systems: {known}")
    })
}

fn bar(records: usize) -> ProgressBar {
    let bar = ProgressBar::new(records as u64);
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} records, {eta} left");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

fn tell(export: &atlas::Export, format: Format, file: &Path) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    let (records, left_out) = (export.len(), export.left_out());
    writeln!(
        stderr,
        "{records} records written to {} ({format})",
        file.display()
    )?;
    if left_out > 0 {
        writeln!(
            stderr,
            "{left_out} records without a known place were left out: {format} files hold none such"
        )?;
    }
    Ok(())
}
