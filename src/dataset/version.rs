//! Which state of the data a folder holds.

use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::{fs, io};

use xxhash_rust::xxh3::Xxh3;

/// A hash over the names and bytes of all files of a folder: the version of its data.
///
/// # Errors
/// When the folder or a file in it cannot be read.
pub fn folder_version(folder: &Path) -> io::Result<u64> {
    let mut hash = Xxh3::new();
    for file in files_of(folder)? {
        let name = file.strip_prefix(folder).unwrap_or(&file);
        hash.write(name.as_os_str().as_encoded_bytes());
        hash.write(&fs::read(&file)?);
    }
    Ok(hash.finish())
}

/// Every file of a folder and of the folders in it, in the order of their names.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_of(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
