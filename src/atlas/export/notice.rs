//! What one must know to use a file: whose data it holds, as of when, what may be done with them.

use std::collections::BTreeMap;

use jiff::tz::{Offset, TimeZone};

use super::Export;
use crate::atlas::{Atlas, Tongue};
use crate::domain::{Source, UseClass};

/// Hours by which Vietnam is ahead of UTC.
const VIETNAM: i8 = 7;

/// Sources up to this many are named; more are counted, and stand in the table of sources.
const MOST_NAMED: usize = 12;

/// Headings for the columns of sources.
pub(super) fn source_headings(tongue: Tongue) -> [String; 8] {
    let headings = match tongue {
        Tongue::Vi => [
            "Mã nguồn",
            "Tên nguồn",
            "Nơi phát hành",
            "Ngày",
            "Giấy phép",
            "Được dùng",
            "Địa chỉ",
            "Ghi chú",
        ],
        Tongue::En => [
            "Source id",
            "Title",
            "Publisher",
            "Date",
            "Licence",
            "Use",
            "Address",
            "Note",
        ],
    };
    headings.map(str::to_owned)
}

/// Title of the list of sources.
pub(super) fn sources_title(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Vi => "Nguồn và giấy phép",
        Tongue::En => "Sources and licences",
    }
}

impl Atlas {
    /// Paragraphs on the file: what it is, notes on the layer, credits, licences by use.
    pub(super) fn notice(&self, export: &Export, sources: &[Source]) -> Vec<String> {
        let spec = self.catalog.layer(export.layer);
        let loaded = self
            .loaded
            .to_zoned(TimeZone::fixed(Offset::constant(VIETNAM)));
        let count = export.len();
        let credits = self.catalog.attribution.join("; ");
        let (what, note, credits, licences) = match export.tongue {
            Tongue::Vi => (
                format!(
                    "{}: {} ({count} bản ghi, dữ liệu ngày {}, phiên bản {}).",
                    self.catalog.title_vi,
                    spec.title_vi,
                    loaded.strftime("%d/%m/%Y"),
                    self.version
                ),
                &spec.note_vi,
                format!("Ghi công: {credits}."),
                "Giấy phép của từng nguồn ghi trong bảng nguồn kèm theo. Mỗi bản ghi nêu mã các nguồn của mình ở cột sources (Nguồn).",
            ),
            Tongue::En => (
                format!(
                    "{}: {} ({count} records, data of {}, version {}).",
                    self.catalog.title_en,
                    spec.title_en,
                    loaded.strftime("%Y-%m-%d"),
                    self.version
                ),
                &spec.note_en,
                format!("Credits: {credits}."),
                "The licence of each source stands in the table of sources that comes along. Each record names the ids of its sources in the column sources.",
            ),
        };
        let mut paragraphs = vec![what];
        paragraphs.extend(note.clone());
        paragraphs.push(credits);
        paragraphs.push(licences.to_owned());
        paragraphs.extend(uses(sources, export.tongue));
        paragraphs
    }
}

/// A paragraph for each class of use with the sources that belong to it.
pub(in crate::atlas) fn uses(sources: &[Source], tongue: Tongue) -> Vec<String> {
    let mut by_class: BTreeMap<&str, (UseClass, Vec<&str>)> = BTreeMap::new();
    for source in sources {
        let class = source.use_class;
        let own = by_class
            .entry(class.as_str())
            .or_insert((class, Vec::new()));
        own.1.push(&source.id);
    }
    let paragraphs = by_class.into_values().map(|(class, ids)| {
        let named = match (ids.len(), tongue) {
            (..=MOST_NAMED, _) => ids.join(", "),
            (count, Tongue::Vi) => format!("{count} nguồn"),
            (count, Tongue::En) => format!("{count} sources"),
        };
        format!("{}: {named}.", use_words(class, tongue))
    });
    paragraphs.collect()
}

fn use_words(class: UseClass, tongue: Tongue) -> &'static str {
    match (class, tongue) {
        (UseClass::Open, Tongue::Vi) => {
            "Dùng tự do, ghi công nơi giấy phép yêu cầu; số liệu của văn bản chính thức"
        }
        (UseClass::Open, Tongue::En) => {
            "Free to use, with credit where the licence asks for it; facts of official acts"
        }
        (UseClass::ShareAlike, Tongue::Vi) => {
            "Dùng tự do; bộ dữ liệu dẫn xuất phải giữ cùng giấy phép"
        }
        (UseClass::ShareAlike, Tongue::En) => {
            "Free to use; a data set derived from it must carry the same licence"
        }
        (UseClass::NonCommercial, Tongue::Vi) => "Không dùng cho mục đích thương mại",
        (UseClass::NonCommercial, Tongue::En) => "Not for commercial use",
        (UseClass::Unclear, Tongue::Vi) => {
            "Không nêu giấy phép: trích dẫn từng số liệu; hỏi nơi phát hành trước khi công bố cả bộ"
        }
        (UseClass::Unclear, Tongue::En) => {
            "No licence stated: single facts are cited; ask the publisher before publishing the whole"
        }
    }
}
