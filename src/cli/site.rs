//! `phiabac export site`: the atlas as a folder that any static host serves.

use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use indicatif::HumanBytes;

use super::archive::{bar, show, zooms};
use super::folder::FolderPart;
use crate::atlas::Atlas;
use crate::config::{RawServeConfig, ServeConfig};
use crate::http::BaseUrl;
use crate::site::{self, MARK, SiteWish, Step, Written};

/// Write the whole atlas to a folder that any static host or a stick can hold
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  phiabac export site atlas-on-a-stick\n  \
    phiabac export site /var/www/atlas --zooms 0-12 --url https://example.vn/atlas\n\n\
    Page, tiles, cards, lists, figures and fonts; README.txt in it says how it is opened.\n\
    The same data and wishes give the same bytes. The folder takes its name only when it is whole;\n\
    one that holds anything but an earlier bundle is not touched.")]
pub(super) struct Site {
    /// The folder to write
    folder: PathBuf,

    /// The zooms of the tiles: from 0 to the last
    #[arg(long, value_name = "A-B", default_value = "0-14", value_parser = zooms)]
    zooms: RangeInclusive<u8>,

    /// Where the folder will be served, for the styles that other programs read
    #[arg(long, value_name = "URL")]
    url: Option<BaseUrl>,

    /// Folder of the compiled files
    #[arg(
        long,
        value_name = "DIR",
        env = "PHIABAC_DATA",
        default_value = "geodata"
    )]
    data: PathBuf,
}

impl Site {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let part = FolderPart::beside(&self.folder, MARK)?;
        let atlas = Atlas::load(&self.data)
            .with_context(|| format!("the data in {} cannot be used", self.data.display()))?;
        let mut settings = ServeConfig::resolve(RawServeConfig::default())?.http;
        settings.public_url.clone_from(&self.url);
        let wish = SiteWish {
            zooms: self.zooms,
            url: self.url,
        };
        let bar = bar();
        let mut told = |step| match step {
            Step::Tiles(progress) => show(&bar, progress),
            Step::Answers(done, of) => {
                bar.set_length(of as u64);
                bar.set_message("answers");
                bar.set_position(done as u64);
            }
        };
        let written = site::write(&Arc::new(atlas), settings, &wish, part.path(), &mut told);
        bar.finish_and_clear();
        let written =
            written.with_context(|| format!("{} was not written", self.folder.display()))?;
        part.put_in_place(&self.folder, MARK)?;
        tell(written, &self.folder).context("the summary could not be printed")
    }
}

fn tell(written: Written, folder: &Path) -> io::Result<()> {
    let Written {
        files,
        bytes,
        answers,
        tiles,
    } = written;
    writeln!(
        io::stderr().lock(),
        "{files} files with {tiles} tiles and {answers} answers written to {}: {}",
        folder.display(),
        HumanBytes(bytes)
    )
}
