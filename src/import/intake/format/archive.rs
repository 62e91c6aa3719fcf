//! Archives: shapefiles and others in a `.zip`, and workbooks, which are archives too. Everything
//! is unpacked within limits here, so that no library meets a bomb.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use zip::ZipArchive;

use super::limits::{ALWAYS_UNPACKED, MOST_ENTRIES, MOST_RATIO, MOST_UNPACKED, bomb};
use super::{Format, damaged};
use crate::import::intake::{IntakeError, Refusal};

/// Files that belong to the one that is read.
const COMPANIONS: [&str; 4] = ["shx", "dbf", "prj", "cpg"];

/// A folder of its own with what was unpacked; it goes when this is dropped.
#[derive(Debug)]
pub(crate) struct Unpacked {
    folder: PathBuf,
    /// The file to read.
    pub file: PathBuf,
    /// Its format.
    pub format: Format,
}

impl Drop for Unpacked {
    fn drop(&mut self) {
        // The system clears its temporary folder too.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// How much more may be unpacked.
struct Allowance {
    left: u64,
}

impl Allowance {
    fn of(packed: u64) -> Self {
        let by_ratio = packed.saturating_mul(MOST_RATIO).max(ALWAYS_UNPACKED);
        Self {
            left: by_ratio.min(MOST_UNPACKED),
        }
    }

    /// Copies what an entry unpacks to; `None` when it is more than is left. The sizes that an
    /// archive states are not believed.
    fn copy(&mut self, from: impl Read, to: &mut impl Write) -> io::Result<Option<u64>> {
        let mut bounded = from.take(self.left + 1);
        let bytes = io::copy(&mut bounded, to)?;
        if bytes > self.left {
            return Ok(None);
        }
        self.left -= bytes;
        Ok(Some(bytes))
    }
}

fn open(path: &Path, name: &str, format: Format) -> Result<(ZipArchive<File>, u64), IntakeError> {
    let file = File::open(path).map_err(|source| IntakeError::System {
        doing: format!("opening {name}"),
        source,
    })?;
    let packed = file.metadata().map_or(0, |about| about.len());
    let archive = ZipArchive::new(file).map_err(|error| damaged(name, format, error))?;
    if archive.len() > MOST_ENTRIES {
        return Err(bomb(name));
    }
    Ok((archive, packed))
}

/// Unpacks a workbook to nowhere: refuses what would be too much.
pub(super) fn check(path: &Path, name: &str, format: Format) -> Result<(), IntakeError> {
    let (mut archive, packed) = open(path, name, format)?;
    let mut allowance = Allowance::of(packed);
    for index in 0..archive.len() {
        let entry = archive.by_index(index);
        let entry = entry.map_err(|error| damaged(name, format, error))?;
        let copied = allowance.copy(entry, &mut io::sink());
        let copied = copied.map_err(|error| damaged(name, format, error))?;
        copied.ok_or_else(|| bomb(name))?;
    }
    Ok(())
}

/// The text of one entry of a workbook that passed [`check`]; nothing when there is none.
pub(super) fn entry_text(
    path: &Path,
    name: &str,
    format: Format,
    entry: &str,
) -> Result<Option<String>, IntakeError> {
    let (mut archive, packed) = open(path, name, format)?;
    let Ok(found) = archive.by_name(entry) else {
        return Ok(None);
    };
    let mut bytes = Vec::new();
    let copied = Allowance::of(packed).copy(found, &mut bytes);
    let copied = copied.map_err(|error| damaged(name, format, error))?;
    copied.ok_or_else(|| bomb(name))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let cause = format!("{entry} is not UTF-8");
        damaged(name, format, cause)
    })?;
    Ok(Some(text.trim_start_matches('\u{feff}').to_owned()))
}

/// Unpacks the one file of a format that we take, with its companions, into a folder of its own.
pub(super) fn unpack(path: &Path, name: &str) -> Result<Unpacked, IntakeError> {
    let (mut archive, packed) = open(path, name, Format::Shapefile)?;
    let wanted = wanted(&archive, name)?;
    let folder = own_folder()?;
    let mut unpacked = Unpacked {
        folder: folder.clone(),
        file: folder.clone(),
        format: Format::Shapefile,
    };
    let mut allowance = Allowance::of(packed);
    for (index, target) in wanted {
        let entry = archive.by_index(index);
        let entry = entry.map_err(|error| damaged(name, Format::Shapefile, error))?;
        let file = folder.join(&target);
        let made = File::create_new(&file);
        let mut made = made.map_err(|source| system("unpacking", source))?;
        let copied = allowance.copy(entry, &mut made);
        let copied = copied.map_err(|error| damaged(name, Format::Shapefile, error))?;
        copied.ok_or_else(|| bomb(name))?;
        let ending = target.rsplit('.').next().unwrap_or_default();
        if let Some(format) = Format::of_ending(ending) {
            unpacked.format = format;
            unpacked.file = file;
        }
    }
    if matches!(unpacked.format, Format::Xlsx | Format::Ods) {
        check(&unpacked.file, name, unpacked.format)?;
    }
    Ok(unpacked)
}

/// Which entries are unpacked, each with a name of ours: those in the archive are not believed.
fn wanted(archive: &ZipArchive<File>, name: &str) -> Result<Vec<(usize, String)>, IntakeError> {
    let parts: Vec<(String, String)> = archive
        .file_names()
        .map(|entry| {
            // A name that is no text is none of ours.
            let entry = entry.unwrap_or_default();
            let last = entry.rsplit(['/', '\\']).next().unwrap_or_default();
            match last.rsplit_once('.') {
                Some((stem, ending)) if !last.starts_with('.') && !entry.contains("__MACOSX") => {
                    (stem.to_owned(), ending.to_lowercase())
                }
                _ => (String::new(), String::new()),
            }
        })
        .collect();
    let all: Vec<usize> = (0..parts.len())
        .filter(|&index| Format::of_ending(&parts[index].1).is_some())
        .collect();
    // Remarks in a .txt, and tables beside a shapefile that explain it, are no second delivery.
    let has_shapes = parts.iter().any(|(_, ending)| ending == "shp");
    let is_remark = |index: &usize| {
        let ending = parts[*index].1.as_str();
        ending == "txt" || (ending == "csv" && has_shapes)
    };
    let mut mains: Vec<usize> = all
        .iter()
        .copied()
        .filter(|index| !is_remark(index))
        .collect();
    if mains.is_empty() {
        mains = all;
    }
    let &[main] = mains.as_slice() else {
        let count = mains.len();
        return Err(IntakeError::refused(
            Refusal::Format,
            format!("{name} chứa {count} tệp dữ liệu; cần đúng một. Hãy nén riêng từng tệp."),
            format!(
                "{name} holds {count} files of data; exactly one is needed. Pack each on its own."
            ),
        ));
    };
    let stem = &parts[main].0;
    let belongs = |index: usize| {
        index == main
            || (parts[main].1 == "shp"
                && parts[index].0 == *stem
                && COMPANIONS.contains(&parts[index].1.as_str()))
    };
    Ok((0..parts.len())
        .filter(|&index| belongs(index))
        .map(|index| (index, format!("delivery.{}", parts[index].1)))
        .collect())
}

/// A new folder that nobody else reads.
fn own_folder() -> Result<PathBuf, IntakeError> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("phiabac-delivery-{}-{count}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    // What a process of the same number left behind is of no use to anybody.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).map_err(|source| system("making a temporary folder", source))?;
    Ok(folder)
}

fn system(doing: &str, source: io::Error) -> IntakeError {
    IntakeError::System {
        doing: doing.to_owned(),
        source,
    }
}
