//! Pictures as PNG: the SVG drawn with our own fonts. No font of the system is looked for, nothing
//! is loaded from anywhere.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};

/// The fonts of pictures.
#[derive(Clone, Debug)]
pub struct PictureFonts(Arc<Database>);

/// Why a picture could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum RasterError {
    /// The SVG is not well-formed.
    #[error("the picture is no SVG")]
    Svg(#[from] resvg::usvg::Error),
    /// It has no size, or one too large.
    #[error("the picture has no size that can be drawn")]
    Size,
    /// The pixels could not be packed.
    #[error("the picture could not be packed: {0}")]
    Png(String),
}

impl PictureFonts {
    /// The faces in font files.
    pub fn of_files(files: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let mut database = Database::new();
        for file in files {
            database.load_font_source(Source::Binary(Arc::new(file)));
        }
        database.set_sans_serif_family("Be Vietnam Pro");
        Self(Arc::new(database))
    }

    /// Whether there is no face at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Draws an SVG at so many pixels for each of its units.
    ///
    /// # Errors
    /// When it is no SVG of ours.
    pub fn png(&self, svg: &str, scale: u8) -> Result<Vec<u8>, RasterError> {
        let options = Options {
            fontdb: self.0.clone(),
            font_family: "Be Vietnam Pro".to_owned(),
            ..Options::default()
        };
        let tree = Tree::from_str(svg, &options)?;
        let scale = f32::from(scale);
        let size = tree.size().to_int_size().scale_by(scale);
        let size = size.ok_or(RasterError::Size)?;
        let mut pixels = Pixmap::new(size.width(), size.height()).ok_or(RasterError::Size)?;
        let transform = Transform::from_scale(scale, scale);
        resvg::render(&tree, transform, &mut pixels.as_mut());
        let packed = pixels.encode_png();
        packed.map_err(|error| RasterError::Png(error.to_string()))
    }
}
