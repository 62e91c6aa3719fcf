//! Where the releases of a data folder lie.

use std::io;
use std::path::{Path, PathBuf};

/// The folders of the releases of one data folder.
///
/// Everything but the data themselves lies in one folder beside, so that whole folders can be
/// exchanged by name on one file system and nothing of it is served: for `geodata` that is
/// `geodata.releases`.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// The data that are served.
    pub data: PathBuf,
    /// The folder beside.
    pub beside: PathBuf,
}

impl Places {
    /// The places of a data folder, which must be there; a link leads to the folder itself.
    pub fn of(data: &Path) -> io::Result<Self> {
        // A folder that a crash left under another name is found by the name it should have.
        let data = match data.canonicalize() {
            Ok(data) => data,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let parent = data.parent().filter(|parent| *parent != Path::new(""));
                let parent = parent.unwrap_or(Path::new(".")).canonicalize()?;
                parent.join(data.file_name().ok_or(error)?)
            }
            Err(error) => return Err(error),
        };
        let name = data.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let mut beside = name.to_owned();
        beside.push(".releases");
        Ok(Self {
            beside: data.with_file_name(beside),
            data,
        })
    }

    /// The release before the one that is served.
    pub fn previous(&self) -> PathBuf {
        self.beside.join("previous")
    }

    /// A release that is not complete yet.
    pub fn building(&self) -> PathBuf {
        self.beside.join("building")
    }

    /// The release before the previous one, on its way out.
    pub fn older(&self) -> PathBuf {
        self.beside.join("older")
    }

    /// A folder on its way from one name to another.
    pub fn moving(&self) -> PathBuf {
        self.beside.join("moving")
    }

    /// The version of the data that are about to be replaced.
    pub fn journal(&self) -> PathBuf {
        self.beside.join("journal")
    }

    /// Held by whoever changes the releases.
    pub fn lock(&self) -> PathBuf {
        self.beside.join("lock")
    }
}
