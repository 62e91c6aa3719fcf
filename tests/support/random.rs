//! Random numbers for tests and benchmarks.

#![allow(dead_code, reason = "every test binary uses its own part")]

/// Random numbers that are the same on every machine (`SplitMix64`).
#[derive(Clone)]
pub struct Random(u64);

impl Random {
    /// A row of numbers for this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.number() % bound as u64) as usize
    }

    /// A number from −`reach` to `reach`.
    pub fn around(&mut self, reach: i64) -> i64 {
        (self.number() % (2 * reach as u64 + 1)) as i64 - reach
    }

    /// A number from 0 to 1.
    pub fn fraction(&mut self) -> f64 {
        (self.number() >> 11) as f64 / (1u64 << 53) as f64
    }
}
