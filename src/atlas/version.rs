//! The version of some data: a hash over all files of a folder.

use std::fmt;
use std::path::Path;

use super::load::LoadError;
use crate::dataset::folder_version;

/// What tells two states of the data apart: changes when the name or a byte of any file does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DataVersion {
    number: u64,
    /// 16 hexadecimal digits.
    text: String,
}

impl DataVersion {
    /// The version of the data in a folder now.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn of_folder(folder: &Path) -> Result<Self, LoadError> {
        let failed = |source| LoadError::Folder {
            folder: folder.to_owned(),
            source,
        };
        let number = folder_version(folder).map_err(failed)?;
        Ok(Self {
            number,
            text: format!("{number:016x}"),
        })
    }

    /// As a number, for keys of caches.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// As 16 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for DataVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
