//! What an operator decides about serving.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;
use std::time::Duration;

use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri, header};

use super::admin::TokenHash;
use super::archives::Archives;
use super::embed_origins::EmbedOrigins;

/// What an operator decides about serving. The defaults live in `config`.
#[derive(Clone, Debug)]
pub struct HttpSettings {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The address under which the public reaches the server, where it differs.
    pub public_url: Option<BaseUrl>,
    /// Host names, besides loopback, that may appear in addresses the server writes.
    pub hosts: Vec<String>,
    /// Which pages of others may show the atlas in a frame and read it by script.
    pub embed_origins: EmbedOrigins,
    /// After this time a request is given up.
    pub timeout: Duration,
    /// How long clients may use a tile without asking again, in seconds.
    pub tile_max_age_s: u32,
    /// Room for finished tiles, in bytes.
    pub tile_cache_bytes: usize,
    /// Tiles and other bodies made at the same time.
    pub workers: usize,
    /// Requests that may wait for a worker before others are turned away.
    pub queue: usize,
    /// Hash of the token that opens the administration; closed without.
    pub admin_token_hash: Option<TokenHash>,
    /// The largest file that the administration takes, in bytes.
    pub upload_bytes: usize,
    /// Archives that are served beside the live layers.
    pub archives: Archives,
}

impl HttpSettings {
    /// The base of all addresses in an answer to this request: the public URL if there is one,
    /// else the `Host` that was asked for if it is known, else the address listened on.
    #[must_use]
    pub fn base_url(&self, headers: &HeaderMap) -> BaseUrl {
        if let Some(public) = &self.public_url {
            return public.clone();
        }
        let asked = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok())
            .and_then(|host| host.parse::<Authority>().ok())
            .filter(|authority| self.knows(authority));
        match asked {
            Some(authority) => BaseUrl(format!("http://{authority}")),
            None => BaseUrl(format!("http://{}", reachable(self.listen))),
        }
    }

    /// Whether an address may name this host as ours: loopback, or one of the hosts listed.
    pub(super) fn knows(&self, authority: &Authority) -> bool {
        let host = authority.host();
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let loopback = host.eq_ignore_ascii_case("localhost")
            || bare.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
        let plain = !authority.as_str().contains('@');
        plain
            && (loopback
                || self
                    .hosts
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(host)))
    }
}

/// The address at which this machine reaches what listens there.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

/// Scheme, host and path under which the service is reached, without a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// The address as text, without a slash at the end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path alone, without a slash at the end; empty for most.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0[self.origin().len()..]
    }

    /// Scheme and host alone, as a source in a content security policy.
    #[must_use]
    pub fn origin(&self) -> &str {
        let after_scheme = self.0.find("://").map_or(0, |place| place + 3);
        let end = self.0[after_scheme..]
            .find('/')
            .map_or(self.0.len(), |place| after_scheme + place);
        &self.0[..end]
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is no base address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not an address like https://maps.example.vn or https://example.vn/map")]
pub struct BaseUrlError(String);

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, BaseUrlError> {
        let refused = || BaseUrlError(text.to_owned());
        let uri: Uri = text.parse().map_err(|_| refused())?;
        let known_scheme = matches!(uri.scheme_str(), Some("http" | "https"));
        let plain_host = uri
            .authority()
            .is_some_and(|authority| !authority.as_str().contains('@'));
        let plain_path = uri
            .path()
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"/-._~".contains(&b));
        if known_scheme && plain_host && plain_path && uri.query().is_none() {
            Ok(Self(text.trim_end_matches('/').to_owned()))
        } else {
            Err(refused())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> HttpSettings {
        HttpSettings {
            listen: "0.0.0.0:8080".parse().unwrap(),
            public_url: None,
            hosts: vec!["bando.example.vn".into()],
            embed_origins: EmbedOrigins::Anyone,
            timeout: Duration::from_secs(1),
            tile_max_age_s: 1,
            tile_cache_bytes: 0,
            workers: 1,
            queue: 1,
            admin_token_hash: None,
            upload_bytes: 1,
            archives: Archives::default(),
        }
    }

    fn check(host: &str, expected: &str) {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        assert_eq!(settings().base_url(&headers).as_str(), expected, "{host}");
    }

    #[test]
    fn only_known_hosts_appear_in_addresses() {
        check("127.0.0.1:9000", "http://127.0.0.1:9000");
        check("localhost:1", "http://localhost:1");
        check("[::1]:8080", "http://[::1]:8080");
        check("bando.example.vn", "http://bando.example.vn");
        check("elsewhere.example", "http://127.0.0.1:8080");
        check("user@localhost", "http://127.0.0.1:8080");
        check("127.0.0.1.elsewhere.example", "http://127.0.0.1:8080");
        check("loc alhost", "http://127.0.0.1:8080");
    }

    #[test]
    fn the_public_address_wins() {
        let public = HttpSettings {
            public_url: Some("https://example.vn/map/".parse().unwrap()),
            ..settings()
        };
        let base = public.base_url(&HeaderMap::new());
        assert_eq!(base.as_str(), "https://example.vn/map");
        assert_eq!((base.origin(), base.path()), ("https://example.vn", "/map"));
    }

    #[test]
    fn addresses_with_more_than_scheme_host_and_path_are_refused() {
        for text in [
            "",
            "example.vn",
            "ftp://a",
            "https://a?b",
            "https://u:p@a",
            "https://a/\"",
            "/x",
        ] {
            assert!(text.parse::<BaseUrl>().is_err(), "{text}");
        }
    }
}
