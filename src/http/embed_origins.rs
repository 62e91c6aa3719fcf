//! Which pages of others may show the atlas in a frame and read it by script.

use std::fmt;
use std::str::FromStr;

use axum::http::{HeaderValue, Uri};

/// Which pages may show the atlas in a frame and read its answers by CORS. The pages of this
/// server itself always may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EmbedOrigins {
    /// Any page: the data are public.
    Anyone,
    /// Pages of these origins; none when the list is empty.
    Listed(Vec<Origin>),
}

/// An origin: scheme, host, and port where it is not the usual one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// The texts name no origins.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\": write * for every page, none for no other page, or origins such as https://example.vn"
)]
pub struct EmbedOriginsError(pub String);

impl EmbedOrigins {
    /// Reads `*` or `none`, each alone, or origins.
    ///
    /// # Errors
    /// Names the first text that cannot be meant.
    pub fn of_texts(texts: &[String]) -> Result<Self, EmbedOriginsError> {
        match texts {
            [one] if one == "*" => Ok(Self::Anyone),
            [one] if one == "none" => Ok(Self::Listed(Vec::new())),
            [] => Err(EmbedOriginsError(String::new())),
            several => {
                let origins = several.iter().map(|text| text.parse());
                Ok(Self::Listed(origins.collect::<Result<_, _>>()?))
            }
        }
    }

    /// The values of the directive `frame-ancestors` of a content security policy.
    #[must_use]
    pub fn frame_ancestors(&self) -> String {
        match self {
            Self::Anyone => "*".to_owned(),
            Self::Listed(origins) => {
                let own = std::iter::once("'self'".to_owned());
                let all: Vec<String> = own.chain(origins.iter().map(|o| o.0.clone())).collect();
                all.join(" ")
            }
        }
    }

    /// The listed origins as browsers send them; nothing when anyone may read.
    #[must_use]
    pub fn listed(&self) -> Option<Vec<HeaderValue>> {
        match self {
            Self::Anyone => None,
            Self::Listed(origins) => Some(origins.iter().map(Origin::header).collect()),
        }
    }
}

impl Origin {
    fn header(&self) -> HeaderValue {
        HeaderValue::try_from(&self.0).expect("an origin is made of plain letters")
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Origin {
    type Err = EmbedOriginsError;

    /// Reads an origin as browsers write it. It goes into headers as it is, so it must not be able
    /// to end a directive.
    fn from_str(text: &str) -> Result<Self, EmbedOriginsError> {
        let refused = || EmbedOriginsError(text.to_owned());
        let lower = text.to_ascii_lowercase();
        let bare = lower.strip_suffix('/').unwrap_or(&lower);
        let rest = bare
            .strip_prefix("https://")
            .or_else(|| bare.strip_prefix("http://"));
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
        let uri: Uri = bare.parse().map_err(|_| refused())?;
        let shaped = rest.is_some_and(|rest| rest.bytes().all(plain));
        if !shaped || uri.host().is_none_or(str::is_empty) {
            return Err(refused());
        }
        // Browsers leave the usual port out.
        let usual = match uri.scheme_str() {
            Some("https") => ":443",
            _ => ":80",
        };
        let written = bare.strip_suffix(usual).unwrap_or(bare);
        Ok(Self(written.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str]) -> Result<EmbedOrigins, EmbedOriginsError> {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        EmbedOrigins::of_texts(&texts)
    }

    #[test]
    fn origins_are_written_as_browsers_send_them() {
        let read = read(&[
            "https://Example.vn/",
            "http://127.0.0.1:18140",
            "https://a.vn:443",
        ]);
        let read = read.unwrap();
        assert_eq!(
            read.frame_ancestors(),
            "'self' https://example.vn http://127.0.0.1:18140 https://a.vn"
        );
        assert_eq!(read.listed().unwrap()[2], "https://a.vn");
    }

    #[test]
    fn stars_and_none_stand_alone() {
        assert_eq!(read(&["*"]).unwrap(), EmbedOrigins::Anyone);
        assert_eq!(read(&["none"]).unwrap().frame_ancestors(), "'self'");
        for bad in [
            &[][..],
            &[""],
            &["*", "https://a.vn"],
            &["none", "https://a.vn"],
            &["example.vn"],
            &["https://"],
            &["https://:8080"],
            &["https://a.vn/map"],
            &["https://a.vn; script-src *"],
            &["https://u@a.vn"],
            &["https://*.vn"],
            &["ftp://a.vn"],
        ] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
    }
}
