//! The surroundings: land, water, transport, places, names of seas, each licence in its own file.

mod features;
mod land;
mod places;
mod simplify;
mod transport;
mod water;

use std::path::Path;

use super::ImportError;
use super::report::FileReport;
use super::sources::SourceBook;
use crate::dataset::shape_bytes;
use crate::domain::UseClass;

/// What a step of this folder needs and leaves behind.
pub(crate) struct Surroundings<'a> {
    /// Folder of the raw files of the surroundings.
    raw: &'a Path,
    book: &'a mut SourceBook,
    reports: &'a mut Vec<FileReport>,
    files: Vec<(String, Vec<u8>)>,
    only: Option<&'a [UseClass]>,
}

/// All files of `context/`. Those under a licence class that is left out have no feature: thus a
/// missing file is always a fault, and nothing of an earlier build stays behind.
pub(crate) fn import_context(
    raw: &Path,
    book: &mut SourceBook,
    reports: &mut Vec<FileReport>,
    only: Option<&[UseClass]>,
) -> Result<Vec<(String, Vec<u8>)>, ImportError> {
    let mut surroundings = Surroundings {
        raw: &raw.join("context"),
        book,
        reports,
        files: Vec::new(),
        only,
    };
    land::import(&mut surroundings)?;
    water::import(&mut surroundings)?;
    transport::import(&mut surroundings)?;
    places::import(&mut surroundings)?;
    Ok(surroundings.files)
}

impl Surroundings<'_> {
    /// Cites a described source; tells whether data from it may be kept.
    fn cite(&mut self, id: &str) -> Option<Vec<String>> {
        let class = self.book.known_class(id);
        let kept = self.only.is_none_or(|classes| classes.contains(&class));
        kept.then(|| vec![self.book.cite_known(id)])
    }

    /// Adds a file.
    fn write<R: crate::domain::Record>(&mut self, name: &str, shapes: &[crate::dataset::Shape<R>]) {
        self.files.push((name.to_owned(), shape_bytes(shapes)));
    }
}
