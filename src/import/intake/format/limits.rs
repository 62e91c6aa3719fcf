//! What a delivery may cost.

use crate::import::intake::{IntakeError, Refusal};

/// The most bytes of a file.
pub(crate) const MOST_BYTES: u64 = 256 << 20;
/// The most rows of a table.
pub(crate) const MOST_ROWS: usize = 200_000;
/// The most columns of a table.
pub(crate) const MOST_COLUMNS: usize = 300;
/// The most cells that hold something.
pub(super) const MOST_CELLS: usize = 4_000_000;
/// The most entries of an archive.
pub(super) const MOST_ENTRIES: usize = 1_000;
/// The most bytes that an archive may unpack to.
pub(super) const MOST_UNPACKED: u64 = 256 << 20;
/// How many times its packed size an archive may unpack to, once it is larger than
/// [`ALWAYS_UNPACKED`].
pub(super) const MOST_RATIO: u64 = 200;
/// What may be unpacked whatever the ratio.
pub(super) const ALWAYS_UNPACKED: u64 = 16 << 20;

/// A file with too many bytes.
pub(super) fn too_large_file(name: &str, bytes: u64) -> IntakeError {
    let (most, own) = (MOST_BYTES >> 20, bytes >> 20);
    IntakeError::refused(
        Refusal::TooLarge,
        format!(
            "{name} quá lớn: {own} MB, giới hạn {most} MB. Hãy chia nhỏ tệp hoặc bỏ bớt cột, trang tính không cần."
        ),
        format!(
            "{name} is too large: {own} MB, the limit is {most} MB. Divide the file, or leave out columns and sheets that are not needed."
        ),
    )
}

/// A table with too many rows, columns or cells.
pub(super) fn too_many(name: &str) -> IntakeError {
    IntakeError::refused(
        Refusal::TooLarge,
        format!(
            "{name} có quá nhiều dòng hoặc cột: giới hạn {MOST_ROWS} dòng, {MOST_COLUMNS} cột, {MOST_CELLS} ô có nội dung. Hãy chia nhỏ tệp."
        ),
        format!(
            "{name} has too many rows or columns: the limits are {MOST_ROWS} rows, {MOST_COLUMNS} columns and {MOST_CELLS} cells with something in them. Divide the file."
        ),
    )
}

/// An archive that unpacks to too much.
pub(super) fn bomb(name: &str) -> IntakeError {
    let most = MOST_UNPACKED >> 20;
    IntakeError::refused(
        Refusal::TooLarge,
        format!(
            "{name} giải nén ra quá nhiều: giới hạn {MOST_ENTRIES} mục, {most} MB và {MOST_RATIO} lần dung lượng nén. Tệp này không được mở."
        ),
        format!(
            "{name} unpacks to too much: the limits are {MOST_ENTRIES} entries, {most} MB and {MOST_RATIO} times the packed size. It is not opened."
        ),
    )
}
