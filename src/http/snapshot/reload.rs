//! Loading the data again: beside those that answer, checked as a whole, then put in their place
//! in one step; or not at all.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::{Attempt, Snapshots};
use crate::atlas::{Atlas, DataVersion, LoadError};
use crate::geometry::LonLat;
use crate::import::check::{self, Gravity, Located};
use crate::import::release;

/// How often data that change while they are read are read again.
const TRIES: usize = 5;

/// How long to wait before that.
const PAUSE: Duration = Duration::from_millis(300);

/// Faults that are named; of the others only the number is told.
const FAULTS_NAMED: usize = 3;

/// How long the old data are waited for, so that they are put away here and not by a request.
const LAST_ANSWERS: Duration = Duration::from_secs(20);

/// What a reload did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reloaded {
    /// New data answer now.
    Changed {
        /// Version of the data before.
        from: String,
        /// Version of the data now.
        to: String,
    },
    /// The folder holds what is served already.
    Unchanged,
}

/// Why the data of a folder cannot take the place of those that answer. These go on answering.
#[derive(Debug, thiserror::Error)]
pub enum ReloadError {
    /// The data were handed in when the service was made.
    #[error("the data were not loaded from a folder")]
    NoFolder,
    /// A file is missing or damaged.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Somebody went on writing.
    #[error("the files went on changing while they were read; wait until they are complete")]
    Changing,
    /// The data can be read but contradict themselves.
    #[error("{count} faults, such as {}; `phiabac check` lists them all", .named.join("; "))]
    Faults {
        /// How many there are.
        count: usize,
        /// The first of them.
        named: Vec<String>,
    },
    /// A fault of the program.
    #[error("loading broke off; the log names the cause")]
    Panicked,
}

impl Snapshots {
    /// Loads the folder again and lets it answer if it holds together. Takes seconds and, until it
    /// is done, the memory of two snapshots: call it on a thread of its own. Two at a time wait
    /// for each other.
    ///
    /// # Errors
    /// When the data of the folder cannot be served. The old ones answer then as before.
    pub fn reload(&self) -> Result<Reloaded, ReloadError> {
        let mut turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.note(Attempt::Loading {
            at: Timestamp::now(),
        });
        let started = Instant::now();
        let ended = self.replace(&mut turn);
        let at = Timestamp::now();
        match &ended {
            Ok(done) => {
                self.note(Attempt::Done { at });
                log_done(done, started.elapsed());
            }
            Err(error) => {
                let reason = self.without_folder(&error.to_string());
                let known = matches!(&before, Some(Attempt::Failed { reason: told, .. }) if *told == reason);
                self.note(Attempt::Failed { at, reason });
                log_failed(error, known);
            }
        }
        ended
    }

    fn replace(&self, known: &mut Option<Faults>) -> Result<Reloaded, ReloadError> {
        let folder = self.folder().ok_or(ReloadError::NoFolder)?;
        // A panic while loading must not end the thread that watches.
        let mut loading =
            || std::thread::scope(|scope| scope.spawn(|| self.load(folder, known)).join());
        let Some(next) = loading().map_err(|_| ReloadError::Panicked)?? else {
            return Ok(Reloaded::Unchanged);
        };
        let to = next.version().to_owned();
        let old = self.put(Arc::new(next));
        let from = old.version().to_owned();
        std::thread::spawn(move || put_away(old));
        Ok(Reloaded::Changed { from, to })
    }

    /// The data of the folder, whole, checked and prepared; nothing if they are served already.
    fn load(
        &self,
        folder: &Path,
        known: &mut Option<Faults>,
    ) -> Result<Option<Atlas>, ReloadError> {
        let mut last = ReloadError::Changing;
        for _ in 0..TRIES {
            match self.load_once(folder, known) {
                // Files that come and go are read again; what is still wrong then is told.
                Err(error @ (ReloadError::Changing | ReloadError::Load(_))) => last = error,
                ended => return ended,
            }
            std::thread::sleep(PAUSE);
        }
        Err(last)
    }

