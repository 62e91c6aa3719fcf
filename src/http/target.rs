//! Addresses and headers before anything else looks at them.

use axum::http::{HeaderMap, Uri};

use super::problem::Problem;
use super::problem_kind::ProblemKind;

/// The longest address, path and query together, in bytes: a long filter has room.
const MOST_TARGET_BYTES: usize = 16 << 10;

/// All header names and values together, in bytes.
const MOST_HEADER_BYTES: usize = 16 << 10;

/// Whether the request may go on: short enough, and text once percent-decoded.
///
/// # Errors
/// The problem to answer with.
pub(super) fn check(uri: &Uri, headers: &HeaderMap) -> Result<(), Problem> {
    let query = uri.query().unwrap_or_default();
    if uri.path().len() + query.len() > MOST_TARGET_BYTES {
        return Err(Problem::of_kind(ProblemKind::AddressTooLong));
    }
    let sizes = headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len());
    if sizes.sum::<usize>() > MOST_HEADER_BYTES {
        return Err(Problem::of_kind(ProblemKind::HeadersTooLarge));
    }
    if is_text(uri.path()) && is_text(query) {
        Ok(())
    } else {
        Err(Problem::of_kind(ProblemKind::MalformedRequest))
    }
}

/// Whether every `%` begins a pair of hexadecimal digits and the decoded bytes are UTF-8 without
/// control characters.
fn is_text(encoded: &str) -> bool {
    if !encoded.contains('%') {
        return std::str::from_utf8(encoded.as_bytes())
            .is_ok_and(|text| !text.contains(char::is_control));
    }
    let mut bytes = encoded.bytes();
    let mut decoded = Vec::with_capacity(encoded.len());
    while let Some(byte) = bytes.next() {
        let next = if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let pair = bytes
                .next()
                .and_then(digit)
                .zip(bytes.next().and_then(digit));
            match pair {
                Some((high, low)) => (high << 4 | low) as u8,
                None => return false,
            }
        } else {
            byte
        };
        decoded.push(next);
    }
    String::from_utf8(decoded).is_ok_and(|text| !text.contains(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_passes() {
        for good in ["", "/tiles/a,b/1/2/3", "/H%C3%A0%20N%E1%BB%99i", "%25"] {
            assert!(is_text(good), "{good}");
        }
        for bad in [
            "%",
            "%4",
            "%zz",
            "/%ff",
            "/%C3",
            "%00",
            "%0a",
            "/%ed%a0%80",
            "/a%2",
        ] {
            assert!(!is_text(bad), "{bad}");
        }
    }

    #[test]
    fn long_requests_are_refused() {
        let path = format!("/{}", "a".repeat(MOST_TARGET_BYTES));
        assert!(check(&path.parse().unwrap(), &HeaderMap::new()).is_err());
        let mut headers = HeaderMap::new();
        headers.insert("x", "a".repeat(MOST_HEADER_BYTES).parse().unwrap());
        assert!(check(&"/".parse().unwrap(), &headers).is_err());
    }
}
