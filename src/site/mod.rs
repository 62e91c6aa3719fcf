//! The atlas as a folder of plain files: the page, its tiles as archives, and what the server would
//! have answered, so that any static host or a stick can hold it.
//!
//! Answers are asked of the service itself (`http::InProcess`) under the addresses that the page
//! uses, and lie in packs by a hash of those addresses: the page finds each without a list. Lists,
//! sums, filters and the search need more questions than can be answered beforehand: the page works
//! them out from the files in `records/` and from `names.pack`.

mod address;
mod answers;
mod page;
mod questions;
mod readme;
mod tiles;

use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::archive::{ArchiveError, Progress, gzip};
use crate::atlas::Atlas;
use crate::http::{BaseUrl, HttpSettings, InProcess, InProcessError};

pub use address::{Address, PACKS};
pub use page::MARK;

/// How the bundle is wanted.
#[derive(Clone, Debug)]
pub struct SiteWish {
    /// The zooms of its tiles.
    pub zooms: RangeInclusive<u8>,
    /// Where it will be served, if that is known: the styles for other programs need it.
    pub url: Option<BaseUrl>,
}

/// What is being written.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Tiles of one of the archives.
    Tiles(Progress),
    /// Answers: so many of so many.
    Answers(usize, usize),
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Answers in the packs.
    pub answers: usize,
    /// Tiles in the archives.
    pub tiles: u64,
}

/// Why no bundle was written.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// A file cannot be written.
    #[error("{}: {source}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The page was not built into this program.
    #[error("this program has no page: build it (make page) and compile again")]
    NoPage,
    /// The system gives no threads.
    #[error("the system gave no threads: {0}")]
    Threads(io::Error),
    /// The service does not answer a question of the page.
    #[error(transparent)]
    Asked(#[from] InProcessError),
    /// An answer or a style is not what the bundle can be made of.
    #[error("{what} cannot be read: {source}")]
    Document {
        /// Which.
        what: String,
        /// Why.
        source: serde_json::Error,
    },
    /// Tiles cannot be written.
    #[error(transparent)]
    Tiles(#[from] ArchiveError),
}

/// Writes the bundle into a folder that is there and empty.
///
/// # Errors
/// When the page is not built in, the service refuses, or a file cannot be written.
pub fn write(
    atlas: &Arc<Atlas>,
    settings: HttpSettings,
    wish: &SiteWish,
    folder: &Path,
    progress: &mut dyn FnMut(Step),
) -> Result<Written, SiteError> {
    let mut files = Files::new(folder);
    let service = InProcess::new(atlas.clone(), settings).map_err(SiteError::Threads)?;
    let archives = tiles::archives()?;
    let tiles = tiles::write(atlas, wish, &archives, &mut files, progress)?;
    let answers = answers::write(atlas, &service, &mut files, progress)?;
    page::write(atlas, &service, wish, &archives, &mut files)?;
    readme::write(atlas, &service, wish, &mut files)?;
    Ok(Written {
        files: files.count,
        bytes: files.bytes,
        answers,
        tiles,
    })
}

/// Puts files into the folder of the bundle, and counts them.
struct Files<'a> {
    folder: &'a Path,
    count: usize,
    bytes: u64,
}

impl<'a> Files<'a> {
    fn new(folder: &'a Path) -> Self {
        Self {
            folder,
            count: 0,
            bytes: 0,
        }
    }

    /// Where a file stands, its folder made.
    fn place(&self, path: &str) -> Result<PathBuf, SiteError> {
        let file = self.folder.join(path);
        let made = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        made.map_err(|source| failed(&file, source))?;
        Ok(file)
    }

    fn put(&mut self, path: &str, content: &[u8]) -> Result<(), SiteError> {
        let file = self.place(path)?;
        std::fs::write(&file, content).map_err(|source| failed(&file, source))?;
        self.count += 1;
        self.bytes += content.len() as u64;
        Ok(())
    }

    fn put_packed(&mut self, path: &str, content: &[u8]) -> Result<(), SiteError> {
        let packed = gzip(content).ok_or(ArchiveError::Packing)?;
        self.put(path, &packed)
    }

    /// Counts a file that somebody else wrote.
    fn counted(&mut self, file: &Path) -> Result<(), SiteError> {
        let about = std::fs::metadata(file).map_err(|source| failed(file, source))?;
        self.count += 1;
        self.bytes += about.len();
        Ok(())
    }
}

fn failed(file: &Path, source: io::Error) -> SiteError {
    SiteError::File {
        file: file.to_owned(),
        source,
    }
}

/// A document read as JSON.
fn document<T: serde::de::DeserializeOwned>(what: &str, bytes: &[u8]) -> Result<T, SiteError> {
    serde_json::from_slice(bytes).map_err(|source| SiteError::Document {
        what: what.to_owned(),
        source,
    })
}
