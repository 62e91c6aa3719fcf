//! The built page and all that belongs to it: embedded in release builds, read from `static/dist`
//! in debug builds.

use std::borrow::Cow;

use axum::body::Bytes;
use rust_embed::{Embed, EmbeddedFile};

use super::problem::Problem;
use super::problem_kind::ProblemKind;

#[derive(Embed)]
#[folder = "static/dist"]
#[allow_missing = true]
struct Dist;

/// The content of a file of the built page.
///
/// # Errors
/// When there is no such file; when there are no files at all, because the page was not built.
pub(super) fn file(path: &str) -> Result<Bytes, Problem> {
    if !is_plain(path) {
        return Err(Problem::of_kind(ProblemKind::NotFound));
    }
    Dist::get(path).map(content).ok_or_else(|| {
        Problem::of_kind(if is_built() {
            ProblemKind::NotFound
        } else {
            ProblemKind::PageNotBuilt
        })
    })
}

/// The paths of all files in a folder.
pub(super) fn files_in(folder: &str) -> Vec<String> {
    Dist::iter()
        .filter(|path| path.starts_with(folder))
        .map(Cow::into_owned)
        .collect()
}

fn is_built() -> bool {
    Dist::get("index.html").is_some()
}

fn content(file: EmbeddedFile) -> Bytes {
    match file.data {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => Bytes::from(bytes),
    }
}

/// Whether a path names a file below the folder and nothing else.
fn is_plain(path: &str) -> bool {
    path.split('/').all(|part| {
        !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0', ':'])
    })
}

/// The media type of a file, by its suffix.
pub(super) fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, suffix)| suffix) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for bad in [
            "",
            "/etc/passwd",
            "../Cargo.toml",
            "a/../b",
            "a//b",
            "a\\b",
            "c:x",
            "a/./b",
            "a\0",
        ] {
            assert!(!is_plain(bad), "{bad}");
        }
        assert!(is_plain("assets/index-1a2b.js"));
    }

    #[test]
    fn modules_are_scripts() {
        assert_eq!(
            media_type("assets/maplibre-gl.mjs"),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(media_type("noname"), "application/octet-stream");
    }
}
