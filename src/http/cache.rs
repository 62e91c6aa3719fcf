//! Finished bodies, kept while there is room, and made by one caller while others wait for it.

use std::borrow::Borrow;
use std::hash::Hash;

use axum::body::Bytes;
use quick_cache::sync::{self, DefaultLifecycle, GuardResult};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};

/// What one entry costs besides its body, roughly, in bytes.
const ENTRY_BYTES: usize = 192;

/// The size of a body in the middle, for the first guess of how many there will be room for.
const USUAL_BYTES: usize = 8 << 10;

/// Each part of a cache, with a lock of its own, has room for the largest bodies.
const PART_BYTES: usize = 4 << 20;

/// Parts beyond this many save no waiting.
const MOST_PARTS: usize = 16;

/// A value that knows how much memory it holds.
pub(super) trait Weighed {
    /// Bytes beyond the value's own size.
    fn bytes(&self) -> usize;
}

impl Weighed for Bytes {
    fn bytes(&self) -> usize {
        self.len()
    }
}

/// A bounded store of values by key; the bound is in bytes. What is asked for often stays longest.
#[derive(Debug)]
pub(super) struct Cache<K, V: Weighed>(
    sync::Cache<K, V, ByBytes, DefaultHashBuilder, DefaultLifecycle<K, V>>,
);

/// Weighs entries by what they hold.
#[derive(Clone, Debug)]
struct ByBytes;

impl<K, V: Weighed> Weighter<K, V> for ByBytes {
    fn weight(&self, _: &K, value: &V) -> u64 {
        (value.bytes() + ENTRY_BYTES) as u64
    }
}

impl<K: Clone + Eq + Hash, V: Clone + Weighed> Cache<K, V> {
    /// A cache that holds at most that many bytes.
    pub(super) fn of_bytes(bytes: usize) -> Self {
        let options = OptionsBuilder::new()
            .shards((bytes / PART_BYTES).clamp(1, MOST_PARTS))
            .estimated_items_capacity((bytes / USUAL_BYTES).max(1))
            .weight_capacity(bytes as u64)
            .build()
            .expect("both capacities are given");
        Self(sync::Cache::with_options(
            options,
            ByBytes,
            DefaultHashBuilder::default(),
            DefaultLifecycle::default(),
        ))
    }

    /// The value kept under a key.
    pub(super) fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.0.get(key)
    }

    /// Keeps a value, whoever else may be making it. One that takes more than its part of the room
    /// is not kept.
    pub(super) fn put(&self, key: K, value: V) {
        self.0.insert(key, value);
    }

    /// The value kept under a key, or made now. Of several who ask for it at the same time one
    /// makes it, and the others wait; if that one fails or goes away, the next one tries.
    ///
    /// # Errors
    /// What the making fails with.
    pub(super) async fn get_or_make<E>(
        &self,
        key: &K,
        make: impl Future<Output = Result<V, E>>,
    ) -> Result<V, E> {
        self.0.get_or_insert_async(key, make).await
    }

    /// The same where threads may wait.
    ///
    /// # Errors
    /// What the making fails with.
    pub(super) fn get_or_make_here<E>(
        &self,
        key: &K,
        make: impl FnOnce() -> Result<V, E>,
    ) -> Result<V, E> {
        match self.0.get_value_or_guard(key, None) {
            GuardResult::Value(kept) => Ok(kept),
            GuardResult::Guard(place) => {
                let value = make()?;
                // Whoever emptied the place meanwhile knows why.
                let _ = place.insert(value.clone());
                Ok(value)
            }
            GuardResult::Timeout => make(),
        }
    }

    /// What all entries hold together, in bytes.
    #[cfg(test)]
    fn held(&self) -> usize {
        self.0.weight() as usize
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn body(bytes: usize) -> Bytes {
        Bytes::from(vec![0; bytes])
    }

    #[test]
    fn what_is_used_survives_what_is_not() {
        let cache = Cache::of_bytes(1 << 20);
        cache.put(0, body(100));
        for key in 1..100_000_u32 {
            cache.put(key, body(100));
            assert!(cache.get(&0).is_some(), "after {key}");
        }
        let kept = (1..100_000).filter(|key| cache.get(key).is_some()).count();
        assert!(kept * 100 <= 1 << 20, "{kept}");
    }

    #[test]
    fn the_bound_holds() {
        let bytes = 1 << 20;
        let cache = Cache::of_bytes(bytes);
        for key in 0..50_000_usize {
            cache.put(key, body(key % 500));
            assert!(cache.held() <= bytes, "{}", cache.held());
        }
        assert!(cache.held() > bytes / 2, "{}", cache.held());
        cache.put(50_001, body(bytes));
        assert!(cache.get(&50_001).is_none());
    }

    #[tokio::test]
    async fn a_value_is_made_once_for_all_who_wait() {
        let cache = Arc::new(Cache::of_bytes(1 << 20));
        let made = Arc::new(AtomicUsize::new(0));
        let callers: Vec<_> = (0..50)
            .map(|_| {
                let (cache, made) = (cache.clone(), made.clone());
                tokio::spawn(async move {
                    let work = async {
                        tokio::task::yield_now().await;
                        made.fetch_add(1, Ordering::Relaxed);
                        Ok::<_, ()>(body(10))
                    };
                    cache.get_or_make(&7, work).await
                })
            })
            .collect();
        for caller in callers {
            assert_eq!(caller.await.unwrap().unwrap().len(), 10);
        }
        assert_eq!(made.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn when_the_maker_goes_away_the_next_one_makes_it() {
        let cache = Arc::new(Cache::of_bytes(1 << 20));
        let first = {
            let cache = cache.clone();
            let never = std::future::pending::<Result<Bytes, ()>>();
            tokio::spawn(async move { cache.get_or_make(&7, never).await })
        };
        tokio::task::yield_now().await;
        let second = {
            let cache = cache.clone();
            tokio::spawn(async move { cache.get_or_make(&7, async { Ok::<_, ()>(body(3)) }).await })
        };
        tokio::task::yield_now().await;
        assert!(!second.is_finished());
        first.abort();
        assert_eq!(second.await.unwrap().unwrap().len(), 3);
    }

    #[test]
    fn what_fails_is_not_kept() {
        let cache = Cache::of_bytes(1 << 20);
        assert_eq!(cache.get_or_make_here(&1, || Err("no")), Err("no"));
        let made = cache.get_or_make_here(&1, || Ok::<_, ()>(body(1)));
        assert_eq!(made, Ok(body(1)));
        let kept = cache.get_or_make_here(&1, || Err(()));
        assert_eq!(kept, Ok(body(1)));
    }
}
