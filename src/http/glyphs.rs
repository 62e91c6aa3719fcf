//! Signed-distance glyphs for map clients, made from the fonts of the built page.

use std::str::FromStr;
use std::sync::OnceLock;

use axum::body::Bytes;
use pbf_font_tools::freetype::{Face, Library};
use pbf_font_tools::prost::Message;
use pbf_font_tools::{Fontstack, Glyphs as GlyphsMessage, PbfFontError, glyph_range_for_face};

use super::assets;
use super::cache::Cache;
use super::problem::Problem;
use super::problem_kind::ProblemKind;

/// Where the fonts lie among the assets.
const FOLDER: &str = "fonts/ttf/";

/// Pixels an em, the size that `MapLibre` and Mapbox clients expect.
const SIZE_PX: usize = 24;

/// Pixels from the outline within which distances are recorded.
const RADIUS_PX: usize = 8;

/// Share of the recorded values that lies inside the outline.
const CUTOFF: f64 = 0.25;

/// Characters in a range.
const RANGE_LENGTH: u32 = 256;

/// The last character that map clients ask for.
const LAST_CHARACTER: u32 = 0xFFFF;

/// Room for finished ranges: five fonts with the characters of Vietnamese need 1.2 MB.
const KEPT_BYTES: usize = 16 << 20;

/// The fonts, and the ranges made so far.
pub(super) struct Glyphs {
    fonts: OnceLock<Vec<Font>>,
    made: Cache<(usize, u32), Bytes>,
}

struct Font {
    name: String,
    file: Bytes,
}

/// 256 characters that belong together in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GlyphRange {
    first: u32,
}

impl Default for Glyphs {
    fn default() -> Self {
        Self {
            fonts: OnceLock::new(),
            made: Cache::of_bytes(KEPT_BYTES),
        }
    }
}

impl Glyphs {
    /// The glyphs of a range in the first font of the stack that is known, as PBF. A range in
    /// which the font has nothing is valid and empty. Takes milliseconds: call it on a worker.
    ///
    /// # Errors
    /// When no font of the stack is known, the page was not built, or a font is broken.
    pub(super) fn in_range(&self, stack: &str, range: GlyphRange) -> Result<Bytes, Problem> {
        let fonts = self.fonts()?;
        let known = stack
            .split(',')
            .map(str::trim)
            .find_map(|name| fonts.iter().position(|font| font.name == name));
        let place = known.ok_or_else(|| unknown(stack, fonts))?;
        let key = (place, range.first);
        self.made.get_or_make_here(&key, || {
            drawn(&fonts[place], range).map_err(|error| {
                tracing::error!(%error, font = fonts[place].name, first = range.first, "glyphs could not be made");
                Problem::of_kind(ProblemKind::Internal)
            })
        })
    }

    fn fonts(&self) -> Result<&[Font], Problem> {
        if let Some(fonts) = self.fonts.get() {
            return Ok(fonts);
        }
        let found = assets::files_in(FOLDER)
            .into_iter()
            .filter_map(|path| assets::file(&path).ok())
            .filter_map(Font::read)
            .collect::<Vec<_>>();
        if found.is_empty() {
            return Err(Problem::of_kind(ProblemKind::PageNotBuilt));
        }
        Ok(self.fonts.get_or_init(|| found))
    }
}

impl Font {
    fn read(file: Bytes) -> Option<Self> {
        let library = Library::init().ok()?;
        let face = face(&library, &file).ok()?;
        let name = format!("{} {}", face.family_name()?, face.style_name()?);
        Some(Self { name, file })
    }
}

fn face(library: &Library, file: &Bytes) -> Result<Face, PbfFontError> {
    Ok(library.new_memory_face(file.to_vec(), 0)?)
}

fn drawn(font: &Font, range: GlyphRange) -> Result<Bytes, PbfFontError> {
    let library = Library::init()?;
    let face = face(&library, &font.file)?;
    let last = range.first + RANGE_LENGTH - 1;
    let stack: Fontstack =
        glyph_range_for_face(&face, range.first, last, SIZE_PX, RADIUS_PX, CUTOFF)?;
    let message = GlyphsMessage {
        stacks: vec![stack],
    };
    Ok(message.encode_to_vec().into())
}

fn unknown(stack: &str, fonts: &[Font]) -> Problem {
    let shown: String = stack.chars().take(96).collect();
    let known: Vec<_> = fonts.iter().map(|font| font.name.as_str()).collect();
    let known = known.join(", ");
    Problem::new(
        ProblemKind::UnknownFont,
        format!("Không có phông chữ \"{shown}\". Các phông hiện có: {known}."),
        format!("There is no font \"{shown}\". The fonts are: {known}."),
    )
}

impl FromStr for GlyphRange {
    type Err = Problem;

    fn from_str(file: &str) -> Result<Self, Problem> {
        let first = file
            .split_once('-')
            .and_then(|(first, _)| first.parse::<u32>().ok())
            .filter(|first| first % RANGE_LENGTH == 0 && *first <= LAST_CHARACTER);
        first
            .filter(|first| file == format!("{first}-{}.pbf", first + RANGE_LENGTH - 1))
            .map(|first| Self { first })
            .ok_or_else(|| Problem::of_kind(ProblemKind::InvalidGlyphRange))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_have_one_spelling() {
        for good in [
            "0-255.pbf",
            "256-511.pbf",
            "7680-7935.pbf",
            "65280-65535.pbf",
        ] {
            assert!(good.parse::<GlyphRange>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "0-255",
            "1-256.pbf",
            "0-511.pbf",
            "00-255.pbf",
            "+0-255.pbf",
            "65536-65791.pbf",
            "-0-255.pbf",
            "256-255.pbf",
            "4294967040-4294967295.pbf",
            "99999999999-1.pbf",
        ] {
            assert!(bad.parse::<GlyphRange>().is_err(), "{bad}");
        }
    }
}
