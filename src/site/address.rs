//! The addresses under which answers lie in the bundle: the page asks the same ones of a server.

use std::fmt::Write;

/// Files that answers are spread over. `static/src/bundle/packs.ts` is told the number by the bundle.
pub const PACKS: u32 = 512;

/// A path with what its query asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    path: String,
    query: Vec<(&'static str, String)>,
}

impl Address {
    /// An address without a query.
    #[must_use]
    pub fn new(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            query: Vec::new(),
        }
    }

    /// The same with one more parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// What names the answer in the bundle: the path and the parameters in order of their names, as
    /// they read without any encoding.
    #[must_use]
    pub fn key(&self) -> String {
        let mut query: Vec<String> = self
            .query
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        query.sort();
        if query.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, query.join("&"))
        }
    }

    /// The address as requests have it.
    #[must_use]
    pub fn target(&self) -> String {
        let mut target = self.path.clone();
        for (order, (name, value)) in self.query.iter().enumerate() {
            target.push(if order == 0 { '?' } else { '&' });
            target.push_str(name);
            target.push('=');
            encode(value, &mut target);
        }
        target
    }
}

fn encode(value: &str, into: &mut String) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            // A String takes everything.
            let _ = write!(into, "%{byte:02X}");
        }
    }
}

/// The pack in which the answer of a key lies: FNV-1a over its bytes.
#[must_use]
pub(super) fn pack_of(key: &str) -> u32 {
    let hash = key.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash % PACKS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_same_in_whatever_order_and_encoding_it_is_asked() {
        let one = Address::new("/api/overlays/export")
            .with("period", "2025-01-01/2025-09-30")
            .with("level", "province");
        let other = Address::new("/api/overlays/export")
            .with("level", "province")
            .with("period", "2025-01-01/2025-09-30");
        assert_eq!(one.key(), other.key());
        assert_eq!(
            one.key(),
            "/api/overlays/export?level=province&period=2025-01-01/2025-09-30"
        );
        assert_eq!(
            one.target(),
            "/api/overlays/export?period=2025-01-01%2F2025-09-30&level=province"
        );
    }

    /// The same values as in `static/test/unit/bundle.test.ts`.
    #[test]
    fn packs_are_those_that_the_page_looks_in() {
        let packs = ["/catalog.json", "/api/units/former:27", "Đồng Đăng"].map(pack_of);
        assert_eq!(packs, [415, 175, 201]);
    }
}
