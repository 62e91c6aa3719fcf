//! The version of some data: a hash over all files of a folder.

use std::fmt;
use std::hash::Hasher;
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

use super::load::LoadError;

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
        let mut files = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(&next).map_err(failed)? {
                let path = entry.map_err(failed)?.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(path);
                }
            }
        }
        files.sort();
        let mut hash = Xxh3::new();
        for file in files {
            let name = file.strip_prefix(folder).unwrap_or(&file);
            hash.write(name.as_os_str().as_encoded_bytes());
            hash.write(&std::fs::read(&file).map_err(failed)?);
        }
        let number = hash.finish();
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
