//! Addresses of units: "xã Tân Hưng, huyện Lạng Giang, tỉnh Bắc Giang", in fields or as one text,
//! in whatever spelling.
//!
//! An [`AddressBook`] holds the units of one time with what they lie in, and tells which of them
//! an [`Address`] names and how sure that is. It looks names up whole, in hash maps, so that a
//! hundred thousand rows of a table are a matter of a second; only a name that nothing else fits
//! is looked for with slips.

mod agreement;
mod book;
mod part;
mod text;
mod wanted;

pub use agreement::Remarks;
pub use book::{AddressBook, BookEntry, Found, Tier};

/// What an address says; what it leaves out is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Address {
    /// The commune, or all in one text.
    pub commune: Option<String>,
    /// The district.
    pub district: Option<String>,
    /// The province.
    pub province: Option<String>,
    /// Everything in one text, the smallest first.
    pub text: Option<String>,
}

impl Address {
    /// All that was said, as one text.
    fn joined(&self) -> String {
        let said = [&self.text, &self.commune, &self.district, &self.province];
        let said: Vec<&str> = said.into_iter().flatten().map(String::as_str).collect();
        said.join(", ")
    }
}
