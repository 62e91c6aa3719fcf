//! The two languages of the product.

use super::record::closed_list;

closed_list! {
    /// The language of a text that the product shows.
    pub enum Tongue {
        /// Vietnamese.
        Vi = "vi",
        /// English.
        En = "en",
    }
}

/// A text in both languages, side by side so that neither is forgotten.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Wording {
    /// The text in both languages.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            vi: vi.into(),
            en: en.into(),
        }
    }

    /// The text in one of them.
    #[must_use]
    pub fn in_tongue(&self, tongue: Tongue) -> &str {
        match tongue {
            Tongue::Vi => &self.vi,
            Tongue::En => &self.en,
        }
    }
}
