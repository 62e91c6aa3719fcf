//! Finished bodies, kept while there is room.
//!
//! Two generations: what is used moves to the young one; when the young one has filled half of
//! the room, it becomes the old one and what was old is dropped. That keeps what is asked for
//! often, costs one hash look-up for a hit, and needs no list to be kept in order.

use std::hash::{BuildHasher, Hash};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxBuildHasher, FxHashMap};

/// Parts with a lock each, so that threads seldom wait for one another.
const SHARDS: usize = 16;

/// What one entry costs besides its body, roughly, in bytes.
const ENTRY_BYTES: usize = 128;

/// A bounded store of values by key; the bound is in bytes.
#[derive(Debug)]
pub(super) struct Cache<K, V> {
    shards: Vec<Mutex<Shard<K, V>>>,
}

#[derive(Debug)]
struct Shard<K, V> {
    young: FxHashMap<K, (V, usize)>,
    old: FxHashMap<K, (V, usize)>,
    young_bytes: usize,
    generation_bytes: usize,
}

impl<K: Clone + Eq + Hash, V: Clone> Cache<K, V> {
    /// A cache that holds about that many bytes.
    pub(super) fn of_bytes(bytes: usize) -> Self {
        let shard = || {
            Mutex::new(Shard {
                young: FxHashMap::default(),
                old: FxHashMap::default(),
                young_bytes: 0,
                generation_bytes: bytes / SHARDS / 2,
            })
        };
        Self {
            shards: (0..SHARDS).map(|_| shard()).collect(),
        }
    }

    /// The value kept under a key.
    pub(super) fn get(&self, key: &K) -> Option<V> {
        let mut shard = self.shard(key);
        if let Some((value, _)) = shard.young.get(key) {
            return Some(value.clone());
        }
        let (value, bytes) = shard.old.remove(key)?;
        shard.keep(key.clone(), value.clone(), bytes);
        Some(value)
    }

    /// Keeps a value of that size. One larger than a generation is not kept.
    pub(super) fn put(&self, key: K, value: V, bytes: usize) {
        self.shard(&key).keep(key, value, bytes + ENTRY_BYTES);
    }

    fn shard(&self, key: &K) -> MutexGuard<'_, Shard<K, V>> {
        let hash = FxBuildHasher.hash_one(key);
        // The map uses the low bits of the hash, so the shard goes by the high ones.
        let place = (hash >> 48) as usize % SHARDS;
        // A thread that panicked while holding the lock left whole entries behind.
        self.shards[place]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Eq + Hash, V> Shard<K, V> {
    fn keep(&mut self, key: K, value: V, bytes: usize) {
        if bytes > self.generation_bytes {
            return;
        }
        if self.young_bytes + bytes > self.generation_bytes {
            self.old = std::mem::take(&mut self.young);
            self.young_bytes = 0;
        }
        if let Some((_, replaced)) = self.young.insert(key, (value, bytes)) {
            self.young_bytes -= replaced;
        }
        self.young_bytes += bytes;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_survives_what_is_not() {
        let cache = Cache::of_bytes(SHARDS * 2 * 10 * (100 + ENTRY_BYTES));
        for key in 0..10_000_u32 {
            cache.put(key, key, 100);
            assert_eq!(cache.get(&0), Some(0), "after {key}");
        }
        assert_eq!(cache.get(&9_999), Some(9_999));
        assert_eq!(cache.get(&5), None);
    }

    #[test]
    fn the_bound_holds() {
        let bytes = 100_000;
        let cache = Cache::of_bytes(bytes);
        for key in 0..50_000_u32 {
            cache.put(key, (), (key % 500) as usize);
        }
        cache.put(50_001, (), bytes);
        assert_eq!(cache.get(&50_001), None);
        let held: usize = cache
            .shards
            .iter()
            .map(|shard| {
                let shard = shard.lock().unwrap();
                let sum = |map: &FxHashMap<u32, ((), usize)>| {
                    map.values().map(|((), b)| b).sum::<usize>()
                };
                assert_eq!(sum(&shard.young), shard.young_bytes);
                sum(&shard.young) + sum(&shard.old)
            })
            .sum();
        assert!(held <= bytes, "{held}");
    }
}
