//! A tile as archives hold it and as answers carry it: packed.

use std::cell::RefCell;

use xxhash_rust::xxh3::xxh3_128;

/// gzip level 6: what the tile sizes in `docs/performance.md` are stated for.
const LEVEL: i32 = 6;

/// A packer and the room it writes to.
struct Packer {
    compressor: libdeflater::Compressor,
    room: Vec<u8>,
}

thread_local! {
    /// One for each thread that packs: its tables are larger than most tiles.
    static PACKER: RefCell<Option<Packer>> = const { RefCell::new(None) };
}

/// Bytes packed by RFC 1952; nothing when that fails.
#[must_use]
pub fn gzip(plain: &[u8]) -> Option<Vec<u8>> {
    PACKER.with_borrow_mut(|kept| {
        let packer = match kept {
            Some(packer) => packer,
            None => kept.insert(Packer {
                compressor: libdeflater::Compressor::new(
                    libdeflater::CompressionLvl::new(LEVEL).ok()?,
                ),
                room: Vec::new(),
            }),
        };
        let bound = packer.compressor.gzip_compress_bound(plain.len());
        if packer.room.len() < bound {
            packer.room.resize(bound, 0);
        }
        let length = packer
            .compressor
            .gzip_compress(plain, &mut packer.room)
            .ok()?;
        Some(packer.room[..length].to_vec())
    })
}

/// A number that only equal contents share.
#[must_use]
pub fn same_content(plain: &[u8]) -> u128 {
    xxh3_128(plain)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_was_packed_is_unpacked_again() {
        let long = vec![7; 100_000];
        for plain in [&b""[..], b"x", &long] {
            let packed = gzip(plain).unwrap();
            let mut back = Vec::new();
            let mut reader = flate2::read::GzDecoder::new(packed.as_slice());
            reader.read_to_end(&mut back).unwrap();
            assert_eq!(back, plain);
        }
    }
}
