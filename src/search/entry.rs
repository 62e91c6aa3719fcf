//! Things that can be found, and the names they are found by.

use super::fold::{Word, words};
use super::phrases::{Meaning, phrases_at};
use super::sort::Sort;
use crate::geometry::LonLat;

/// A thing that can be found.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub sort: Sort,
    /// Whether it is no more.
    pub former: bool,
    /// Its names as they are shown, the Vietnamese one first.
    pub names: Vec<EntryName>,
    /// Names of the units that it lies in or lay in, without their kinds.
    pub around: Vec<String>,
    /// Where it is.
    pub place: Option<LonLat>,
    /// How important things of its kind are; compared before nearness and size.
    pub weight: f32,
    /// How large it is among things of equal weight: residents, hectares, megawatts.
    pub size: f32,
}

/// A name of a thing.
#[derive(Clone, Debug)]
pub struct EntryName {
    /// As it is shown.
    pub text: String,
    /// Whether words at its beginning or end say the sort of the thing, as in "Cụm công nghiệp
    /// Đồi Ngô".
    pub says_sort: bool,
}

/// Words of gates' names that tell them apart no more than type words do.
const GATE_WORDS: [&str; 6] = [
    "quoc te",
    "duong bo",
    "duong sat",
    "cau",
    "cau phao tam",
    "song phuong",
];

/// The words of a name, and which of them remain when those that say the sort are taken away.
pub(super) fn words_and_core(name: &EntryName) -> (Vec<Word>, std::ops::Range<usize>) {
    let words = words(&name.text);
    if !name.says_sort {
        let all = 0..words.len();
        return (words, all);
    }
    let bracket = name.text.chars().position(|c| c == '(');
    let end = bracket.map_or(words.len(), |at| {
        words.iter().take_while(|word| word.chars.end <= at).count()
    });
    let head = &words[..end];
    let start = sort_words_in_front(head);
    let end = end - sort_words_behind(&head[start..]);
    let core = if start < end {
        start..end
    } else {
        0..words.len()
    };
    (words, core)
}

/// How many words in front say the sort.
fn sort_words_in_front(words: &[Word]) -> usize {
    let Some(mut at) = sort_phrase(words) else {
        return 0;
    };
    let of_gate = |meaning| matches!(meaning, Meaning::Sort(word) if word.is_of_gates());
    let is_gate = phrase(words, of_gate).is_some();
    while at < words.len() {
        let rest = &words[at..];
        let more = is_gate.then(|| more_of_a_gate(rest)).flatten();
        let more = more.or_else(|| phrase(rest, |meaning| meaning == Meaning::Filler));
        match more {
            Some(length) if at + length < words.len() => at += length,
            _ => break,
        }
    }
    if at < words.len() { at } else { 0 }
}

fn sort_phrase(words: &[Word]) -> Option<usize> {
    phrase(words, |meaning| matches!(meaning, Meaning::Sort(_)))
}

fn phrase(words: &[Word], wanted: impl Fn(Meaning) -> bool) -> Option<usize> {
    let found = phrases_at(words).find(|found| wanted(found.meaning));
    found.map(|found| found.length)
}

/// "quốc tế", "đường sắt", "số II", and a second way of saying gate.
fn more_of_a_gate(words: &[Word]) -> Option<usize> {
    let starts = |phrase: &str| {
        let parts: Vec<&str> = phrase.split(' ').collect();
        let same = parts
            .iter()
            .zip(words)
            .all(|(part, word)| *part == word.folded);
        (same && parts.len() <= words.len()).then_some(parts.len())
    };
    if words[0].folded == "so" && words.len() > 2 {
        return Some(2);
    }
    let second = words[0].after_break.then(|| sort_phrase(words)).flatten();
    second.or_else(|| GATE_WORDS.iter().filter_map(|phrase| starts(phrase)).max())
}

/// How many words at the end say the sort, as in English.
fn sort_words_behind(words: &[Word]) -> usize {
    let behind = |at: &usize| {
        phrases_at(&words[*at..]).any(|found| {
            let says = matches!(found.meaning, Meaning::Sort(word) if word.behind);
            says && at + found.length == words.len()
        })
    };
    (1..words.len())
        .find(behind)
        .map_or(0, |at| words.len() - at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let name = EntryName {
            text: text.to_owned(),
            says_sort: true,
        };
        let (words, core) = words_and_core(&name);
        let left: Vec<&str> = words[core].iter().map(|w| w.folded.as_str()).collect();
        assert_eq!(left.join(" "), expected, "{text}");
    }

    #[test]
    fn type_words_are_taken_off_names() {
        check("Cụm công nghiệp Bích Hoà", "bich hoa");
        check("Cụm công nghiệp Thị trấn Yên Lạc", "thi tran yen lac");
        check(
            "Cụm công nghiệp Làng nghề Đại Bái (nghề đồng)",
            "lang nghe dai bai",
        );
        check("Khu công nghiệp Yên Phong II-C", "yen phong ii c");
        check("Cửa khẩu quốc tế Móng Cái (cầu Bắc Luân I)", "mong cai");
        check("Cửa khẩu ga đường sắt quốc tế Đồng Đăng", "dong dang");
        check("Cửa khẩu quốc tế đường bộ số II Kim Thành", "kim thanh");
        check(
            "Lối thông quan / đường chuyên dụng Tân Thanh - Pò Chài",
            "tan thanh po chai",
        );
        check(
            "Cảng biển Hải Phòng (khu cảng chính Hoàng Diệu)",
            "hai phong",
        );
        check(
            "Thủy điện tích năng Sìn Hồ giai đoạn 2",
            "sin ho giai doan 2",
        );
        check("Nhà máy điện linh hoạt Hải Dương", "hai duong");
        check("Sân bay quốc tế Nội Bài", "noi bai");
        check("VSIP", "vsip");
        check("Cụm công nghiệp Cầu Quan", "cau quan");
    }

    #[test]
    fn english_type_words_stand_behind() {
        check("Gia Binh II Industrial Zone", "gia binh ii");
        check(
            "Móng Cái international border gate (Bắc Luân I bridge)",
            "mong cai",
        );
        check("Wind power plant in Mong Cai city", "mong cai");
        check("Ban Ra hydropower plant", "ban ra");
        check("Port of Hai Phong", "hai phong");
        check("Floating solar power on Ban Chat Lake", "ban chat lake");
    }
}
