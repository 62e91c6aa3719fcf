//! Settings of `serve`: flags before environment before file before defaults.
//!
//! Two steps: [`RawServeConfig`] is what a person may write, every part of it optional;
//! [`ServeConfig`] is what the program runs on. All defaults stand in [`ServeConfig::resolve`].

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use serde::Deserialize;

use crate::http::{
    ArchiveSetting, ArchiveSettingError, Archives, BaseUrl, BaseUrlError, EmbedOrigins,
    EmbedOriginsError, HttpSettings, RawArchive, TokenHashError,
};

/// Beyond this zoom the tiles of the region do not fit beside those that people ask for.
const MOST_WARM_ZOOM: u64 = 10;

/// What a person may write, as flags, environment or TOML; anything may be left out.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawServeConfig {
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "PHIABAC_LISTEN", value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,

    /// Folder with the compiled data [default: geodata]
    #[arg(long, env = "PHIABAC_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,

    /// Whether new data in the folder are loaded as soon as they are complete [default: true]
    #[arg(long, env = "PHIABAC_WATCH", value_name = "true|false")]
    pub watch: Option<bool>,

    /// Address under which the public reaches this server, if not the one listened on
    #[arg(long, env = "PHIABAC_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,

    /// Host names, besides loopback, that may appear in addresses the server writes
    #[arg(
        long,
        env = "PHIABAC_HOSTS",
        value_name = "NAME",
        value_delimiter = ','
    )]
    pub hosts: Option<Vec<String>>,

    /// Pages of others that may show the atlas in a frame and read it by script: *, none or
    /// origins, each with its https:// [default: *]
    #[arg(
        long,
        env = "PHIABAC_EMBED_ORIGINS",
        value_name = "ORIGIN",
        value_delimiter = ','
    )]
    pub embed_origins: Option<Vec<String>>,

    /// Seconds after which a request is given up [default: 10]
    #[arg(long, env = "PHIABAC_TIMEOUT_S", value_name = "SECONDS")]
    pub timeout_s: Option<u64>,

    /// Seconds for which clients may use a tile without asking again [default: 60]
    #[arg(long, env = "PHIABAC_TILE_MAX_AGE_S", value_name = "SECONDS")]
    pub tile_max_age_s: Option<u32>,

    /// Megabytes of finished tiles to keep [default: 64]
    #[arg(long, env = "PHIABAC_TILE_CACHE_MB", value_name = "MB")]
    pub tile_cache_mb: Option<usize>,

    /// Zoom up to which the tiles of the page are made before anybody asks, after the start and
    /// whenever the data are new [default: none are]
    #[arg(long, env = "PHIABAC_WARM_TO_ZOOM", value_name = "ZOOM")]
    pub warm_to_zoom: Option<u8>,

    /// Tiles made at the same time [default: one for each core]
    #[arg(long, env = "PHIABAC_WORKERS", value_name = "N")]
    pub workers: Option<usize>,

    /// Requests that may wait for a worker before others are turned away [default: 512]
    #[arg(long, env = "PHIABAC_QUEUE", value_name = "N")]
    pub queue: Option<usize>,

    /// Hash of the token that opens /admin, as `phiabac token` prints it [default: /admin is closed]
    #[arg(long, env = "PHIABAC_ADMIN_TOKEN_HASH", value_name = "HASH")]
    pub admin_token_hash: Option<String>,

    /// Megabytes of the largest file that /admin takes [default: 64]
    #[arg(long, env = "PHIABAC_ADMIN_UPLOAD_MB", value_name = "MB")]
    pub admin_upload_mb: Option<usize>,

    /// `PMTiles` archives that are served beside the live layers: in the file only.
    #[arg(skip)]
    pub archives: Option<Vec<RawArchive>>,
}

