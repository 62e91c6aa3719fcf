//! The atlas of the committed data, loaded once for each program of tests.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use phiabac::atlas::Atlas;

/// The atlas.
pub static ATLAS: LazyLock<Atlas> =
    LazyLock::new(|| Atlas::load(&geodata()).expect("the committed geodata can be loaded"));

/// Where the committed data are.
pub fn geodata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}
