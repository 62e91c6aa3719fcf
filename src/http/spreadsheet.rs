//! How values stand in tables for spreadsheets.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use super::parameters::percent_encoded;

/// What tells Excel that a file is UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A number in its shortest form, with a point; nothing for what is not known.
pub(super) fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// A text that no spreadsheet takes for a formula.
pub(super) fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Tells browsers to keep an answer as a file of that name; those that know how take the title,
/// in any letters, for its name.
pub(super) fn as_titled_file(response: Response, name: &str, title: &str) -> Response {
    // What a file system takes for a path or a pattern.
    let plain = |letter: char| match letter {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        other => other,
    };
    let title: String = title.chars().map(plain).collect();
    let title = percent_encoded(&title).replace([',', ':'], "");
    with_name(
        response,
        &format!("filename=\"{name}\"; filename*=UTF-8''{title}"),
    )
}

/// Tells browsers to keep an answer as a file of that name.
pub(super) fn as_file(response: Response, name: &str) -> Response {
    with_name(response, &format!("filename=\"{name}\""))
}

fn with_name(mut response: Response, name: &str) -> Response {
    let header = HeaderValue::from_str(&format!("attachment; {name}"));
    if let (StatusCode::OK, Ok(header)) = (response.status(), header) {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_DISPOSITION, header);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        for text in ["=1+1", "+84", "-", "@SUM(A1)", "\t=1"] {
            assert_eq!(safe(text), format!("'{text}"));
        }
        for text in ["", "Hữu Nghị", "1-2", "a=b"] {
            assert_eq!(safe(text), text);
        }
    }

    #[test]
    fn a_number_below_zero_stays_a_number() {
        assert_eq!(number(Some(-32.7)), "-32.7");
        assert_eq!(number(Some(613.0)), "613");
        assert_eq!(number(None), "");
    }
}
