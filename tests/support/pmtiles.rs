//! A reader of `PMTiles` version 3, written from its specification: nothing of the product, and not
//! the crate that it writes with.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::GzDecoder;

/// Bytes of the head.
const HEAD: usize = 127;

/// Bytes that hold head and root directory.
const FIRST_READ: usize = 16_384;

/// The whole archive, read.
pub struct Archive {
    /// The bytes of the head.
    pub head: Head,
    /// What it says of itself.
    pub metadata: serde_json::Value,
    /// Its tiles by zoom, column, row, unpacked.
    pub tiles: BTreeMap<(u8, u32, u32), Vec<u8>>,
    /// Entries of all directories that name tiles.
    pub entries: usize,
    /// Places of contents: each once.
    pub contents: usize,
}

/// The head, field by field.
#[derive(Debug)]
pub struct Head {
    pub addressed: u64,
    pub entries: u64,
    pub contents: u64,
    pub clustered: bool,
    pub internal_compression: u8,
    pub tile_compression: u8,
    pub tile_type: u8,
    pub zooms: [u8; 2],
    /// West, south, east, north in 10⁻⁷ degrees.
    pub bounds: [i32; 4],
    pub center_zoom: u8,
    pub center: [i32; 2],
}

struct Entry {
    id: u64,
    run: u64,
    length: usize,
    offset: usize,
}

impl Archive {
    /// Reads an archive to its last tile.
    pub fn read(bytes: &[u8]) -> Self {
        assert_eq!(&bytes[..8], b"PMTiles\x03");
        let number = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap());
        let degrees = |at: usize| i32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        let head = Head {
            addressed: number(72),
            entries: number(80),
            contents: number(88),
            clustered: bytes[96] == 1,
            internal_compression: bytes[97],
            tile_compression: bytes[98],
            tile_type: bytes[99],
            zooms: [bytes[100], bytes[101]],
            bounds: [102, 106, 110, 114].map(degrees),
            center_zoom: bytes[118],
            center: [119, 123].map(degrees),
        };
        let part = |at: usize| number(at) as usize..(number(at) + number(at + 8)) as usize;
        let (root, metadata, leaves, data) = (part(8), part(24), part(40), part(56));
        assert_eq!(root.start, HEAD);
        assert!(
            root.end <= FIRST_READ,
            "the root directory comes with the head"
        );
        let metadata = serde_json::from_slice(&unpacked(&bytes[metadata])).unwrap();
        let mut all = Vec::new();
        for entry in directory(&unpacked(&bytes[root])) {
            if entry.run == 0 {
                let leaf = &bytes[leaves.clone()][entry.offset..entry.offset + entry.length];
                all.extend(directory(&unpacked(leaf)));
            } else {
                all.push(entry);
            }
        }
        assert!(
            all.windows(2)
                .all(|pair| pair[0].id + pair[0].run <= pair[1].id)
        );
        let data = &bytes[data];
        let mut tiles = BTreeMap::new();
        let mut places = BTreeMap::new();
        let mut written = 0;
        for entry in &all {
            assert!(entry.run > 0 && entry.length > 0);
            if places.insert(entry.offset, entry.length).is_none() {
                assert_eq!(
                    entry.offset, written,
                    "contents stand in the order of the tiles"
                );
                written += entry.length;
            }
            let plain = unpacked(&data[entry.offset..entry.offset + entry.length]);
            for id in entry.id..entry.id + entry.run {
                tiles.insert(tile_of(id), plain.clone());
            }
        }
        assert_eq!(
            written,
            data.len(),
            "nothing else stands among the contents"
        );
        Self {
            head,
            metadata,
            tiles,
            entries: all.len(),
            contents: places.len(),
        }
    }
}

fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut plain).unwrap();
    plain
}

/// Numbers of seven bits a byte, the lowest first.
fn varint(bytes: &mut &[u8]) -> u64 {
    let mut value = 0;
    for place in 0.. {
        let (&byte, rest) = bytes.split_first().unwrap();
        *bytes = rest;
        value |= u64::from(byte & 127) << (7 * place);
        if byte < 128 {
            break;
        }
    }
    value
}

fn directory(mut bytes: &[u8]) -> Vec<Entry> {
    let bytes = &mut bytes;
    let count = varint(bytes) as usize;
    let mut column = || (0..count).map(|_| varint(bytes)).collect::<Vec<u64>>();
    let (steps, runs, lengths, offsets) = (column(), column(), column(), column());
    assert!(bytes.is_empty());
    let mut entries: Vec<Entry> = Vec::new();
    let mut id = 0;
    for at in 0..count {
        id += steps[at];
        let offset = match (offsets[at], entries.last()) {
            (0, Some(before)) => before.offset + before.length,
            (stated, _) => stated as usize - 1,
        };
        entries.push(Entry {
            id,
            run: runs[at],
            length: lengths[at] as usize,
            offset,
        });
    }
    entries
}

/// The tile of a number: zoom by zoom, along Hilbert's curve.
fn tile_of(id: u64) -> (u8, u32, u32) {
    let (mut z, mut before) = (0u8, 0u64);
    while before + (1 << (2 * z)) <= id {
        before += 1 << (2 * z);
        z += 1;
    }
    let (mut x, mut y) = (0u64, 0u64);
    let mut rest = id - before;
    for level in 0..z {
        let side = 1u64 << level;
        let right = 1 & (rest / 2);
        let down = 1 & (rest ^ right);
        if down == 0 {
            if right == 1 {
                (x, y) = (side - 1 - x, side - 1 - y);
            }
            (x, y) = (y, x);
        }
        x += side * right;
        y += side * down;
        rest /= 4;
    }
    (z, x as u32, y as u32)
}
