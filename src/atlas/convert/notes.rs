//! What to know about an answer, in a sentence or two.

use super::decide::Decision;
use super::query::Status;
use crate::overlay::numbers::Tongue;
use crate::store::Time;

/// What to know about a decision; nothing when it is plain.
pub(super) fn note(decision: &Decision<'_>, to: Time, tongue: Tongue) -> String {
    let oddities = decision.oddities;
    let names = oddities.names;
    let mut all = vec![of_status(decision, to)];
    let mut add = |is_so: bool, vi: &'static str, en: &'static str| {
        if is_so {
            all.push(Some((vi.to_owned(), en.to_owned())));
        }
    };
    add(
        oddities.unknown_code,
        "Không có mã này, đã tìm theo tên.",
        "The code is not known; found by name.",
    );
    add(
        oddities.other_names,
        "Tên đã cho không khớp với mã; kết quả theo mã.",
        "The names given are not those of the code; the code decided.",
    );
    add(
        names.other_kind,
        "Khác loại đơn vị.",
        "The kind of unit differs.",
    );
    add(names.other_marks, "Khác dấu.", "The marks differ.");
    add(names.slips, "Khác chính tả.", "The spelling differs.");
    add(
        names.other_district,
        "Không thuộc huyện đã cho.",
        "It does not lie in the district given.",
    );
    add(
        names.other_province,
        "Không thuộc tỉnh đã cho.",
        "It does not lie in the province given.",
    );
    add(
        names.province_of_other_time,
        match to {
            Time::Present => "Tỉnh đã cho là tỉnh sau sáp nhập.",
            Time::Former => "Tỉnh đã cho là tỉnh trước sáp nhập.",
        },
        match to {
            Time::Present => "The province given is the one after the merger.",
            Time::Former => "The province given is the one before the merger.",
        },
    );
    add(
        oddities.place_elsewhere,
        "Toạ độ đã cho nằm ngoài các đơn vị này.",
        "The place given lies outside these units.",
    );
    let texts = all.into_iter().flatten().map(|words| said(words, tongue));
    texts.collect::<Vec<_>>().join(" ")
}

/// What is said in both languages, in one of them.
pub(super) fn said((vi, en): (String, String), tongue: Tongue) -> String {
    match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    }
}

fn of_status(decision: &Decision<'_>, to: Time) -> Option<(String, String)> {
    let (items, matched) = (decision.items.len(), decision.matched.len());
    match (decision.status, to) {
        (Status::Split, Time::Present) => Some((
            format!("Đã chia cho {items} đơn vị mới; hãy cho toạ độ để biết đúng đơn vị."),
            format!("It was divided among {items} new units; give coordinates to tell which."),
        )),
        (Status::Split, Time::Former) => Some((
            format!("Lập từ {items} đơn vị cũ; hãy cho toạ độ để biết đúng đơn vị."),
            format!("It was made of {items} former units; give coordinates to tell which."),
        )),
        (Status::Ambiguous, _) => Some((
            format!("Có {matched} đơn vị cùng tên; hãy ghi đủ xã, huyện, tỉnh hoặc cho toạ độ."),
            format!(
                "{matched} units bear this name; give commune, district and province, or coordinates."
            ),
        )),
        (Status::Unchanged, Time::Present) => Some((
            "Đây đã là đơn vị hiện nay.".to_owned(),
            "This is a present unit already.".to_owned(),
        )),
        (Status::Unchanged, Time::Former) => Some((
            "Đây đã là đơn vị trước sáp nhập.".to_owned(),
            "This is a unit from before the merger already.".to_owned(),
        )),
        (_, Time::Former) if items == 0 => Some((
            "Không lập từ đơn vị cấp xã nào trước đây.".to_owned(),
            "It was made of no former commune.".to_owned(),
        )),
        _ => None,
    }
}
