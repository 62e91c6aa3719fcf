//! How a body travels: as it is, as gzip, or as Brotli.

use std::io::Write;

use axum::body::Bytes;
use axum::http::{HeaderMap, header};

use super::quality::weighted;

/// Bodies shorter than this many bytes gain nothing from compression: they fit one packet.
const SMALL_BYTES: usize = 256;

/// gzip level 6: what the tile sizes in `docs/performance.md` are stated for.
const GZIP_LEVEL: i32 = 6;

/// Brotli quality 5: the last one that is about as quick as gzip.
const BROTLI_QUALITY: u32 = 5;

/// Brotli window, as a power of two.
const BROTLI_WINDOW: u32 = 20;

/// A way to write a body down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Coding {
    /// As it is.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

impl Coding {
    /// The name in `Content-Encoding`; none for a body as it is.
    pub(super) fn token(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }
}

/// What a caller accepts, settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Accepted {
    /// The coding that suits best.
    pub(super) coding: Coding,
    /// Whether the caller refuses bodies as they are (`identity;q=0`), even small ones.
    pub(super) never_plain: bool,
}

/// Settles `Accept-Encoding`: highest weight first, and among equals the one named first in
/// `preferred`. Without the header, or when nothing of ours is accepted, the body goes as it is.
pub(super) fn accepted(headers: &HeaderMap, preferred: [Coding; 2]) -> Accepted {
    let mut given = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(weighted)
        .peekable();
    if given.peek().is_none() {
        return Accepted {
            coding: Coding::Identity,
            never_plain: false,
        };
    }
    let (mut gzip, mut brotli, mut identity, mut any) = (None, None, None, None);
    for (name, weight) in given {
        match name.to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" => gzip = Some(weight),
            "br" => brotli = Some(weight),
            "identity" => identity = Some(weight),
            "*" => any = Some(weight),
            _ => {}
        }
    }
    // "*" speaks for every coding that is not named; a body as it is is fine unless refused.
    let weight_of = |coding| match coding {
        Coding::Gzip => gzip.or(any).unwrap_or(0),
        Coding::Brotli => brotli.or(any).unwrap_or(0),
        Coding::Identity => identity.or(any).unwrap_or(1),
    };
    let [first, second] = preferred;
    let best = [second, first]
        .into_iter()
        .max_by_key(|&coding| weight_of(coding))
        .unwrap_or(Coding::Identity);
    let plain = weight_of(Coding::Identity);
    let coding = if weight_of(best) > 0 && weight_of(best) >= plain {
        best
    } else {
        Coding::Identity
    };
    Accepted {
        coding,
        never_plain: plain == 0,
    }
}

/// A body, and how it was written down.
#[derive(Clone, Debug)]
pub(super) struct Encoded {
    pub(super) body: Bytes,
    pub(super) coding: Coding,
}

/// Writes a body down as accepted. Small bodies, and such as do not shrink, stay as they are.
/// Takes milliseconds for large bodies: call it on a blocking thread.
pub(super) fn encode(plain: Bytes, accepted: Accepted) -> Encoded {
    let as_it_is = |body| Encoded {
        body,
        coding: Coding::Identity,
    };
    if plain.is_empty() || (plain.len() < SMALL_BYTES && !accepted.never_plain) {
        return as_it_is(plain);
    }
    let packed = match accepted.coding {
        Coding::Identity => return as_it_is(plain),
        Coding::Gzip => gzip(&plain),
        Coding::Brotli => brotli(&plain),
    };
    match packed {
        Some(packed) if packed.len() < plain.len() || accepted.never_plain => Encoded {
            body: packed.into(),
            coding: accepted.coding,
        },
        _ => as_it_is(plain),
    }
}

fn gzip(plain: &[u8]) -> Option<Vec<u8>> {
    let level = libdeflater::CompressionLvl::new(GZIP_LEVEL).ok()?;
    let mut compressor = libdeflater::Compressor::new(level);
    let mut packed = vec![0; compressor.gzip_compress_bound(plain.len())];
    let length = compressor.gzip_compress(plain, &mut packed).ok()?;
    packed.truncate(length);
    packed.shrink_to_fit();
    Some(packed)
}

fn brotli(plain: &[u8]) -> Option<Vec<u8>> {
    let packed = Vec::with_capacity(plain.len() / 3);
    let mut writer = brotli::CompressorWriter::new(
        packed,
        plain.len().clamp(4096, 1 << 16),
        BROTLI_QUALITY,
        BROTLI_WINDOW,
    );
    writer.write_all(plain).ok()?;
    Some(writer.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    const GZIP_FIRST: [Coding; 2] = [Coding::Gzip, Coding::Brotli];

    fn check(header: &str, coding: Coding, never_plain: bool) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, header.parse().unwrap());
        let expected = Accepted {
            coding,
            never_plain,
        };
        assert_eq!(accepted(&headers, GZIP_FIRST), expected, "{header}");
    }

    #[test]
    fn the_weights_decide() {
        check("gzip, deflate, br, zstd", Coding::Gzip, false);
        check("gzip;q=0.5, br", Coding::Brotli, false);
        check("br;q=0.2, gzip;q=0.1", Coding::Brotli, false);
        check("deflate", Coding::Identity, false);
        check("gzip;q=0", Coding::Identity, false);
        check("identity, gzip;q=0.5", Coding::Identity, false);
        check("*", Coding::Gzip, false);
        check("*;q=0", Coding::Identity, true);
        check("gzip;q=0, *", Coding::Brotli, false);
        check("identity;q=0, br;q=0.1", Coding::Brotli, true);
        check("GZIP", Coding::Gzip, false);
        check("", Coding::Identity, false);
    }

    #[test]
    fn without_the_header_the_body_goes_as_it_is() {
        let chosen = accepted(&HeaderMap::new(), GZIP_FIRST);
        assert_eq!(chosen.coding, Coding::Identity);
    }

    #[test]
    fn both_codings_unpack_to_the_same_bytes() {
        let plain = Bytes::from("Phường Hoàn Kiếm, Hà Nội. ".repeat(200));
        for coding in [Coding::Gzip, Coding::Brotli] {
            let accepted = Accepted {
                coding,
                never_plain: false,
            };
            let encoded = encode(plain.clone(), accepted);
            assert_eq!(encoded.coding, coding);
            assert!(encoded.body.len() < plain.len() / 4);
            let mut unpacked = vec![0; plain.len()];
            if coding == Coding::Brotli {
                let mut unbrotli = brotli::Decompressor::new(&encoded.body[..], 4096);
                unbrotli.read_exact(&mut unpacked).unwrap();
            } else {
                let mut gunzip = libdeflater::Decompressor::new();
                let unzipped = gunzip.gzip_decompress(&encoded.body, &mut unpacked);
                assert_eq!(unzipped.unwrap(), plain.len());
            }
            assert_eq!(unpacked, plain);
        }
    }

    #[test]
    fn small_bodies_stay_plain_unless_plain_is_refused() {
        let plain = Bytes::from_static(b"x");
        let chosen = |never_plain| Accepted {
            coding: Coding::Gzip,
            never_plain,
        };
        assert_eq!(
            encode(plain.clone(), chosen(false)).coding,
            Coding::Identity
        );
        assert_eq!(encode(plain, chosen(true)).coding, Coding::Gzip);
    }
}
