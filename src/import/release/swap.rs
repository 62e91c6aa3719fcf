//! Exchanging folders by name, and putting in order what a crash has left.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::places::Places;
use crate::dataset::folder_version;

/// Makes a complete release the one that is served, and what was served the previous one.
///
/// At every moment the name of the data stands for one whole release, the old or the new one; what
/// a crash leaves is put in order by [`recover`].
pub(super) fn put_in_place(places: &Places) -> io::Result<()> {
    let (previous, older) = (places.previous(), places.older());
    write_durably(&places.journal(), version_of(&places.data)?.as_bytes())?;
    if previous.exists() {
        fs::rename(&previous, &older)?;
    }
    exchange(places, &places.building(), &places.data)?;
    finish(places)
}

/// Makes the previous release the one that is served, and the other way round.
pub(super) fn put_back(places: &Places) -> io::Result<()> {
    exchange(places, &places.previous(), &places.data)?;
    sync_folder(&places.beside)
}

/// What was served becomes the previous release, and the one before it goes.
fn finish(places: &Places) -> io::Result<()> {
    fs::rename(places.building(), places.previous())?;
    remove_folder(&places.older())?;
    fs::remove_file(places.journal())?;
    sync_folder(&places.beside)
}

/// Puts in order what a crash has left behind: the data are whole before and after.
pub(super) fn recover(places: &Places) -> io::Result<()> {
    end_move(places)?;
    match fs::read_to_string(places.journal()) {
        Ok(replaced) => {
            let is_replaced = version_of(&places.data)? != replaced;
            if is_replaced && places.building().exists() {
                return finish(places);
            }
            // Either nothing was exchanged yet, or only the removal of the oldest was left.
            if places.previous().exists() {
                remove_folder(&places.older())?;
            } else if places.older().exists() {
                fs::rename(places.older(), places.previous())?;
            }
            fs::remove_file(places.journal())?;
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    remove_folder(&places.building())
}

/// Exchanges two folders in one step where the file system can, else in three.
fn exchange(places: &Places, one: &Path, other: &Path) -> io::Result<()> {
    let exchanged = exchange_at_once(one, other);
    match exchanged {
        Err(error) if is_unable(&error) => {
            fs::rename(other, places.moving())?;
            fs::rename(one, other)?;
            fs::rename(places.moving(), one)?;
        }
        exchanged => exchanged?,
    }
    other.parent().map_or(Ok(()), sync_folder)
}

#[cfg(target_os = "linux")]
fn exchange_at_once(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange_at_once(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the file system cannot exchange folders, though it may be able to rename them.
fn is_unable(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
    )
}

/// Ends an exchange in three steps that was broken off: back while only the first was done, else
/// on.
fn end_move(places: &Places) -> io::Result<()> {
    let moving = places.moving();
    if !moving.exists() {
        return Ok(());
    }
    if !places.data.exists() {
        return fs::rename(moving, &places.data);
    }
    let is_publishing = places.journal().exists();
    fs::rename(
        moving,
        if is_publishing {
            places.building()
        } else {
            places.previous()
        },
    )
}

/// The version of the data in a folder, as `/ready` shows it.
pub(super) fn version_of(folder: &Path) -> io::Result<String> {
    Ok(format!("{:016x}", folder_version(folder)?))
}

/// Removes a folder that may not be there.
pub(super) fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Writes a file so that it is there after a power cut.
pub(super) fn write_durably(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut open = File::create(file)?;
    open.write_all(bytes)?;
    open.sync_all()
}

/// Makes the names in a folder last.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
