//! Files that were brought into the data after they were compiled: what would be lost if they
//! were compiled again.

use super::LayerId;
use super::record::{Coherent, record};

record! {
    /// A file that was brought into a layer.
    pub struct BroughtIn {
        /// In the order in which they came, from 1.
        pub number: u64,
        /// The layer.
        pub layer: LayerId,
        /// The file, by the name that the clerk gave it.
        pub file: String,
        /// Id of the source of its rows, where the delivery named one.
        pub source: Option<String>,
        /// Records that were new.
        pub added: u64,
        /// Records that changed.
        pub changed: u64,
        /// Records that went.
        pub removed: u64,
    }
}

impl Coherent for BroughtIn {}

#[cfg(test)]
mod tests {
    use super::super::record::assert_round_trip;
    use super::*;

    #[test]
    fn files_brought_in_are_read_back_as_written() {
        for seed in 0..50 {
            assert_round_trip(&BroughtIn::sample(seed));
        }
    }
}
