//! What was made for a filter, kept while it is asked for.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::set::RecordSet;

/// Things made for the filters of layers, the one asked for last at the end.
#[derive(Debug)]
pub(in crate::atlas) struct Recent<T> {
    kept: Mutex<Vec<Kept<T>>>,
    most: usize,
}

#[derive(Debug)]
struct Kept<T> {
    records: RecordSet,
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
    pub fn of(&self, records: RecordSet, filter: &str) -> Arc<OnceLock<T>> {
        // A thread that panicked while holding the lock left whole entries behind.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept
            .iter()
            .position(|own| own.records == records && &*own.filter == filter);
        let own = match at {
            Some(at) => kept.remove(at),
            None => Kept {
                records,
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
    use crate::domain::LayerId;

    #[test]
    fn one_filter_has_one_place_and_the_oldest_make_room() {
        let recent: Recent<u8> = Recent::new(4);
        let zones = RecordSet::from(LayerId::IndustrialZones);
        let gates = RecordSet::from(LayerId::BorderGates);
        let first = recent.of(zones, "a");
        assert!(Arc::ptr_eq(&first, &recent.of(zones, "a")));
        assert!(!Arc::ptr_eq(&first, &recent.of(gates, "a")));
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
