//! Whether anything changed in a folder, told by names, sizes, times and numbers of its files:
//! cheap enough to be asked every few seconds.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What a folder looks like from outside. Two states of a folder that differ look different; a
/// folder that looks different may still hold the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    /// The folder itself, where its name leads now.
    folder: PathBuf,
    files: Vec<(PathBuf, Looks)>,
}

/// A file from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Looks {
    bytes: u64,
    modified: Option<SystemTime>,
    /// Number of the file in its file system: another one after a rename.
    number: u64,
}

impl Fingerprint {
    /// What a folder looks like now; nothing when it is not there or is being replaced.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let folder = folder.canonicalize().ok()?;
        let mut files = Vec::new();
        let mut folders = vec![folder.clone()];
        while let Some(next) = folders.pop() {
            look_into(&next, &mut files, &mut folders).ok()?;
        }
        files.sort_by(|one, other| one.0.cmp(&other.0));
        Some(Self { folder, files })
    }
}

fn look_into(
    folder: &Path,
    files: &mut Vec<(PathBuf, Looks)>,
    folders: &mut Vec<PathBuf>,
) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let seen = std::fs::metadata(&path)?;
        if seen.is_dir() {
            folders.push(path);
        } else {
            let looks = Looks {
                bytes: seen.len(),
                modified: seen.modified().ok(),
                number: number_of(&seen),
            };
            files.push((path, looks));
        }
    }
    Ok(())
}

#[cfg(unix)]
fn number_of(seen: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(seen)
}

#[cfg(not(unix))]
fn number_of(_: &Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn every_change_is_seen() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("data");
        fs::create_dir_all(folder.join("boundaries")).unwrap();
        fs::write(folder.join("a.csv"), "1").unwrap();
        fs::write(folder.join("boundaries/b.json"), "1").unwrap();
        let look = || Fingerprint::of(&folder);
        let mut before = look();
        assert!(before.is_some());
        assert_eq!(look(), before);
        let mut differs = |what: &str| {
            let now = look();
            assert_ne!(now, before, "{what}");
            before = now;
        };
        fs::write(folder.join("boundaries/b.json"), "12").unwrap();
        differs("a longer file");
        fs::write(folder.join("c.csv"), "1").unwrap();
        differs("a new file");
        fs::remove_file(folder.join("a.csv")).unwrap();
        differs("a file that is gone");
        fs::rename(&folder, place.path().join("old")).unwrap();
        differs("a folder that is gone");
        fs::create_dir(&folder).unwrap();
        differs("another folder of the same name");
    }
}
