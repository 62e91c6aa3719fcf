//! In which language a text is wanted: Vietnamese unless English is asked for.

use axum::http::{HeaderMap, Uri, header};

use super::quality::weighted;

/// A language that the service speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese, the default.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// Two-letter code (BCP 47).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language of that two-letter code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        match code {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// What the caller wants: `lang=` first, then `Accept-Language`, then Vietnamese.
    ///
    /// A `lang=` that means nothing is passed over here; the check of parameters refuses it.
    #[must_use]
    pub fn wanted(uri: &Uri, headers: &HeaderMap) -> Self {
        in_query(uri.query().unwrap_or_default())
            .or_else(|| {
                let header = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
                in_header(header)
            })
            .unwrap_or_default()
    }
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in one language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}

fn in_query(query: &str) -> Option<Language> {
    query
        .split('&')
        .filter_map(|pair| pair.strip_prefix("lang="))
        .find_map(Language::of_code)
}

fn in_header(header: &str) -> Option<Language> {
    weighted(header)
        .filter(|(_, quality)| *quality > 0)
        .filter_map(|(range, quality)| {
            let primary = range.split('-').next().unwrap_or_default();
            Language::of_code(&primary.to_ascii_lowercase()).map(|language| (language, quality))
        })
        .fold(None, |best: Option<(Language, u16)>, next| match best {
            Some(held) if held.1 >= next.1 => Some(held),
            _ => Some(next),
        })
        .map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(target: &str, accept: Option<&str>, expected: Language) {
        let mut headers = HeaderMap::new();
        if let Some(accept) = accept {
            headers.insert(header::ACCEPT_LANGUAGE, accept.parse().unwrap());
        }
        let uri = target.parse().unwrap();
        assert_eq!(
            Language::wanted(&uri, &headers),
            expected,
            "{target} {accept:?}"
        );
    }

    #[test]
    fn the_parameter_beats_the_header_and_vietnamese_is_the_default() {
        check("/", None, Language::Vi);
        check("/?lang=en", None, Language::En);
        check("/?lang=vi", Some("en"), Language::Vi);
        check("/?lang=xx", Some("en"), Language::En);
        check("/", Some("fr, en-GB;q=0.5"), Language::En);
        check("/", Some("en;q=0.5, vi-VN;q=0.9"), Language::Vi);
        check("/", Some("en;q=0"), Language::Vi);
        check("/", Some(";;;,q=,"), Language::Vi);
    }
}
