//! Ids by which a caller and the log speak of the same request.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header that carries the id, both ways.
pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives every request an id.
pub(super) struct RequestIds {
    next: AtomicU64,
}

impl RequestIds {
    /// Ids of two runs of the program shall not be mixed up in one log.
    pub(super) fn from_now() -> Self {
        let started = jiff::Timestamp::now().as_millisecond() as u64;
        Self {
            next: AtomicU64::new(started << 20),
        }
    }

    /// The id that the caller gave, if it is short and plain, else a new one.
    pub(super) fn of(&self, headers: &HeaderMap) -> HeaderValue {
        let given = headers.get(REQUEST_ID).filter(|id| {
            let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
            (1..=64).contains(&id.len()) && id.as_bytes().iter().all(plain)
        });
        given.cloned().unwrap_or_else(|| self.new_one())
    }

    fn new_one(&self) -> HeaderValue {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let digits: [u8; 16] = std::array::from_fn(|place| {
            let digit = (number >> (60 - 4 * place)) as usize & 0xf;
            b"0123456789abcdef"[digit]
        });
        HeaderValue::from_bytes(&digits).expect("hexadecimal digits are a header value")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_ids_are_replaced() {
        let ids = RequestIds::from_now();
        for odd in ["", "a b", "a\"b", &"x".repeat(65)] {
            let mut headers = HeaderMap::new();
            headers.insert(REQUEST_ID, odd.parse().unwrap());
            assert_eq!(ids.of(&headers).len(), 16, "{odd}");
        }
        let (one, two) = (ids.of(&HeaderMap::new()), ids.of(&HeaderMap::new()));
        assert_ne!(one, two);
    }
}
