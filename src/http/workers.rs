//! Work that takes milliseconds of computing: done on blocking threads, a few at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::{HeaderValue, header};
use tokio::sync::Semaphore;

use super::problem::Problem;
use super::problem_kind::ProblemKind;

/// Seconds after which a caller that was turned away may try again.
const RETRY_AFTER_S: &str = "1";

/// Admits so many pieces of work at a time, lets so many wait, and turns the rest away.
#[derive(Debug)]
pub(super) struct Workers {
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
    queue: usize,
}

impl Workers {
    /// That many workers (at least one) and that many waiting places before them.
    pub(super) fn new(workers: usize, queue: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(workers.max(1))),
            waiting: AtomicUsize::new(0),
            queue,
        }
    }

    /// Does the work as soon as a worker is free.
    ///
    /// The worker's place is given back when the work ends, not when the caller stops waiting:
    /// callers that hang up cannot start more work than there are workers.
    ///
    /// # Errors
    /// When too much is waiting already, or when the work panicked.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let _turn = WaitingTurn::take(&self.waiting, self.queue)?;
        let internal = || Problem::of_kind(ProblemKind::Internal);
        let place = self.places.clone().acquire_owned().await;
        let place = place.map_err(|_| internal())?;
        let done = tokio::task::spawn_blocking(move || {
            let _place = place;
            work()
        });
        done.await.map_err(|error| {
            tracing::error!(%error, "a worker panicked");
            internal()
        })
    }
}

/// A place among those who wait; given back when dropped.
struct WaitingTurn<'a>(&'a AtomicUsize);

impl<'a> WaitingTurn<'a> {
    fn take(waiting: &'a AtomicUsize, queue: usize) -> Result<Self, Problem> {
        let turn = Self(waiting);
        if turn.0.fetch_add(1, Ordering::Relaxed) >= queue {
            return Err(Problem::of_kind(ProblemKind::Busy)
                .with_header(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER_S)));
        }
        Ok(turn)
    }
}

impl Drop for WaitingTurn<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::super::language::Language;
    use super::*;
    use std::sync::mpsc;

    #[tokio::test]
    async fn the_queue_is_bounded_and_frees_itself() {
        let workers = Arc::new(Workers::new(1, 2));
        let (release, held) = mpsc::channel::<()>();
        let busy = {
            let workers = workers.clone();
            tokio::spawn(async move { workers.run(move || held.recv()).await })
        };
        while workers.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let second = {
            let workers = workers.clone();
            tokio::spawn(async move { workers.run(|| 2).await })
        };
        while workers.waiting.load(Ordering::Relaxed) < 2 {
            tokio::task::yield_now().await;
        }
        let refused = workers.run(|| 3).await.unwrap_err().written(Language::En);
        assert_eq!(refused.status(), 503);
        assert_eq!(refused.headers()[header::RETRY_AFTER], "1");
        release.send(()).unwrap();
        assert!(busy.await.unwrap().is_ok());
        assert_eq!(second.await.unwrap().unwrap(), 2);
        assert_eq!(workers.run(|| 4).await.unwrap(), 4);
    }

    #[tokio::test]
    async fn a_panic_is_an_internal_problem() {
        let workers = Workers::new(1, 1);
        let failed: Result<(), _> = workers.run(|| panic!("on purpose")).await;
        let answer = failed.unwrap_err().written(Language::Vi);
        assert_eq!(answer.status(), 500);
        assert_eq!(workers.run(|| 1).await.unwrap(), 1);
    }
}
