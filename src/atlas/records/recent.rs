//! What was made for a filter, kept while it is asked for.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::domain::LayerId;

/// Things made for the filters of layers, the one asked for last at the end.
#[derive(Debug)]
pub(in crate::atlas) struct Recent<T> {
    kept: Mutex<Vec<Kept<T>>>,
    most: usize,
}

#[derive(Debug)]
struct Kept<T> {
    layer: LayerId,
    /// Normal form of the filter.
    filter: Arc<str>,
    /// Made by the first who asks; others who ask meanwhile wait for it.
    made: Arc<OnceLock<T>>,
}

impl<T> Recent<T> {
    /// Room for so many things.
    pub fn new(most: usize) -> Self {
        Self {
            kept: Mutex::default(),
            most,
        }
    }

    /// The place for what belongs to a filter, which may still be empty.
    pub fn of(&self, layer: LayerId, filter: &str) -> Arc<OnceLock<T>> {
        // A thread that panicked while holding the lock left whole entries behind.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept
            .iter()
            .position(|own| own.layer == layer && &*own.filter == filter);
        let own = match at {
            Some(at) => kept.remove(at),
            None => Kept {
                layer,
                filter: filter.into(),
                made: Arc::default(),
            },
        };
        if kept.len() >= self.most {
            kept.remove(0);
        }
        let made = own.made.clone();
        kept.push(own);
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_filter_has_one_place_and_the_oldest_make_room() {
        let recent: Recent<u8> = Recent::new(4);
        let zones = LayerId::IndustrialZones;
        let first = recent.of(zones, "a");
        assert!(Arc::ptr_eq(&first, &recent.of(zones, "a")));
        assert!(!Arc::ptr_eq(&first, &recent.of(LayerId::BorderGates, "a")));
        for number in 0..3 {
            recent.of(zones, &number.to_string());
            assert!(Arc::ptr_eq(&first, &recent.of(zones, "a")), "{number}");
        }
        for number in 0..4 {
            recent.of(zones, &number.to_string());
        }
        assert!(!Arc::ptr_eq(&first, &recent.of(zones, "a")));
        assert_eq!(recent.kept.lock().unwrap().len(), 4);
    }
}
