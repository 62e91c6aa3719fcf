//! Watching the folder of the data: new data are loaded soon after they are complete.
//!
//! The system rings when something moves in the folder or beside it; what the folder looks like
//! decides. It is looked at every few seconds in any case, because a ring can be missed (a link
//! further up the path, a file system of another machine).

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::Snapshots;
use super::fingerprint::Fingerprint;

/// The folder is looked at so often though nothing rings.
const ROUND: Duration = Duration::from_secs(3);

/// Data are complete when they have looked the same for so long.
const REST: Duration = Duration::from_millis(250);

/// How often that is waited for before the data are read as they are.
const MOST_RESTS: usize = 120;

/// Watches until it is dropped; a reload under way then is nobody's reason to wait.
#[derive(Debug)]
pub struct Watch {
    ends: Arc<AtomicBool>,
    bell: Sender<()>,
}

impl Watch {
    /// Begins to watch the folder that the snapshots come from; nothing where there is none.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(snapshots: Arc<Snapshots>) -> std::io::Result<Option<Self>> {
        let Some(folder) = snapshots.folder().map(Path::to_owned) else {
            return Ok(None);
        };
        let (bell, rings) = channel();
        let ends = Arc::new(AtomicBool::new(false));
        let mut eye = Eye {
            snapshots,
            folder,
            bell: bell.clone(),
            ends: ends.clone(),
        };
        std::thread::Builder::new()
            .name("watch-data".to_owned())
            .spawn(move || eye.watch(&rings))?;
        Ok(Some(Self { ends, bell }))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Release);
        // A thread that has ended hears nothing, and need not.
        let _ = self.bell.send(());
    }
}

/// The one who watches.
struct Eye {
    snapshots: Arc<Snapshots>,
    folder: PathBuf,
    bell: Sender<()>,
    ends: Arc<AtomicBool>,
}

impl Eye {
    fn watch(&mut self, rings: &Receiver<()>) {
        // What changed between loading and now is found by the first look: the version decides.
        let mut seen = None;
        let mut bells = self.hang_bells();
        while !self.ends.load(Ordering::Acquire) {
            let now = Fingerprint::of(&self.folder);
            if now != seen {
                seen = self.at_rest(now);
                // Why it failed stands in the log and in `/ready`.
                let _ = self.snapshots.reload();
                bells = self.hang_bells();
            }
            let _ = rings.recv_timeout(ROUND);
            while rings.try_recv().is_ok() {}
        }
        drop(bells);
    }

    /// What the folder looks like once nothing moves in it any more.
    fn at_rest(&self, mut now: Option<Fingerprint>) -> Option<Fingerprint> {
        for _ in 0..MOST_RESTS {
            std::thread::sleep(REST);
            let later = Fingerprint::of(&self.folder);
            if later == now || self.ends.load(Ordering::Acquire) {
                break;
            }
            now = later;
        }
        now
    }

    /// Lets the system ring at the folder as it is now, and at the places where its name and the
    /// link behind it stand. Without a bell the rounds remain.
    fn hang_bells(&self) -> Option<RecommendedWatcher> {
        let bell = self.bell.clone();
        let ring = move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| !event.kind.is_access()) {
                let _ = bell.send(());
            }
        };
        let mut watcher = notify::recommended_watcher(ring)
            .map_err(|error| tracing::debug!(%error, "the system rings no bell for changed files"))
            .ok()?;
        let settled = self.folder.canonicalize().ok();
        let names = [Some(self.folder.clone()), settled.clone()];
        let parents = names.into_iter().flatten().filter_map(|name| {
            let parent = name.parent()?.to_owned();
            let here = parent.as_os_str().is_empty();
            Some((
                if here { ".".into() } else { parent },
                RecursiveMode::NonRecursive,
            ))
        });
        let inside = settled.map(|folder| (folder, RecursiveMode::Recursive));
        for (place, mode) in parents.chain(inside) {
            if let Err(error) = watcher.watch(&place, mode) {
                tracing::debug!(%error, place = %place.display(), "a folder is looked at by rounds only");
            }
        }
        Some(watcher)
    }
}
