//! `phiabac import`: raw sources in, compiled `geodata/` out, with a report.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use crate::domain::UseClass;
use crate::import::{self, ImportOptions};

/// Compile raw sources into geodata
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  phiabac import --from ~/sources --to geodata --only-licences open,share-alike\n\n\
    A second run over the same sources writes the same bytes. What was kept, changed and\n\
    rejected is printed at the end."
)]
pub(super) struct Import {
    /// Folder with the raw tables and the folder boundaries/
    #[arg(long, value_name = "DIR")]
    from: PathBuf,

    /// Folder of the compiled files
    #[arg(
        long,
        value_name = "DIR",
        env = "PHIABAC_DATA",
        default_value = "geodata"
    )]
    to: PathBuf,

    /// Keep only what rests on sources of these classes: open, share-alike, non-commercial, unclear
    #[arg(long, value_name = "CLASS", value_delimiter = ',')]
    only_licences: Option<Vec<UseClass>>,
}

impl Import {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let report = import::run(&ImportOptions {
            from: self.from,
            to: self.to,
            only_licences: self.only_licences,
        })
        .context("nothing was imported")?;
        let mut stdout = std::io::stdout().lock();
        write!(stdout, "{report}").context("the report could not be printed")
    }
}
