//! How a body travels: as it is, as gzip, Brotli or Zstandard.

use std::cell::RefCell;
use std::io::Write;

use axum::body::Bytes;
use axum::http::{HeaderMap, header};

use super::cache::Weighed;
use super::quality::weighted;
use crate::archive::gzip;

/// Bodies shorter than this many bytes gain nothing from compression: they fit one packet.
const SMALL_BYTES: usize = 256;

/// Brotli quality 5: the last one that is about as quick as gzip.
const BROTLI_QUALITY: u32 = 5;

/// Zstandard level 3: on tiles it packs like gzip level 6 in a third of the time.
const ZSTD_LEVEL: i32 = 3;

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
    /// RFC 8878.
    Zstd,
}

impl Weighed for Encoded {
    fn bytes(&self) -> usize {
        self.body.len()
    }
}

impl Coding {
    /// The name in `Content-Encoding`; none for a body as it is.
    pub(super) fn token(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
            Self::Zstd => Some("zstd"),
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

/// The codings that a kind of body comes in, the one that suits best first.
pub(super) type Preferred = [Coding; 3];

/// Settles `Accept-Encoding`: highest weight first, and among equals the one named first in
/// `preferred`. Without the header, or when nothing of ours is accepted, the body goes as it is.
pub(super) fn accepted(headers: &HeaderMap, preferred: Preferred) -> Accepted {
    let mut weights = Weights::default();
    let mut is_asked = false;
    for value in headers.get_all(header::ACCEPT_ENCODING) {
        let members = value.to_str().map(weighted);
        for (name, weight) in members.into_iter().flatten() {
            is_asked = true;
            weights.note(name, weight);
        }
    }
    if !is_asked {
        return Accepted {
            coding: Coding::Identity,
            never_plain: false,
        };
    }
    let plain = weights.of(Coding::Identity);
    let best = preferred
        .into_iter()
        .rev()
        .max_by_key(|&coding| weights.of(coding))
        .filter(|&best| weights.of(best) > 0 && weights.of(best) >= plain);
    Accepted {
        coding: best.unwrap_or(Coding::Identity),
        never_plain: plain == 0,
    }
}

/// What a caller wrote about each coding, in thousandths.
#[derive(Default)]
struct Weights {
    gzip: Option<u16>,
    brotli: Option<u16>,
    zstd: Option<u16>,
    identity: Option<u16>,
    any: Option<u16>,
}

impl Weights {
    fn note(&mut self, name: &str, weight: u16) {
        let is = |known| name.eq_ignore_ascii_case(known);
        let place = if is("gzip") || is("x-gzip") {
            &mut self.gzip
        } else if is("br") {
            &mut self.brotli
        } else if is("zstd") {
            &mut self.zstd
        } else if is("identity") {
            &mut self.identity
        } else if is("*") {
            &mut self.any
        } else {
            return;
        };
        *place = Some(weight);
    }

    /// "*" speaks for every coding that is not named, but Zstandard, which not all who write it
    /// can read; a body as it is is fine unless refused.
    fn of(&self, coding: Coding) -> u16 {
        match coding {
            Coding::Gzip => self.gzip.or(self.any).unwrap_or(0),
            Coding::Brotli => self.brotli.or(self.any).unwrap_or(0),
            Coding::Zstd => self.zstd.unwrap_or(0),
            Coding::Identity => self.identity.or(self.any).unwrap_or(1),
        }
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
        Coding::Zstd => zstd(&plain),
    };
    match packed {
        Some(packed) if packed.len() < plain.len() || accepted.never_plain => Encoded {
            body: packed.into(),
            coding: accepted.coding,
        },
        _ => as_it_is(plain),
    }
}

thread_local! {
    /// One packer for each thread that packs: its tables are larger than most tiles.
    static ZSTD: RefCell<Option<zstd::bulk::Compressor<'static>>> = const { RefCell::new(None) };
}

fn zstd(plain: &[u8]) -> Option<Vec<u8>> {
    ZSTD.with_borrow_mut(|kept| {
        let compressor = match kept {
            Some(compressor) => compressor,
            None => kept.insert(zstd::bulk::Compressor::new(ZSTD_LEVEL).ok()?),
        };
        let mut packed = compressor.compress(plain).ok()?;
        packed.shrink_to_fit();
        Some(packed)
    })
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

    const GZIP_FIRST: Preferred = [Coding::Gzip, Coding::Brotli, Coding::Zstd];

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
        check("zstd", Coding::Zstd, false);
        check("zstd, gzip;q=0.9", Coding::Zstd, false);
        check("identity;q=0, zstd", Coding::Zstd, true);
        check("", Coding::Identity, false);
    }

    #[test]
    fn without_the_header_the_body_goes_as_it_is() {
        let chosen = accepted(&HeaderMap::new(), GZIP_FIRST);
        assert_eq!(chosen.coding, Coding::Identity);
    }

    #[test]
    fn all_codings_unpack_to_the_same_bytes() {
        let plain = Bytes::from("Phường Hoàn Kiếm, Hà Nội. ".repeat(200));
        for coding in GZIP_FIRST {
            let accepted = Accepted {
                coding,
                never_plain: false,
            };
            let encoded = encode(plain.clone(), accepted);
            assert_eq!(encoded.coding, coding);
            assert!(encoded.body.len() < plain.len() / 4);
            let mut unpacked = vec![0; plain.len()];
            let mut unbrotli = brotli::Decompressor::new(&encoded.body[..], 4096);
            match coding {
                Coding::Identity => panic!("it was packed"),
                Coding::Brotli => unbrotli.read_exact(&mut unpacked).unwrap(),
                Coding::Zstd => {
                    unpacked = zstd::bulk::decompress(&encoded.body, plain.len()).unwrap();
                }
                Coding::Gzip => {
                    let mut gunzip = libdeflater::Decompressor::new();
                    let unzipped = gunzip.gzip_decompress(&encoded.body, &mut unpacked);
                    assert_eq!(unzipped.unwrap(), plain.len());
                }
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
