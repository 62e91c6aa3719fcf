//! Why a release was not made or not taken back.

use std::io;
use std::path::{Path, PathBuf};

use crate::dataset::DatasetError;
use crate::domain::{Tongue, Wording};

/// A release was not made or not taken back; the data are as they were.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// Somebody else changes the data at this moment.
    #[error("{} is being changed by another import", data.display())]
    Busy {
        /// The folder of the data.
        data: PathBuf,
    },
    /// There is no release to go back to.
    #[error("{} has no previous release", data.display())]
    NoPrevious {
        /// The folder of the data.
        data: PathBuf,
    },
    /// The new data would not pass `phiabac check`.
    #[error("the new data do not hold together: {}", faults.join("; "))]
    Faults {
        /// What must be mended, at least one.
        faults: Vec<String>,
    },
    /// The new data would not load.
    #[error("the new data do not load: {reason}")]
    Unloadable {
        /// Why not.
        reason: String,
    },
    /// The folder of the data cannot be exchanged as a whole.
    #[error("{} is a mount point and cannot be exchanged as a whole", data.display())]
    MountPoint {
        /// The folder of the data.
        data: PathBuf,
    },
    /// The data that are there cannot be read.
    #[error(transparent)]
    Data(#[from] DatasetError),
    /// The system did not do what was asked of it.
    #[error("{}: {source}", path.display())]
    System {
        /// Where.
        path: PathBuf,
        /// What it says.
        source: io::Error,
    },
}

impl ReleaseError {
    /// A fault of the system at a place.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| match source.kind() {
            io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy => Self::MountPoint {
                data: path.to_owned(),
            },
            _ => Self::System {
                path: path.to_owned(),
                source,
            },
        }
    }

    /// What went wrong and what to do, in both languages.
    #[must_use]
    pub fn wording(&self) -> Wording {
        match self {
            Self::Busy { .. } => Wording::new(
                "Dữ liệu đang được một lần nhập khác thay đổi. Hãy chờ lần đó xong rồi thử lại.",
                "Another import is changing the data. Wait until it has ended and try again.",
            ),
            Self::NoPrevious { .. } => Wording::new(
                "Không có bản dữ liệu trước để khôi phục: chưa có lần nhập nào được ghi.",
                "There is no previous release to bring back: no import has been written yet.",
            ),
            Self::Faults { faults } => {
                let list = faults.join("\n");
                Wording::new(
                    format!("Không ghi: dữ liệu mới không qua được kiểm tra.\n{list}"),
                    format!("Nothing is written: the new data do not pass the check.\n{list}"),
                )
            }
            Self::Unloadable { reason } => Wording::new(
                format!("Không ghi: máy chủ sẽ không đọc được dữ liệu mới. {reason}"),
                format!("Nothing is written: the service could not load the new data. {reason}"),
            ),
            Self::MountPoint { data } => {
                let data = data.display();
                Wording::new(
                    format!(
                        "Không thể thay cả thư mục {data} vì đó là điểm gắn ổ đĩa. Hãy gắn thư mục cha và đặt dữ liệu trong một thư mục con."
                    ),
                    format!(
                        "{data} is a mount point and cannot be exchanged as a whole. Mount the folder above it and keep the data in a folder inside."
                    ),
                )
            }
            Self::Data(error) => Wording::new(
                format!("Dữ liệu hiện có không đọc được. Chi tiết: {error}"),
                error.to_string(),
            ),
            Self::System { path, source } => {
                let path = path.display();
                Wording::new(
                    format!(
                        "Không ghi được vào {path}: {source}. Hãy kiểm tra quyền ghi và dung lượng ổ đĩa; dữ liệu vẫn như cũ."
                    ),
                    format!(
                        "{path} cannot be written: {source}. Check permissions and free space; the data are as they were."
                    ),
                )
            }
        }
    }

    /// The same in one language.
    #[must_use]
    pub fn text(&self, tongue: Tongue) -> String {
        self.wording().in_tongue(tongue).to_owned()
    }
}
