//! The flag `--data`, which most commands take.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use crate::atlas::Atlas;

/// Where the compiled data are.
#[derive(Args, Debug)]
pub(super) struct DataFolder {
    /// Folder of the compiled files
    #[arg(
        long = "data",
        value_name = "DIR",
        env = "PHIABAC_DATA",
        default_value = "geodata"
    )]
    pub(super) path: PathBuf,
}

impl DataFolder {
    /// Loads what is in the folder.
    pub(super) fn load(&self) -> anyhow::Result<Atlas> {
        Atlas::load(&self.path)
            .with_context(|| format!("the data in {} cannot be used", self.path.display()))
    }
}
