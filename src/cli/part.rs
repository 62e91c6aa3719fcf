//! A file that takes its name only when it is whole.

use std::ffi::{OsStr, OsString};
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
        remove_left_over(file, name);
        Ok(Self {
            part: beside(file, name),
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

/// What stands between the number of the process and the name of the wanted file.
const MIDDLE: &str = ".part.";

/// The name meanwhile of what is to be called `name` beside a file or folder. The ending stays: some
/// formats go by it.
pub(super) fn beside(file: &Path, name: &OsStr) -> PathBuf {
    let mut part = OsString::from(format!(".{}{MIDDLE}", std::process::id()));
    part.push(name);
    file.with_file_name(part)
}

/// Takes away what runs that were killed have left beside the wanted file or folder.
pub(super) fn remove_left_over(file: &Path, name: &OsStr) {
    let folder = file.parent().filter(|own| !own.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new(".")));
    for entry in entries.into_iter().flatten().flatten() {
        let found = entry.file_name();
        let process = found.to_str().and_then(|found| {
            let rest = found.strip_prefix('.')?.strip_suffix(name.to_str()?)?;
            rest.strip_suffix(MIDDLE)?.parse::<u32>().ok()
        });
        // Where the system does not list processes, nothing is taken away.
        let has_ended = |process| {
            let processes = Path::new("/proc");
            processes.join("self").exists() && !processes.join(format!("{process}")).exists()
        };
        if process.is_some_and(has_ended) {
            // Somebody else may have taken it away meanwhile.
            let path = entry.path();
            let _ = if path.is_dir() {
                fs::remove_dir_all(path)
            } else {
                fs::remove_file(path)
            };
        }
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Nothing there: it was put in place, or never written.
        let _ = fs::remove_file(&self.part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_is_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.csv");
        // The largest number of a process is far below.
        let left = folder.path().join(".4294967295.part.a.csv");
        let own = folder
            .path()
            .join(format!(".{}.part.a.csv", std::process::id()));
        let others = folder.path().join(".4294967295.part.b.csv");
        for path in [&left, &own, &others] {
            fs::write(path, "half").unwrap();
        }
        let part = Part::beside(&file).unwrap();
        assert!(!left.exists());
        assert!(own.exists() && others.exists());
        assert_eq!(part.path(), own);
    }
}
