//! Releases of the data: a whole new state is made beside the one that is served, checked, loaded
//! on trial, and put in its place in one step; the state before it is kept.
//!
//! For the data in `geodata` everything else lies in `geodata.releases`: `previous` is the release
//! before, which [`undo`] brings back; `building`, `older`, `moving` and `journal` are there only
//! while a release is made. A crash at any moment leaves one whole release under the name of the
//! data; what else it leaves is put in order by the next import.
//!
//! A service that has the old folder open keeps reading the old files: the folder is exchanged,
//! never changed.

mod differences;
mod error;
mod places;
mod swap;
mod trial;

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::intake::Proof;
use crate::dataset::files_of;

pub use differences::{Comparison, RecordChange, compare, differences};
pub use error::ReleaseError;

use places::Places;
use swap::{
    put_back, put_in_place, recover, remove_folder, sync_folder, version_of, write_durably,
};

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// Version of the data that were served before, as `/ready` shows it.
    pub from: String,
    /// Version of the data that are served now; the same when nothing had to be changed.
    pub to: String,
}

impl Released {
    /// Whether the data are others than before.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.from != self.to
    }
}

/// Makes a release: the files of the data with these (name within the folder, bytes) in place of
/// theirs or beside them.
///
/// # Errors
/// When the new data do not pass the checks or do not load, when another import runs, or when
/// something cannot be written; the data are as they were then.
pub fn publish(
    data: &Path,
    files: &[(String, Vec<u8>)],
    proof: Proof<'_>,
) -> Result<Released, ReleaseError> {
    let (places, _held) = open(data)?;
    let from = version_of(&places.data).map_err(ReleaseError::at(&places.data))?;
    let building = places.building();
    let made = build(&places, files)
        .and_then(|to| {
            if to != from {
                trial::check_release(&places.data, &building, proof)?;
                put_in_place(&places).map_err(ReleaseError::at(&places.data))?;
            }
            Ok(Released {
                from: from.clone(),
                to,
            })
        })
        .inspect(|_| tracing::debug!(data = %places.data.display(), "a release was made"));
    // What is still being built is of no use to anybody: a release that stands is elsewhere.
    let _ = remove_folder(&building);
    made
}

/// Checks and loads, on trial, the data as they would be with these files; changes nothing.
///
/// # Errors
/// As [`publish`].
pub fn rehearse(
    data: &Path,
    files: &[(String, Vec<u8>)],
    proof: Proof<'_>,
) -> Result<(), ReleaseError> {
    let (places, _held) = open(data)?;
    let tried = build(&places, files)
        .and_then(|_| trial::check_release(&places.data, &places.building(), proof));
    let _ = remove_folder(&places.building());
    tried
}

/// Brings the previous release back; what was served becomes the previous one, so that a second
/// undo takes the first one back.
///
/// # Errors
/// When there is no previous release, when it does not load, or when another import runs; the data
/// are as they were then.
pub fn undo(data: &Path, proof: Proof<'_>) -> Result<Released, ReleaseError> {
    let (places, _held) = open(data)?;
    let previous = places.previous();
    if !previous.is_dir() {
        return Err(ReleaseError::NoPrevious { data: places.data });
    }
    proof(&previous).map_err(|reason| ReleaseError::Unloadable { reason })?;
    let version = |folder: &Path| version_of(folder).map_err(ReleaseError::at(folder));
    let released = Released {
        from: version(&places.data)?,
        to: version(&previous)?,
    };
    put_back(&places).map_err(ReleaseError::at(&places.data))?;
    Ok(released)
}

/// The folder of the release that [`undo`] would bring back, if there is one.
#[must_use]
pub fn previous(data: &Path) -> Option<PathBuf> {
    let previous = Places::of(data).ok()?.previous();
    previous.is_dir().then_some(previous)
}

/// Takes hold of the releases of a data folder and puts them in order. They are held until the
/// file is dropped.
fn open(data: &Path) -> Result<(Places, File), ReleaseError> {
    let places = Places::of(data).map_err(ReleaseError::at(data))?;
    let lock = places.lock();
    let held = fs::create_dir_all(&places.beside)
        .and_then(|()| File::create(&lock))
        .map_err(ReleaseError::at(&lock))?;
    match held.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(ReleaseError::Busy { data: places.data }),
        Err(TryLockError::Error(error)) => return Err(ReleaseError::at(&lock)(error)),
    }
    recover(&places).map_err(ReleaseError::at(&places.beside))?;
    Ok((places, held))
}

/// Writes the whole new release beside; gives its version.
fn build(places: &Places, files: &[(String, Vec<u8>)]) -> Result<String, ReleaseError> {
    let building = places.building();
    let is_new = |name: &Path| files.iter().any(|(own, _)| Path::new(own) == name);
    let kept = files_of(&places.data).map_err(ReleaseError::at(&places.data))?;
    for from in kept {
        let name = from.strip_prefix(&places.data).unwrap_or(&from);
        if !is_new(name) {
            let to = building.join(name);
            copy(&from, &to).map_err(ReleaseError::at(&to))?;
        }
    }
    for (name, bytes) in files {
        let to = building.join(name);
        make_folder_of(&to)
            .and_then(|()| write_durably(&to, bytes))
            .map_err(ReleaseError::at(&to))?;
    }
    fs::metadata(&places.data)
        .and_then(|like| fs::set_permissions(&building, like.permissions()))
        .and_then(|()| sync_folder(&building))
        .and_then(|()| version_of(&building))
        .map_err(ReleaseError::at(&building))
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    make_folder_of(to)?;
    fs::copy(from, to)?;
    File::open(to)?.sync_all()
}

fn make_folder_of(file: &Path) -> std::io::Result<()> {
    file.parent().map_or(Ok(()), fs::create_dir_all)
}
