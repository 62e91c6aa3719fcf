//! The body of a request as a file of this machine, in a folder that only this process reads and
//! that is gone with the request.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use axum::body::{Body, Bytes};
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use super::token::hexadecimal;
use crate::http::problem::Problem;
use crate::http::problem_kind::ProblemKind;

/// Pieces of the body that may wait to be written.
const PIECES_WAITING: usize = 8;

/// The longest name of a file.
const MOST_NAME_BYTES: usize = 200;

/// A file that was sent.
#[derive(Debug)]
pub(super) struct Upload {
    folder: PathBuf,
    /// Where it lies.
    pub(super) path: PathBuf,
    /// SHA-256 of its bytes.
    pub(super) hash: [u8; 32],
    /// How many they are.
    pub(super) bytes: usize,
}

impl Upload {
    /// Takes a body in, piece by piece.
    ///
    /// # Errors
    /// When it is longer than allowed, breaks off, or cannot be written.
    pub(super) async fn receive(
        mut body: Body,
        name: &FileName,
        most_bytes: usize,
    ) -> Result<Self, Problem> {
        let (pieces, written) = mpsc::channel::<Bytes>(PIECES_WAITING);
        let name = name.clone();
        let writing = tokio::task::spawn_blocking(move || Self::write(&name, written));
        let mut bytes = 0;
        let mut ended = Ok(());
        while let Some(frame) = body.frame().await {
            let Ok(frame) = frame else {
                ended = Err(Problem::of_kind(ProblemKind::MalformedRequest));
                break;
            };
            let Ok(piece) = frame.into_data() else {
                continue;
            };
            bytes += piece.len();
            if bytes > most_bytes {
                ended = Err(too_large(most_bytes));
                break;
            }
            if pieces.send(piece).await.is_err() {
                break;
            }
        }
        drop(pieces);
        let written = writing.await.map_err(io::Error::other).and_then(|all| all);
        ended?;
        written.map_err(|error| {
            tracing::error!(%error, "a file that was sent could not be kept");
            Problem::of_kind(ProblemKind::Internal)
        })
    }

    fn write(name: &FileName, mut pieces: mpsc::Receiver<Bytes>) -> io::Result<Self> {
        let folder = private_folder()?;
        let mut upload = Self {
            path: folder.join(name.plain()),
            folder,
            hash: [0; 32],
            bytes: 0,
        };
        let mut hash = Sha256::new();
        let mut file = File::create_new(&upload.path)?;
        while let Some(piece) = pieces.blocking_recv() {
            file.write_all(&piece)?;
            hash.update(&piece);
            upload.bytes += piece.len();
        }
        upload.hash = hash.finalize().into();
        Ok(upload)
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            tracing::warn!(%error, folder = %self.folder.display(), "a sent file was left behind");
        }
    }
}

/// A new folder among the temporary ones, for nobody else to look into.
fn private_folder() -> io::Result<PathBuf> {
    let mut number = [0; 16];
    getrandom::fill(&mut number).map_err(io::Error::other)?;
    let name = format!("phiabac-upload-{}", hexadecimal(&number));
    let folder = std::env::temp_dir().join(name);
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&folder)?;
    Ok(folder)
}

/// The file is larger than what is taken.
pub(super) fn too_large(most_bytes: usize) -> Problem {
    let most = most_bytes >> 20;
    Problem::new(
        ProblemKind::BodyTooLarge,
        format!(
            "Tệp lớn hơn {most} MB mà máy chủ nhận. Hãy bỏ bớt trang tính hoặc hình ảnh trong tệp, nén thành .zip, hoặc chạy phiabac import trên máy chủ."
        ),
        format!(
            "The file is larger than the {most} MB that the server takes. Remove sheets or pictures from it, pack it as .zip, or run phiabac import on the server."
        ),
    )
}

/// The name that the clerk's file has: a name and no path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileName(String);

impl FileName {
    /// Reads a name.
    ///
    /// # Errors
    /// When it is missing, too long, or leads somewhere.
    pub(super) fn read(name: Option<&str>) -> Result<Self, Problem> {
        let name = name.unwrap_or_default().trim();
        let plain = !name.is_empty()
            && name.len() <= MOST_NAME_BYTES
            && !name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|'])
            && !name.contains("..")
            && !name.starts_with('.')
            && !name.chars().any(char::is_control);
        if plain {
            return Ok(Self(name.to_owned()));
        }
        Err(Problem::new(
            ProblemKind::InvalidValue,
            "Cần tham số filename: tên tệp có đuôi, không có đường dẫn, ví dụ cum-cong-nghiep.xlsx.",
            "The parameter filename is needed: the name of the file with its suffix and without a path, such as clusters.xlsx.",
        ))
    }

    /// As the clerk wrote it.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// A name of our own with the suffix of theirs, for the file that we write.
    fn plain(&self) -> String {
        let suffix = Path::new(&self.0)
            .extension()
            .and_then(|text| text.to_str());
        let suffix = suffix.filter(|text| text.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        suffix.map_or_else(
            || "upload".to_owned(),
            |suffix| format!("upload.{}", suffix.to_ascii_lowercase()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere() {
        for bad in [
            "",
            " ",
            ".",
            "..",
            "../../x",
            "/etc/passwd",
            "a/b.csv",
            "a\\b.csv",
            "C:x.csv",
            "a\0.csv",
            "a\n.csv",
            ".htaccess",
            "a..csv",
            "/vsicurl/http://x/y.csv",
        ] {
            assert!(FileName::read(Some(bad)).is_err(), "{bad:?}");
        }
        assert!(FileName::read(None).is_err());
        assert!(FileName::read(Some(&"a".repeat(201))).is_err());
        let good = FileName::read(Some("Cụm công nghiệp (2025).XLSX")).unwrap();
        assert_eq!(good.plain(), "upload.xlsx");
        assert_eq!(FileName::read(Some("x.zip~")).unwrap().plain(), "upload");
    }

    #[tokio::test]
    async fn what_is_sent_is_kept_and_put_away() {
        let name = FileName::read(Some("a.csv")).unwrap();
        let upload = Upload::receive(Body::from("a,b\n1,2\n"), &name, 8)
            .await
            .unwrap();
        assert_eq!(fs::read(&upload.path).unwrap(), b"a,b\n1,2\n");
        assert_eq!(upload.bytes, 8);
        let folder = upload.folder.clone();
        drop(upload);
        assert!(!folder.exists());
        assert!(
            Upload::receive(Body::from("123456789"), &name, 8)
                .await
                .is_err()
        );
    }
}
