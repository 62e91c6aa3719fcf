//! Words of closed lists: the word itself, its titles in the catalogue, and what offices write.

use crate::domain::FieldSpec;
use crate::search::fold;

/// What offices write for words of lists: field, word, spellings.
const SPELLINGS: &[(&str, &str, &[&str])] = &[
    ("kind", "cluster", &["ccn", "cụm", "industrial cluster"]),
    (
        "kind",
        "park",
        &["kcn", "khu", "industrial park", "industrial zone"],
    ),
    (
        "kind",
        "border_economic_zone",
        &["kktck", "khu kinh tế cửa khẩu"],
    ),
    ("kind", "economic_zone", &["kkt"]),
    (
        "kind",
        "other",
        &[
            "khác",
            "khu khác",
            "khu công nghệ cao",
            "khu công nghệ thông tin",
        ],
    ),
    (
        "status",
        "operating",
        &[
            "hoạt động",
            "đang hoạt động",
            "đã hoạt động",
            "đi vào hoạt động",
            "đang vận hành",
            "vận hành",
            "đã vận hành",
            "in operation",
        ],
    ),
    (
        "status",
        "established",
        &["thành lập", "đã thành lập", "đang xây dựng", "đang đầu tư"],
    ),
    (
        "status",
        "construction",
        &["đang xây dựng", "đang thi công", "xây dựng"],
    ),
    (
        "status",
        "planned",
        &[
            "quy hoạch",
            "trong quy hoạch",
            "dự kiến",
            "chưa thành lập",
            "chuẩn bị đầu tư",
        ],
    ),
    ("status", "not_yet_open", &["chưa mở", "chưa hoạt động"]),
    ("status", "unknown", &["chưa rõ", "không rõ"]),
    ("class", "international", &["quốc tế"]),
    (
        "class",
        "main",
        &[
            "chính",
            "song phương",
            "cửa khẩu chính",
            "cửa khẩu song phương",
        ],
    ),
    ("class", "secondary", &["phụ"]),
    (
        "class",
        "clearance_point",
        &[
            "lối mở",
            "lối thông quan",
            "đường chuyên dụng",
            "điểm thông quan",
        ],
    ),
    ("mode", "road", &["bộ"]),
    ("mode", "rail", &["sắt"]),
    ("mode", "sea", &["biển", "cảng biển"]),
    ("mode", "air", &["hàng không", "không"]),
    (
        "mode",
        "river",
        &["thủy", "đường thủy", "sông", "đường sông"],
    ),
    ("neighbour", "CN", &["tq", "trung quốc", "china"]),
    ("neighbour", "LA", &["lào", "laos"]),
    ("fuel", "hydro", &["nước", "nhà máy thủy điện", "tđ"]),
    ("fuel", "pumped_storage", &["tích năng"]),
    ("fuel", "coal", &["than", "nhiệt điện", "điện than"]),
    ("fuel", "gas", &["khí", "lng", "điện khí"]),
    ("fuel", "oil", &["dầu"]),
    ("fuel", "solar", &["mặt trời", "điện mặt trời", "đmt"]),
    ("fuel", "wind", &["gió", "điện gió"]),
    ("fuel", "biomass", &["sinh khối"]),
    (
        "fuel",
        "waste",
        &["rác", "đốt rác", "đốt rác phát điện", "điện rác"],
    ),
    ("area_meaning", "stated", &["công bố", "stated"]),
];

/// How a word was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It stood there as it is, or as its title.
    AsWritten(String),
    /// What stood there was taken for it.
    Meant(String),
}

/// The word of a field's list that a text means.
pub(crate) fn find(field: &FieldSpec, text: &str) -> Option<Taken> {
    let said = fold(text);
    let as_written = field.values.iter().find(|value| {
        value.value == text
            || [&value.value, &value.title_vi, &value.title_en]
                .iter()
                .any(|own| fold(own) == said)
    });
    if let Some(value) = as_written {
        return Some(Taken::AsWritten(value.value.clone()));
    }
    let listed = |word: &str| field.values.iter().any(|value| value.value == word);
    let meant = SPELLINGS.iter().find(|(own, word, spellings)| {
        *own == field.id && listed(word) && spellings.iter().any(|spelling| fold(spelling) == said)
    });
    // "Cửa khẩu quốc tế (song phương)": a title that begins or ends so, when only one does.
    let begins = || {
        let mut fitting = field.values.iter().filter(|value| {
            let title = fold(&value.title_vi);
            said.len() >= 4
                && (title.starts_with(&format!("{said} "))
                    || said.starts_with(&format!("{title} ")))
        });
        let first = fitting.next()?;
        fitting.next().is_none().then(|| first.value.clone())
    };
    meant
        .map(|(_, word, _)| (*word).to_owned())
        .or_else(begins)
        .map(Taken::Meant)
}

/// Yes or no, in either language.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "co" | "dung" | "yes" | "true" | "x" | "1" => Some(true),
        "khong" | "sai" | "no" | "false" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{FieldType, ValueSpec};

    fn list(id: &str, values: &[(&str, &str)]) -> FieldSpec {
        let values = values.iter().map(|(value, title)| ValueSpec {
            value: (*value).to_owned(),
            title_vi: (*title).to_owned(),
            title_en: String::new(),
        });
        FieldSpec {
            id: id.to_owned(),
            title_vi: String::new(),
            title_en: String::new(),
            kind: FieldType::Text,
            unit: None,
            tile_min_zoom: None,
            values: values.collect(),
        }
    }

    #[test]
    fn words_are_found_by_title_and_by_what_offices_write() {
        let kinds = list(
            "kind",
            &[("cluster", "Cụm công nghiệp"), ("park", "Khu công nghiệp")],
        );
        assert_eq!(
            find(&kinds, "cluster"),
            Some(Taken::AsWritten("cluster".to_owned()))
        );
        assert_eq!(
            find(&kinds, "CỤM CÔNG NGHIỆP"),
            Some(Taken::AsWritten("cluster".to_owned()))
        );
        assert_eq!(find(&kinds, "KCN"), Some(Taken::Meant("park".to_owned())));
        assert_eq!(find(&kinds, "KKTCK"), None);
        assert_eq!(find(&kinds, "chợ"), None);
        let classes = list(
            "class",
            &[
                ("international", "Cửa khẩu quốc tế"),
                ("main", "Cửa khẩu chính (song phương)"),
            ],
        );
        assert_eq!(
            find(&classes, "Cửa khẩu chính"),
            Some(Taken::Meant("main".to_owned()))
        );
        assert_eq!(find(&classes, "cửa khẩu"), None);
    }

    #[test]
    fn yes_and_no() {
        assert_eq!(yes_or_no("Có"), Some(true));
        assert_eq!(yes_or_no("không"), Some(false));
        assert_eq!(yes_or_no("có lẽ"), None);
    }
}
