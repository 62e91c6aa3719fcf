//! Entity tags: what a client already holds need not be sent again (RFC 9110, section 13).

use std::hash::{Hash, Hasher};

use axum::http::{HeaderMap, HeaderValue, header};
use xxhash_rust::xxh3::Xxh3Default;

/// A strong entity tag, with its quotes: equal tags mean equal bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EntityTag(HeaderValue);

impl EntityTag {
    /// The tag of everything that decides about the bytes: version of program and data, what was
    /// asked for, how it is written down.
    pub(super) fn of(what: impl Hash) -> Self {
        let mut hasher = Xxh3Default::new();
        env!("CARGO_PKG_VERSION").hash(&mut hasher);
        what.hash(&mut hasher);
        let quoted = format!("\"{:016x}\"", hasher.finish());
        Self(
            HeaderValue::try_from(quoted)
                .expect("hexadecimal digits and quotes are a header value"),
        )
    }

    /// The tag as a header value.
    pub(super) fn header(&self) -> HeaderValue {
        self.0.clone()
    }

    /// Whether the caller's `If-None-Match` names this tag: a list of tags, weak or strong, or `*`.
    pub(super) fn is_held_by(&self, headers: &HeaderMap) -> bool {
        headers
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .flat_map(|value| value.as_bytes().split(|&byte| byte == b','))
            .map(<[u8]>::trim_ascii)
            .any(|held| {
                let held = held.strip_prefix(b"W/").unwrap_or(held);
                held == b"*" || held == self.0.as_bytes()
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(tag: &EntityTag, header: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, header.parse().unwrap());
        tag.is_held_by(&headers)
    }

    #[test]
    fn lists_stars_and_weak_tags_match() {
        let tag = EntityTag::of("a tile");
        let own = tag.header().to_str().unwrap().to_owned();
        assert!(held(&tag, &own));
        assert!(held(&tag, &format!("\"other\", W/{own}")));
        assert!(held(&tag, "*"));
        assert!(!held(&tag, "\"other\""));
        assert!(!held(&tag, own.trim_matches('"')));
        assert!(!tag.is_held_by(&HeaderMap::new()));
    }

    #[test]
    fn different_things_have_different_tags() {
        assert_ne!(EntityTag::of("a"), EntityTag::of("b"));
        assert_eq!(EntityTag::of(("a", 1)), EntityTag::of(("a", 1)));
    }
}
