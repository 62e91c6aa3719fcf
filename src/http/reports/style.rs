//! The stylesheet of reports, and the policy that lets it in and nothing else.

use axum::http::HeaderValue;
use rust_embed::Embed;

use crate::http::problem::Problem;
use crate::http::problem_kind::ProblemKind;
use crate::http::settings::HttpSettings;

#[derive(Embed)]
#[folder = "src/http/reports/sheets"]
struct Style;

/// The stylesheet as it stands inside a page: a report that is saved or mailed keeps its looks.
pub(in crate::http) struct ReportStyle {
    /// The text of the sheet.
    pub(in crate::http) css: String,
    /// SHA-256 of that text.
    hash: [u8; 32],
}

impl ReportStyle {
    /// The sheet of reports: light as the paper that they are printed on.
    ///
    /// # Errors
    /// When the sheet is missing, which only a program that was built badly can show.
    pub(in crate::http) fn load() -> Result<Self, Problem> {
        Self::named("report.css")
    }

    /// The sheet of pages that are read on screens, light or dark as the reader has it.
    ///
    /// # Errors
    /// As for [`ReportStyle::load`].
    pub(in crate::http) fn of_pages() -> Result<Self, Problem> {
        Self::named("pages.css")
    }

    fn named(name: &str) -> Result<Self, Problem> {
        let file = Style::get(name).ok_or_else(|| {
            tracing::error!(name, "a stylesheet is missing");
            Problem::of_kind(ProblemKind::Internal)
        })?;
        Ok(Self {
            css: String::from_utf8_lossy(&file.data).into_owned(),
            hash: file.metadata.sha256_hash(),
        })
    }

    /// The policy of a report: its own style, pictures from here, no script, nothing else.
    pub(in crate::http) fn policy(&self, settings: &HttpSettings) -> HeaderValue {
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; img-src 'self'; base-uri 'none'; \
             form-action 'none'; frame-ancestors {}",
            base64(&self.hash),
            settings.embed_origins.frame_ancestors()
        );
        HeaderValue::try_from(policy).expect("config lets only header values through")
    }
}

/// Base 64 with padding (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| {
            bits << 8 | u32::from(group.get(at).copied().unwrap_or(0))
        });
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= group.len() {
                char::from(digit)
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_base_64() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn the_sheet_is_there_and_hashed() {
        let style = ReportStyle::load().ok().unwrap();
        assert!(style.css.contains("@page"));
        let pages = ReportStyle::of_pages().ok().unwrap();
        assert_ne!(style.hash, pages.hash);
    }
}
