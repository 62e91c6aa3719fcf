//! The desk that files are brought to: a copy of the data and a folder for the files.

use std::fs;
use std::path::{Path, PathBuf};

use phiabac::dataset::{Tables, files_of, folder_version};
use phiabac::domain::{LayerId, Tongue};
use phiabac::import::intake::{
    Delivery, DeliveryOptions, Finding, FindingKind, IntakeError, IntakeReport, RowReport,
    SourceWish, run,
};
use tempfile::TempDir;

/// Data of a test, and its files.
pub struct Desk {
    folder: TempDir,
    /// What is wished of every file.
    pub options: DeliveryOptions,
}

impl Desk {
    /// The real data, and a source for whatever comes.
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
        let data = folder.path().join("data");
        for file in files_of(&real).unwrap() {
            let own = data.join(file.strip_prefix(&real).unwrap());
            fs::create_dir_all(own.parent().unwrap()).unwrap();
            fs::copy(&file, &own).unwrap();
        }
        fs::create_dir(folder.path().join("files")).unwrap();
        Self {
            folder,
            options: DeliveryOptions {
                source: Some(source("Báo cáo thử số 1/BC")),
                ..DeliveryOptions::default()
            },
        }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Puts a file on the desk.
    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let file = self.path(name);
        fs::write(&file, bytes).unwrap();
        file
    }

    /// Where a file of that name lies or will lie.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("files").join(name)
    }

    /// Takes a file in.
    pub fn take(&self, layer: LayerId, file: &Path) -> Result<IntakeReport, IntakeError> {
        let delivery = Delivery {
            layer,
            file: file.to_owned(),
            options: self.options.clone(),
        };
        run(&delivery, &self.data(), &|_| Ok(()))
    }

    /// Takes a file of industrial zones in.
    pub fn zones(&self, file: &Path) -> IntakeReport {
        self.take(LayerId::IndustrialZones, file).unwrap()
    }

    /// Why a file is refused, in one word; the data stay as they are.
    pub fn refusal(&self, file: &Path) -> &'static str {
        let before = self.version();
        let error = self.take(LayerId::IndustrialZones, file).unwrap_err();
        assert_eq!(self.version(), before, "a refused file changed the data");
        for tongue in [Tongue::Vi, Tongue::En] {
            assert!(!error.text(tongue).is_empty());
        }
        error.refusal().unwrap().as_str()
    }

    pub fn version(&self) -> u64 {
        folder_version(&self.data()).unwrap()
    }

    pub fn tables(&self) -> Tables {
        Tables::read(&self.data()).unwrap()
    }
}

/// A source with nothing but a title.
pub fn source(title: &str) -> SourceWish {
    SourceWish {
        title: title.to_owned(),
        publisher: None,
        date: None,
        licence: None,
        use_class: None,
        url: None,
    }
}

/// The row that the clerk counts so.
pub fn row(report: &IntakeReport, number: u64) -> &RowReport {
    let found = report.rows.iter().find(|row| row.row == number);
    found.unwrap_or_else(|| panic!("no row {number} in {report:#?}"))
}

/// What a row tells of that kind.
pub fn of_kind(findings: &[Finding], kind: FindingKind) -> Option<&Finding> {
    findings.iter().find(|finding| finding.kind == kind)
}
