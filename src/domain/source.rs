//! Documents and data sets that records rest on.

use super::PartialDate;
use super::record::{Coherent, closed_list, record};

closed_list! {
    /// What may be done with data from a source.
    pub enum UseClass {
        /// Free to use, with credit where the licence asks for it; facts of official acts.
        Open = "open",
        /// Free to use; a data set derived from it must carry the same licence.
        ShareAlike = "share-alike",
        /// Not for commercial use.
        NonCommercial = "non-commercial",
        /// No licence stated: single facts are cited; ask before publishing the whole.
        Unclear = "unclear",
    }
}

record! {
    /// A document or data set.
    pub struct Source {
        /// Slug, made of publisher and title.
        pub id: String,
        /// Title, or the number under which the publisher keeps it.
        pub title: String,
        /// Who published it.
        pub publisher: String,
        /// Date of publication or of the copy, where known.
        pub date: Option<PartialDate>,
        /// Licence, in words.
        pub licence: String,
        /// What may be done.
        pub use_class: UseClass,
        /// Address.
        pub url: Option<String>,
        /// Through which copy it was read; what to mind.
        pub note: Option<String>,
    }
}

impl Coherent for Source {}

#[cfg(test)]
mod tests {
    use super::super::record::assert_round_trip;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sources_are_read_back_as_written(seed: u64) {
            assert_round_trip(&Source::sample(seed));
        }
    }
}
