//! A coverage with its levels, each prepared once: ahead, or when the first tile asks for it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use crate::coverage::{Coverage, Level, Workspace};
use crate::geometry::MAX_ZOOM;

/// A coverage that can be asked for the level of any zoom.
#[derive(Debug)]
pub struct Levels {
    coverage: Arc<Coverage>,
    /// The smallest zoom that is drawn.
    min_zoom: u8,
    prepared: [OnceLock<Level>; MAX_ZOOM as usize + 1],
}

impl Levels {
    /// Nothing is prepared yet. Zooms below `min_zoom` are never drawn.
    #[must_use]
    pub fn new(coverage: impl Into<Arc<Coverage>>, min_zoom: u8) -> Self {
        Self {
            coverage: coverage.into(),
            min_zoom,
            prepared: Default::default(),
        }
    }

    /// The coverage.
    #[must_use]
    pub fn coverage(&self) -> &Arc<Coverage> {
        &self.coverage
    }

    /// The smallest zoom that is drawn.
    #[must_use]
    pub fn min_zoom(&self) -> u8 {
        self.min_zoom
    }

    /// The level of a zoom, prepared now if it is not yet.
    ///
    /// # Panics
    /// When `zoom` is beyond [`MAX_ZOOM`].
    #[must_use]
    pub fn at(&self, zoom: u8) -> &Level {
        self.at_in(&mut Workspace::default(), zoom)
    }

    /// The same, with a workspace that was used before.
    fn at_in(&self, workspace: &mut Workspace, zoom: u8) -> &Level {
        self.prepared[usize::from(zoom)]
            .get_or_init(|| Level::prepare_in(workspace, &self.coverage, zoom))
    }
}

/// Prepares every level that is drawn and not prepared yet, on so many processors.
pub fn prepare_all(coverages: &[&Levels], processors: usize) {
    // The largest zooms are the heaviest: they go first.
    let tasks: Vec<(&Levels, u8)> = (0..=MAX_ZOOM)
        .rev()
        .flat_map(|zoom| coverages.iter().map(move |levels| (*levels, zoom)))
        .filter(|(levels, zoom)| *zoom >= levels.min_zoom)
        .collect();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..processors {
            scope.spawn(|| {
                let mut workspace = Workspace::default();
                while let Some(&(levels, zoom)) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let _: &Level = levels.at_in(&mut workspace, zoom);
                }
            });
        }
    });
}
