//! What the head of a page tells other programs: its canonical address, what a link to it shows in
//! a conversation, and where to ask how it is embedded.

use maud::{Markup, html};

use super::language::Language;
use super::parameters::percent_encoded;
use super::settings::BaseUrl;

/// Width and height of the picture that goes with a link.
pub(super) const CARD: [u16; 2] = [1200, 630];

/// What is said of a page.
pub(super) struct PageHead<'a> {
    pub(super) base: &'a BaseUrl,
    /// Path of the page below the base, with a slash at its start.
    pub(super) path: &'a str,
    /// The state shown, as a query without its question mark; may be empty.
    pub(super) query: &'a str,
    /// The same for its picture.
    pub(super) picture_query: &'a str,
    pub(super) title: Option<&'a str>,
    pub(super) language: Language,
}

/// The name of the atlas.
pub(super) const NAME: &str = "Phía Bắc Atlas";

/// What the atlas is, in a sentence.
fn description(language: Language) -> &'static str {
    match language {
        Language::Vi => {
            "Bản đồ công thương 18 tỉnh, thành phố miền Bắc: địa giới sau sáp nhập, khu và cụm công nghiệp, cửa khẩu, nguồn điện."
        }
        Language::En => {
            "Industry and trade in the 18 northern provinces of Viet Nam: boundaries after the merger, industrial zones, border gates, power plants."
        }
    }
}

impl PageHead<'_> {
    /// The page with this in its head.
    pub(super) fn put_into(&self, page: &str) -> String {
        let Some(end) = page.find("</head>") else {
            return page.to_owned();
        };
        let (head, rest) = page.split_at(end);
        format!("{head}{}{rest}", self.written().into_string())
    }

    fn written(&self) -> Markup {
        let address = self.address();
        let asked = percent_encoded(&address);
        let oembed = |format| format!("{}/oembed?url={asked}&format={format}", self.base);
        let title = self.title.unwrap_or(NAME);
        let (locale, other) = match self.language {
            Language::Vi => ("vi_VN", "en_GB"),
            Language::En => ("en_GB", "vi_VN"),
        };
        html! {
            link rel="canonical" href=(address);
            meta property="og:type" content="website";
            meta property="og:site_name" content=(NAME);
            meta property="og:title" content=(title);
            meta property="og:description" content=(description(self.language));
            meta property="og:url" content=(address);
            meta property="og:locale" content=(locale);
            meta property="og:locale:alternate" content=(other);
            meta property="og:image" content=(self.picture());
            meta property="og:image:type" content="image/png";
            meta property="og:image:width" content=(CARD[0]);
            meta property="og:image:height" content=(CARD[1]);
            meta name="twitter:card" content="summary_large_image";
            link rel="alternate" type="application/json+oembed" href=(oembed("json")) title=(title);
            link rel="alternate" type="text/xml+oembed" href=(oembed("xml")) title=(title);
        }
    }

    fn address(&self) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        format!("{}{}{mark}{}", self.base, self.path, self.query)
    }

    fn picture(&self) -> String {
        let and = if self.picture_query.is_empty() {
            ""
        } else {
            "&"
        };
        let [width, height] = CARD;
        format!(
            "{}/picture.png?{}{and}width={width}&height={height}",
            self.base, self.picture_query
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_escaped() {
        let base: BaseUrl = "https://a.vn/map".parse().unwrap();
        let head = PageHead {
            base: &base,
            path: "/embed",
            query: "layers=gates&title=x",
            picture_query: "layers=gates",
            title: Some("\"><script>"),
            language: Language::En,
        };
        let page = head.put_into("<head><title>x</title></head><body></body>");
        assert!(!page.contains("<script>"), "{page}");
        assert!(
            page.contains("https://a.vn/map/embed?layers=gates&amp;title=x"),
            "{page}"
        );
        assert!(
            page.contains("/oembed?url=https:%2F%2Fa.vn%2Fmap%2Fembed%3Flayers%3Dgates%26title%3Dx&amp;format=json"),
            "{page}"
        );
        assert_eq!(head.put_into("no head"), "no head");
    }
}
