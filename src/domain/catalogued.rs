//! Catalogued numbers: which ones are free.

use super::LayerId;
use super::record::{Coherent, record};

record! {
    /// The first number of a layer that no record ever had: numbers are never reused.
    pub struct NextNumber {
        /// The layer.
        pub layer: LayerId,
        /// The number that the next new record gets.
        pub next: u64,
    }
}

impl Coherent for NextNumber {}

#[cfg(test)]
mod tests {
    use super::super::record::assert_round_trip;
    use super::*;

    #[test]
    fn free_numbers_are_read_back_as_written() {
        for seed in 0..50 {
            assert_round_trip(&NextNumber::sample(seed));
        }
    }
}
