//! Long bodies, packed piece by piece while they are written.

use std::io::{self, Write};

use brotli::CompressorWriter;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::encoding::Coding;

/// Long bodies are packed once for one caller, so speed counts for more than the last percent.
const GZIP_LEVEL: u32 = 5;
const BROTLI_QUALITY: u32 = 4;
const BROTLI_WINDOW: u32 = 20;
const ZSTD_LEVEL: i32 = 3;

/// Bytes that Brotli takes at a time.
const BROTLI_PIECE: usize = 256 << 10;

/// Writes on to something else, packed.
pub(super) enum Packer<W: Write> {
    /// As it is.
    Identity(W),
    /// RFC 1952.
    Gzip(GzEncoder<W>),
    /// RFC 7932.
    Brotli(Box<CompressorWriter<W>>),
    /// RFC 8878.
    Zstd(zstd::Encoder<'static, W>),
}

impl<W: Write> Packer<W> {
    /// Packs what goes on to `out`.
    ///
    /// # Errors
    /// When the packer cannot be made.
    pub(super) fn new(out: W, coding: Coding) -> io::Result<Self> {
        Ok(match coding {
            Coding::Identity => Self::Identity(out),
            Coding::Gzip => Self::Gzip(GzEncoder::new(out, Compression::new(GZIP_LEVEL))),
            Coding::Brotli => Self::Brotli(Box::new(CompressorWriter::new(
                out,
                BROTLI_PIECE,
                BROTLI_QUALITY,
                BROTLI_WINDOW,
            ))),
            Coding::Zstd => Self::Zstd(zstd::Encoder::new(out, ZSTD_LEVEL)?),
        })
    }

    /// What it writes on to.
    pub(super) fn out(&mut self) -> &mut W {
        match self {
            Self::Identity(out) => out,
            Self::Gzip(packer) => packer.get_mut(),
            Self::Brotli(packer) => packer.get_mut(),
            Self::Zstd(packer) => packer.get_mut(),
        }
    }

    /// Writes the end, and gives back what it wrote on to.
    ///
    /// # Errors
    /// When the end cannot be written.
    pub(super) fn finish(self) -> io::Result<W> {
        match self {
            Self::Identity(out) => Ok(out),
            Self::Gzip(packer) => packer.finish(),
            Self::Brotli(packer) => Ok(packer.into_inner()),
            Self::Zstd(packer) => packer.finish(),
        }
    }
}

impl<W: Write> Write for Packer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Identity(out) => out.write(bytes),
            Self::Gzip(packer) => packer.write(bytes),
            Self::Brotli(packer) => packer.write(bytes),
            Self::Zstd(packer) => packer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Identity(out) => out.flush(),
            Self::Gzip(packer) => packer.flush(),
            Self::Brotli(packer) => packer.flush(),
            Self::Zstd(packer) => packer.flush(),
        }
    }
}
