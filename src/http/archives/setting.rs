//! Which archive is served under which name, as an operator writes it down.

use std::path::{Path, PathBuf};

use object_store::ObjectStore;
use object_store::local::LocalFileSystem;
use object_store::path::Path as StorePath;
use serde::Deserialize;
use url::Url;

use super::remote;
use crate::domain::LayerId;

/// How long the name of an archive may be.
const MOST_NAME_BYTES: usize = 48;

/// An archive as it stands in the settings file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawArchive {
    /// Its name in addresses.
    pub id: String,
    /// The file, if it lies on this machine.
    pub path: Option<PathBuf>,
    /// Its address elsewhere: `https://…`, `http://…` or `s3://bucket/key`.
    pub url: Option<String>,
    /// Title in Vietnamese.
    pub title_vi: String,
    /// Title in English.
    pub title_en: String,
    /// Who is to be named; what the archive says where absent.
    pub attribution: Option<String>,
}

/// An archive that can be looked for.
#[derive(Clone, Debug)]
pub struct ArchiveSetting {
    pub(super) id: String,
    pub(super) place: Url,
    pub(super) title_vi: String,
    pub(super) title_en: String,
    pub(super) attribution: Option<String>,
}

/// Why an archive of the settings cannot be looked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveSettingError {
    /// The name cannot stand in addresses.
    #[error(
        "the name \"{0}\": use small letters, digits, - and _, {MOST_NAME_BYTES} at most, a letter first"
    )]
    Name(String),
    /// The name is taken.
    #[error("the name \"{0}\" is that of a layer, or of another archive: choose another one")]
    Taken(String),
    /// Not one place but none or two.
    #[error("archive \"{0}\": give either path or url")]
    NotOnePlace(String),
    /// The address is none.
    #[error("archive \"{0}\": url is not an address like https://… or s3://…")]
    Address(String),
    /// The program was built without what opens connections.
    #[error(
        "archive \"{0}\": this program serves files only; build it with the feature remote-archives, or give path"
    )]
    FilesOnly(String),
}

impl ArchiveSetting {
    /// Settles a list of archives.
    ///
    /// # Errors
    /// When a name cannot stand in addresses or is taken, or a place is none.
    pub fn settled(raw: Vec<RawArchive>) -> Result<Vec<Self>, ArchiveSettingError> {
        let mut settled: Vec<Self> = Vec::new();
        for archive in raw {
            if !is_name(&archive.id) {
                return Err(ArchiveSettingError::Name(archive.id));
            }
            let is_layer = archive.id.parse::<LayerId>().is_ok();
            if is_layer || settled.iter().any(|own| own.id == archive.id) {
                return Err(ArchiveSettingError::Taken(archive.id));
            }
            settled.push(Self {
                place: place(&archive)?,
                id: archive.id,
                title_vi: archive.title_vi,
                title_en: archive.title_en,
                attribution: archive.attribution,
            });
        }
        Ok(settled)
    }

    /// The store that holds the archive, and its path in there.
    pub(super) fn store(&self) -> Result<(Box<dyn ObjectStore>, StorePath), object_store::Error> {
        let path = StorePath::from_url_path(self.place.path())?;
        let store: Box<dyn ObjectStore> = match self.place.scheme() {
            "file" => Box::new(LocalFileSystem::new()),
            _ => remote::store(&self.place)?,
        };
        Ok((store, path))
    }
}

fn is_name(text: &str) -> bool {
    let fits = text
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b));
    fits && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.len() <= MOST_NAME_BYTES
}

fn place(archive: &RawArchive) -> Result<Url, ArchiveSettingError> {
    match (&archive.path, &archive.url) {
        (Some(path), None) => {
            of_file(path).ok_or_else(|| ArchiveSettingError::Address(archive.id.clone()))
        }
        (None, Some(url)) => {
            let url = Url::parse(url).ok();
            let url = url.filter(|url| ["http", "https", "s3"].contains(&url.scheme()));
            let url = url.ok_or_else(|| ArchiveSettingError::Address(archive.id.clone()))?;
            if cfg!(feature = "remote-archives") {
                Ok(url)
            } else {
                Err(ArchiveSettingError::FilesOnly(archive.id.clone()))
            }
        }
        _ => Err(ArchiveSettingError::NotOnePlace(archive.id.clone())),
    }
}

fn of_file(path: &Path) -> Option<Url> {
    Url::from_file_path(std::path::absolute(path).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(toml: &str) -> Result<ArchiveSetting, ArchiveSettingError> {
        let raw: RawArchive = toml::from_str(toml).unwrap();
        ArchiveSetting::settled(vec![raw]).map(|mut list| list.remove(0))
    }

    fn with(what: &str) -> String {
        format!("title_vi = \"Nền\"\ntitle_en = \"Base\"\n{what}")
    }

    #[test]
    fn a_file_is_found_from_here() {
        let archive = settled(&with("id = \"base\"\npath = \"base.pmtiles\"")).unwrap();
        assert_eq!(archive.place.scheme(), "file");
        assert!(archive.place.path().ends_with("/base.pmtiles"));
        assert!(archive.store().is_ok());
    }

    #[test]
    fn what_cannot_work_is_refused() {
        for (bad, expected) in [
            (
                "id = \"A\"\npath = \"a\"",
                ArchiveSettingError::Name("A".into()),
            ),
            (
                "id = \"\"\npath = \"a\"",
                ArchiveSettingError::Name(String::new()),
            ),
            (
                "id = \"a/b\"\npath = \"a\"",
                ArchiveSettingError::Name("a/b".into()),
            ),
            (
                "id = \"land\"\npath = \"a\"",
                ArchiveSettingError::Taken("land".into()),
            ),
            ("id = \"a\"", ArchiveSettingError::NotOnePlace("a".into())),
            (
                "id = \"a\"\npath = \"a\"\nurl = \"https://a/b\"",
                ArchiveSettingError::NotOnePlace("a".into()),
            ),
            (
                "id = \"a\"\nurl = \"ftp://a/b\"",
                ArchiveSettingError::Address("a".into()),
            ),
            (
                "id = \"a\"\nurl = \"b\"",
                ArchiveSettingError::Address("a".into()),
            ),
        ] {
            assert_eq!(settled(&with(bad)).unwrap_err(), expected, "{bad}");
        }
        let raw: RawArchive = toml::from_str(&with("id = \"a\"\npath = \"a\"")).unwrap();
        let twice = ArchiveSetting::settled(vec![raw.clone(), raw]);
        assert_eq!(twice.unwrap_err(), ArchiveSettingError::Taken("a".into()));
    }
}
