//! `phiabac check`: does the compiled data hold together?

use std::io::Write;

use anyhow::{Context, bail};
use clap::Args;

use super::data_folder::DataFolder;
use crate::atlas::Atlas;
use crate::dataset::Tables;
use crate::geometry::LonLat;
use crate::import::check::{self, Located};

/// Check the compiled data and print what was found.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  phiabac check\n  phiabac check --data geodata --licences")]
pub(super) struct Check {
    #[command(flatten)]
    data: DataFolder,

    /// List every source with its licence and what it allows, instead of checking
    #[arg(long)]
    licences: bool,
}

impl Check {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let mut stdout = std::io::stdout().lock();
        let unprinted = "the report could not be printed";
        if self.licences {
            let tables = Tables::read(&self.data.path).context("the sources could not be read")?;
            return write!(stdout, "{}", check::licences(&tables)).context(unprinted);
        }
        // Damage that keeps the atlas from loading is found and told by the check itself.
        let atlas = Atlas::load(&self.data.path).ok();
        let locate = |place: LonLat| {
            let (commune, province) = atlas.as_ref()?.units_at(place)?;
            Some(Located { commune, province })
        };
        let report = check::check(&self.data.path, atlas.is_some().then_some(&locate));
        write!(stdout, "{report}").context(unprinted)?;
        if !report.is_ok() {
            bail!("the data in {} must be mended", self.data.path.display());
        }
        Ok(())
    }
}
