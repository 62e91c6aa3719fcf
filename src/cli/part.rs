//! A file that takes its name only when it is whole.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// A file beside the one that is wanted; taken away again unless it is put in place.
pub(super) struct Part {
    part: PathBuf,
}

impl Part {
    /// A free name beside the wanted file.
    pub(super) fn beside(file: &Path) -> anyhow::Result<Self> {
        let Some(name) = file.file_name() else {
            bail!("{} is no name of a file", file.display());
        };
        if file.is_dir() {
            bail!("{} is a folder: name a file in it", file.display());
        }
        // The ending stays: some formats go by it.
        let mut part = OsString::from(format!(".{}.part.", std::process::id()));
        part.push(name);
        Ok(Self {
            part: file.with_file_name(part),
        })
    }

    /// The name meanwhile.
    pub(super) fn path(&self) -> &Path {
        &self.part
    }

    /// Gives the finished file its name.
    pub(super) fn put_in_place(self, file: &Path) -> anyhow::Result<()> {
        let failed = || format!("{} was not written", file.display());
        File::open(&self.part)
            .and_then(|part| part.sync_all())
            .with_context(failed)?;
        fs::rename(&self.part, file).with_context(failed)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Nothing there: it was put in place, or never written.
        let _ = fs::remove_file(&self.part);
    }
}
