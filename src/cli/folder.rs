//! A folder that takes its name only when it is whole.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::part::{beside, remove_left_over};
use super::usage::WrongUsage;

/// A folder beside the one that is wanted; taken away again unless it is put in place.
pub(super) struct FolderPart {
    part: PathBuf,
    /// What stood in its place before, until it is taken away.
    old: PathBuf,
}

impl FolderPart {
    /// A new folder beside the wanted one. What stands there may be replaced if it is empty, or ours:
    /// if it holds a file called `mark`.
    pub(super) fn beside(folder: &Path, mark: &str) -> anyhow::Result<Self> {
        let Some(name) = folder.file_name() else {
            bail!(WrongUsage(format!(
                "{} is no name of a folder: name one",
                folder.display()
            )));
        };
        check(folder, mark)?;
        let (part, old) = (beside(folder, name), beside(folder, &old_name(name)));
        remove_left_over(folder, name);
        remove_left_over(folder, &old_name(name));
        fs::create_dir_all(&part)
            .with_context(|| format!("{} cannot be written", part.display()))?;
        Ok(Self { part, old })
    }

    /// The name meanwhile.
    pub(super) fn path(&self) -> &Path {
        &self.part
    }

    /// Gives the finished folder its name. What stood there goes when it has been moved away.
    pub(super) fn put_in_place(self, folder: &Path, mark: &str) -> anyhow::Result<()> {
        let failed = || format!("{} was not written", folder.display());
        check(folder, mark)?;
        let replaced = folder.is_dir();
        if replaced {
            fs::rename(folder, &self.old).with_context(failed)?;
        }
        if let Err(error) = fs::rename(&self.part, folder) {
            if replaced {
                fs::rename(&self.old, folder).with_context(failed)?;
            }
            return Err(error).with_context(failed);
        }
        Ok(())
    }
}

impl Drop for FolderPart {
    fn drop(&mut self) {
        // Nothing there: it was put in place, or there was nothing to replace.
        let _ = fs::remove_dir_all(&self.part);
        let _ = fs::remove_dir_all(&self.old);
    }
}

/// Whether what stands there may go.
fn check(folder: &Path, mark: &str) -> anyhow::Result<()> {
    if folder.is_file() {
        bail!(WrongUsage(format!(
            "{} is a file: name a folder",
            folder.display()
        )));
    }
    if !folder.exists() || folder.join(mark).is_file() {
        return Ok(());
    }
    let mut entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    if entries.next().is_some() {
        bail!(WrongUsage(format!(
            "{} holds other things: name a new or empty folder",
            folder.display()
        )));
    }
    Ok(())
}

fn old_name(name: &OsStr) -> std::ffi::OsString {
    let mut old = name.to_owned();
    old.push(".old");
    old
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_empty_folders_and_our_own_are_replaced() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("site");
        for content in [None, Some("mark"), Some("other")] {
            let part = FolderPart::beside(&folder, "mark").unwrap();
            fs::write(part.path().join("mark"), "new").unwrap();
            part.put_in_place(&folder, "mark").unwrap();
            assert_eq!(fs::read_to_string(folder.join("mark")).unwrap(), "new");
            fs::remove_file(folder.join("mark")).unwrap();
            if let Some(content) = content {
                fs::write(folder.join(content), "was there").unwrap();
            }
        }
        assert!(FolderPart::beside(&folder, "mark").is_err());
        let left: Vec<_> = fs::read_dir(outer.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
        assert!(folder.join("other").is_file());
    }
}
