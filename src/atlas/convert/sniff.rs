//! What a file is before it is read as a table.

/// Why a file is no text in UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// A workbook of a spreadsheet program, or another archive.
    Workbook,
    /// UTF-16.
    Utf16,
    /// An older code page, as Windows-1258 or TCVN3.
    CodePage,
}

/// The mark of UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Lines in another code page from which on the whole file is taken to be in it.
const TELLING_LINES: usize = 3;

/// Whether the beginning of a file is text in UTF-8, as far as it shows.
pub(super) fn is_text(sample: &[u8]) -> Result<(), NotText> {
    let begins = |mark: &[u8]| sample.starts_with(mark);
    if begins(b"PK\x03\x04") || begins(b"\xd0\xcf\x11\xe0") || begins(b"%PDF") {
        return Err(NotText::Workbook);
    }
    if begins(b"\xff\xfe") || begins(b"\xfe\xff") || sample.contains(&0) {
        return Err(NotText::Utf16);
    }
    let mut lines = sample.split(|&byte| byte == b'\n' || byte == b'\r');
    let is_broken = |line: &[u8]| match std::str::from_utf8(line) {
        Ok(_) => false,
        // The sample may end within a character.
        Err(error) => error.error_len().is_some() || !sample.ends_with(line),
    };
    if lines.next().is_some_and(is_broken) {
        return Err(NotText::CodePage);
    }
    let telling = lines.filter(|line| !line.is_ascii());
    let (broken, whole): (Vec<&[u8]>, Vec<&[u8]>) = telling.partition(|line| is_broken(line));
    if broken.len() >= TELLING_LINES && whole.is_empty() {
        return Err(NotText::CodePage);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_programs_are_told_apart() {
        assert_eq!(is_text("mã,xã\n1,Tân Hưng\n".as_bytes()), Ok(()));
        assert_eq!(is_text(b""), Ok(()));
        assert_eq!(is_text(b"PK\x03\x04\x14\x00"), Err(NotText::Workbook));
        assert_eq!(is_text(b"\xff\xfex\x00"), Err(NotText::Utf16));
        assert_eq!(is_text(b"x\x00\xe3\x00\n\x00"), Err(NotText::Utf16));
        assert_eq!(is_text(b"x\xe3\nTan Hung\n"), Err(NotText::CodePage));
        assert_eq!(
            is_text(b"xa\n\xd0a\n\xd0b\n\xd0c\n"),
            Err(NotText::CodePage)
        );
    }

    #[test]
    fn one_broken_line_does_not_condemn_a_file() {
        let mut file = "xã\nTân Hưng\n".as_bytes().to_vec();
        file.extend(b"T\xe2n\nT\xe2n\nT\xe2n\nT\xe2n\n");
        assert_eq!(is_text(&file), Ok(()));
        assert_eq!(is_text(&"xã".as_bytes()[..2]), Ok(()));
    }
}