    fn load_once(
        &self,
        folder: &Path,
        known: &mut Option<Faults>,
    ) -> Result<Option<Atlas>, ReloadError> {
        // Where the name of the folder leads is settled once: it may be led elsewhere while the
        // files are read.
        let settled = folder.canonicalize().map_err(|source| LoadError::Folder {
            folder: folder.to_owned(),
            source,
        })?;
        let version = DataVersion::of_folder(&settled)?;
        let served = self.now.load_full();
        if version.number() == served.version_number() {
            return Ok(None);
        }
        let atlas = Atlas::load(&settled)?;
        // The same before and after, and as it was read: nobody wrote meanwhile.
        let after = DataVersion::of_folder(&settled)?;
        if after != version || atlas.version_number() != version.number() {
            return Err(ReloadError::Changing);
        }
        let found = faults_of(&settled, &atlas);
        if !found.is_empty() && known.is_none() {
            *known = faults_of_served(&settled, &served);
        }
        accept(&found, known.as_ref())?;
        *known = Some(found);
        atlas.warm_up();
        Ok(Some(atlas))
    }

    /// A text without the place of the folder, which is nobody's business outside.
    pub(in crate::http) fn without_folder(&self, text: &str) -> String {
        let mut text = text.to_owned();
        let folder = self.folder();
        let settled = folder.and_then(|folder| folder.canonicalize().ok());
        let settled = settled.as_deref();
        for place in [settled, folder].into_iter().flatten() {
            if let Some(shown) = place.to_str().filter(|shown| !shown.is_empty()) {
                text = text.replace(&format!("{shown}/"), "");
                text = text.replace(shown, "the folder of the data");
            }
        }
        text
    }
}

/// What must be mended in data, as `phiabac check` finds it; without the rows, because a row that
/// is added above moves all below it.
pub(super) type Faults = BTreeMap<String, Option<u64>>;

fn faults_of(folder: &Path, atlas: &Atlas) -> Faults {
    let locate = |place: LonLat| {
        let (commune, province) = atlas.units_at(place)?;
        Some(Located { commune, province })
    };
    let report = check::check(folder, Some(&locate));
    let faults = report.findings.into_iter();
    let faults = faults.filter(|finding| finding.gravity == Gravity::Fault);
    faults
        .map(|fault| (format!("{}: {}", fault.file, fault.what), fault.row))
        .collect()
}

/// The faults of the data that are served, where they lie as the previous release: an import that
/// mends one fault need not mend all.
fn faults_of_served(folder: &Path, served: &Atlas) -> Option<Faults> {
    let previous = release::previous(folder)?;
    let version = DataVersion::of_folder(&previous).ok()?;
    let same = version.number() == served.version_number();
    same.then(|| faults_of(&previous, served))
}

/// Whether data with these faults may be served: nothing is worse than it was.
fn accept(found: &Faults, known: Option<&Faults>) -> Result<(), ReloadError> {
    let is_new = |fault: &&String| known.is_none_or(|known| !known.contains_key(*fault));
    let new: Vec<&String> = found.keys().filter(is_new).collect();
    if new.is_empty() {
        return Ok(());
    }
    let named = new
        .iter()
        .take(FAULTS_NAMED)
        .map(|fault| told(fault, found));
    Err(ReloadError::Faults {
        count: new.len(),
        named: named.collect(),
    })
}

fn told(fault: &str, found: &Faults) -> String {
    match found.get(fault) {
        Some(Some(row)) => format!("{fault} (row {row})"),
        _ => fault.to_owned(),
    }
}

/// Gives old data back once the last answer from them is made: that takes a moment, which neither
/// a request nor the next reload shall wait for.
fn put_away(old: Arc<Atlas>) {
    let began = Instant::now();
    while Arc::strong_count(&old) > 1 && began.elapsed() < LAST_ANSWERS {
        std::thread::sleep(Duration::from_millis(5));
    }
    drop(old);
}

fn log_done(done: &Reloaded, took: Duration) {
    let reload_ms = took.as_millis() as u64;
    match done {
        Reloaded::Changed { from, to } => tracing::info!(
            data.version = to,
            data.version_before = from,
            reload_ms,
            "new data are served"
        ),
        Reloaded::Unchanged => tracing::debug!(reload_ms, "the data are those that are served"),
    }
}

/// Tells why, once: the same failure again is worth no second line.
fn log_failed(error: &ReloadError, known: bool) {
    if known {
        tracing::debug!(%error, "the new data still cannot be served");
    } else {
        tracing::error!(%error, "the new data cannot be served; those loaded before go on answering");
    }
}