/// What `serve` runs on.
#[derive(Clone, Debug)]
pub struct ServeConfig {
    /// Folder with the compiled data.
    pub data: PathBuf,
    /// Whether that folder is watched for new data.
    pub watch: bool,
    /// Zoom up to which the tiles of the page are made before anybody asks, if any.
    pub warm_to_zoom: Option<u8>,
    /// Everything about HTTP.
    pub http: HttpSettings,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the settings file {path} cannot be read; name a file that exists with --config")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not TOML, or holds a name or value that is not known.
    #[error("the settings file {path} cannot be used")]
    Parse {
        /// The file.
        path: PathBuf,
        /// Line, column and reason.
        source: toml::de::Error,
    },
    /// The public address is none.
    #[error("public_url cannot be used")]
    PublicUrl(#[from] BaseUrlError),
    /// The pages that may embed the atlas are none.
    #[error("embed_origins cannot be used")]
    EmbedOrigins(#[from] EmbedOriginsError),
    /// The hash of the token is none.
    #[error("admin_token_hash cannot be used")]
    AdminTokenHash(#[from] TokenHashError),
    /// An archive cannot be looked for.
    #[error("archives cannot be used")]
    Archives(#[from] ArchiveSettingError),
    /// A value is out of range.
    #[error("{name} is \"{value}\": {expected}")]
    Invalid {
        /// Name of the setting.
        name: &'static str,
        /// What stands there.
        value: String,
        /// What may stand there.
        expected: &'static str,
    },
}

impl RawServeConfig {
    /// Reads a TOML file.
    ///
    /// # Errors
    /// When the file cannot be read, or holds anything that is not known.
    pub fn from_file(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Read {
            path: path.to_owned(),
            source,
        })?;
        toml::from_str(&text).map_err(|source| ConfigError::Parse {
            path: path.to_owned(),
            source,
        })
    }

    /// These settings, completed by others where they say nothing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            listen: self.listen.or(other.listen),
            data: self.data.or(other.data),
            watch: self.watch.or(other.watch),
            public_url: self.public_url.or(other.public_url),
            hosts: self.hosts.or(other.hosts),
            embed_origins: self.embed_origins.or(other.embed_origins),
            timeout_s: self.timeout_s.or(other.timeout_s),
            tile_max_age_s: self.tile_max_age_s.or(other.tile_max_age_s),
            tile_cache_mb: self.tile_cache_mb.or(other.tile_cache_mb),
            warm_to_zoom: self.warm_to_zoom.or(other.warm_to_zoom),
            workers: self.workers.or(other.workers),
            queue: self.queue.or(other.queue),
            admin_token_hash: self.admin_token_hash.or(other.admin_token_hash),
            admin_upload_mb: self.admin_upload_mb.or(other.admin_upload_mb),
            archives: self.archives.or(other.archives),
        }
    }
}

impl ServeConfig {
    /// Settles everything that was left out, and refuses what cannot work.
    ///
    /// # Errors
    /// When a value is out of range or not of its form.
    pub fn resolve(raw: RawServeConfig) -> Result<Self, ConfigError> {
        let timeout_s = raw.timeout_s.unwrap_or(10);
        let workers = raw.workers.unwrap_or_else(cores);
        let queue = raw.queue.unwrap_or(512);
        let tile_cache_mb = raw.tile_cache_mb.unwrap_or(64);
        let embed_origins = raw.embed_origins.unwrap_or_else(|| vec!["*".to_owned()]);
        within("timeout_s", timeout_s, 1, 300, "1 to 300 seconds")?;
        within("workers", workers as u64, 1, 1024, "1 to 1024")?;
        within("queue", queue as u64, 1, 100_000, "1 to 100000")?;
        within(
            "tile_cache_mb",
            tile_cache_mb as u64,
            0,
            65_536,
            "0 to 65536 megabytes",
        )?;
        let warm_to_zoom = raw.warm_to_zoom.map_or(0, u64::from);
        within("warm_to_zoom", warm_to_zoom, 0, MOST_WARM_ZOOM, "0 to 10")?;
        let upload_mb = raw.admin_upload_mb.unwrap_or(64);
        within(
            "admin_upload_mb",
            upload_mb as u64,
            1,
            1024,
            "1 to 1024 megabytes",
        )?;
        let admin_token_hash = raw.admin_token_hash.filter(|text| !text.is_empty());
        let admin_token_hash = admin_token_hash.map(|text| text.parse()).transpose()?;
        let archives = ArchiveSetting::settled(raw.archives.unwrap_or_default())?;
        Ok(Self {
            data: raw.data.unwrap_or_else(|| PathBuf::from("geodata")),
            watch: raw.watch.unwrap_or(true),
            warm_to_zoom: raw.warm_to_zoom,
            http: HttpSettings {
                listen: raw
                    .listen
                    .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
                public_url: raw
                    .public_url
                    .map(|url| url.parse::<BaseUrl>())
                    .transpose()?,
                hosts: raw.hosts.unwrap_or_default(),
                embed_origins: EmbedOrigins::of_texts(&embed_origins)?,
                timeout: Duration::from_secs(timeout_s),
                tile_max_age_s: raw.tile_max_age_s.unwrap_or(60),
                tile_cache_bytes: tile_cache_mb << 20,
                workers,
                queue,
                admin_token_hash,
                upload_bytes: upload_mb << 20,
                archives: Archives::of(archives),
            },
        })
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

fn within(
    name: &'static str,
    value: u64,
    least: u64,
    most: u64,
    expected: &'static str,
) -> Result<(), ConfigError> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(ConfigError::Invalid {
        name,
        value: value.to_string(),
        expected,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(toml: &str) -> Result<ServeConfig, ConfigError> {
        ServeConfig::resolve(toml::from_str(toml).unwrap())
    }

    #[test]
    fn nothing_written_means_loopback_and_our_own_data() {
        let config = resolved("").unwrap();
        assert!(config.http.listen.ip().is_loopback());
        assert_eq!(config.data, Path::new("geodata"));
        assert_eq!(config.http.embed_origins, EmbedOrigins::Anyone);
    }

    #[test]
    fn flags_come_before_the_file() {
        let flags: RawServeConfig = toml::from_str("queue = 7").unwrap();
        let file = toml::from_str("queue = 8\nworkers = 3").unwrap();
        let config = ServeConfig::resolve(flags.or(file)).unwrap();
        assert_eq!((config.http.queue, config.http.workers), (7, 3));
    }

    #[test]
    fn what_cannot_work_is_refused() {
        for bad in [
            "timeout_s = 0",
            "workers = 0",
            "queue = 0",
            "warm_to_zoom = 11",
            "public_url = \"example.vn\"",
            "embed_origins = [\"https://a.vn; script-src *\"]",
            "embed_origins = [\"\"]",
            "embed_origins = []",
            "admin_token_hash = \"secret\"",
            "admin_upload_mb = 0",
            "archives = [{ id = \"land\", path = \"a\", title_vi = \"\", title_en = \"\" }]",
        ] {
            assert!(resolved(bad).is_err(), "{bad}");
        }
        assert!(toml::from_str::<RawServeConfig>("listen = \"x\"").is_err());
    }
}
