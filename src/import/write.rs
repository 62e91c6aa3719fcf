//! Writing all files or none.

use std::path::Path;
use std::{fs, io};

use super::ImportError;

/// The ending of files that are not complete yet.
const UNFINISHED: &str = "unfinished";

/// Writes every file beside its place and then moves all of them there; when one cannot be
/// written, none is moved and what was written beside is taken away.
pub(crate) fn write_all(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), ImportError> {
    let beside = |name: &str| folder.join(format!("{name}.{UNFINISHED}"));
    let written = files.iter().try_for_each(|(name, bytes)| {
        refuse_folder(&folder.join(name))?;
        write_one(&beside(name), bytes)
    });
    if let Err(error) = written {
        for (name, _) in files {
            // What was never written need not be removed.
            let _ = fs::remove_file(beside(name));
        }
        return Err(error);
    }
    for (name, _) in files {
        let target = folder.join(name);
        fs::rename(beside(name), &target).map_err(|source| ImportError::Write {
            file: target,
            source,
        })?;
    }
    Ok(())
}

/// A folder in the place of a file would stop the moving half-way: it is found before.
fn refuse_folder(file: &Path) -> Result<(), ImportError> {
    if file.is_dir() {
        return Err(ImportError::Write {
            file: file.to_owned(),
            source: io::Error::from(io::ErrorKind::IsADirectory),
        });
    }
    Ok(())
}

fn write_one(file: &Path, bytes: &[u8]) -> Result<(), ImportError> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, bytes))
        .map_err(|source| ImportError::Write {
            file: file.to_owned(),
            source,
        })
}
