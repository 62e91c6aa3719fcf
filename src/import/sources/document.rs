//! Reading the citations of figures: documents named by publisher, title and date, or by site and
//! number.

use super::citation::{Citation, is_site, known, press, publisher_of, split_outside_brackets};
use crate::domain::PartialDate;

/// Remarks that say how a page was read, not which page it is.
const READING: &[&str] = &["copy of", "both ", "tag page", "NSO", "en"];

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The documents that a text names, in order; a text without letters names none.
pub(super) fn documents(text: &str) -> Vec<Citation> {
    let mut found = Vec::new();
    let mut site = String::new();
    for part in split_at_and(text) {
        let number_only = part.bytes().all(|byte| byte.is_ascii_digit());
        let part = if number_only && !site.is_empty() {
            format!("{site} {part}")
        } else {
            part.to_owned()
        };
        if let Some(word) = part.split(' ').next().filter(|word| is_site(word)) {
            word.clone_into(&mut site);
        }
        found.push(match known(&part) {
            Some(id) => Citation::Known(id),
            None => document(&part),
        });
    }
    found.retain(|citation| !matches!(citation, Citation::Page(page) if page.id.is_empty()));
    found
}

/// Splits at " and ", but not inside brackets or quotation marks.
fn split_at_and(text: &str) -> Vec<&str> {
    const AND: &str = " and ";
    let mut parts = Vec::new();
    let mut start = 0;
    for (index, _) in text.match_indices(AND) {
        let before = &text[start..index];
        if is_closed(before) {
            parts.push(before.trim());
            start = index + AND.len();
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

fn is_closed(text: &str) -> bool {
    let count = |letter: char| text.matches(letter).count();
    count('(') == count(')') && count('"').is_multiple_of(2)
}

/// What a citation says, taken apart.
#[derive(Default)]
struct Parts {
    publisher: String,
    title: Option<String>,
    date: Option<PartialDate>,
    reading: Vec<String>,
}

fn document(text: &str) -> Citation {
    let (bare, brackets) = without_brackets(text);
    let mut parts = Parts::default();
    match quoted(&bare) {
        Some((publisher, title, rest)) => {
            publisher
                .trim_end_matches([',', ' '])
                .clone_into(&mut parts.publisher);
            parts.title = Some(title.to_owned());
            parts.date = date(rest.trim_matches([',', ' ']));
        }
        None => unquoted(&bare, &mut parts),
    }
    for remark in brackets
        .iter()
        .flat_map(|text| split_outside_brackets(text, ','))
    {
        remark_on(remark.trim(), &mut parts);
    }
    let title = parts.title.unwrap_or_else(|| parts.publisher.clone());
    let mut citation = press(&parts.publisher, &title, None);
    if let Citation::Page(page) = &mut citation {
        page.date = page.date.or(parts.date);
        page.note = (!parts.reading.is_empty()).then(|| parts.reading.join("; "));
    }
    citation
}

/// `site number`, `site`, `author, title` or the title of a text.
fn unquoted(bare: &str, parts: &mut Parts) {
    let (first, rest) = bare.split_once(' ').unwrap_or((bare, ""));
    if is_site(first) {
        first.clone_into(&mut parts.publisher);
        parts.title = (!rest.is_empty()).then(|| bare.to_owned());
    } else if let Some((author, title)) = bare.split_once(", ") {
        author.clone_into(&mut parts.publisher);
        parts.title = Some(title.to_owned());
    } else {
        publisher_of(bare).clone_into(&mut parts.publisher);
        parts.title = Some(bare.to_owned());
    }
}

/// A remark in brackets dates the page, says how it was read, or names what stands on it.
fn remark_on(remark: &str, parts: &mut Parts) {
    let is_number = remark.split(' ').next().is_some_and(is_site);
    if let Some(date) = date(remark) {
        parts.date = parts.date.or(Some(date));
    } else if is_number
        || parts.title.is_some()
        || READING.iter().any(|word| remark.starts_with(word))
    {
        parts.reading.push(remark.to_owned());
    } else {
        parts.title = Some(remark.to_owned());
    }
}

/// The text without what stands in brackets, and what stands in each pair of them.
fn without_brackets(text: &str) -> (String, Vec<&str>) {
    let (mut bare, mut brackets) = (String::new(), Vec::new());
    let (mut start, mut quoted, mut depth) = (0, false, 0u32);
    for (index, letter) in text.char_indices() {
        match letter {
            '"' if depth == 0 => quoted = !quoted,
            '(' if !quoted => {
                if depth == 0 {
                    bare.push_str(&text[start..index]);
                    start = index + 1;
                }
                depth += 1;
            }
            ')' if !quoted && depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    brackets.push(&text[start..index]);
                    start = index + 1;
                }
            }
            _ => {}
        }
    }
    bare.push_str(&text[start..]);
    let words: Vec<&str> = bare.split_whitespace().collect();
    (words.join(" ").replace(" ,", ","), brackets)
}

/// What stands before, between and behind the quotation marks.
fn quoted(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('"')?;
    let (title, after) = rest.split_once('"')?;
    (!before.trim().is_empty()).then_some((before, title, after))
}

/// A date such as `17 Oct 2025`, `May 2024` or `2017`.
fn date(text: &str) -> Option<PartialDate> {
    let words: Vec<&str> = text.split(' ').collect();
    let month = |word: &str| MONTHS.iter().position(|month| *month == word);
    let written = match words[..] {
        [year] => year.to_owned(),
        [name, year] => format!("{year}-{:02}", month(name)? + 1),
        [day, name, year] => {
            let day: u8 = day.parse().ok()?;
            format!("{year}-{:02}-{day:02}", month(name)? + 1)
        }
        _ => return None,
    };
    written.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Source;
    use proptest::prelude::*;

    fn pages(text: &str) -> Vec<Source> {
        let pages = documents(text).into_iter().map(|citation| match citation {
            Citation::Page(page) => page,
            Citation::Known(id) => panic!("{id} was not expected"),
        });
        pages.collect()
    }

    fn check(text: &str, expected: &[(&str, &str, &str)]) {
        let found = pages(text);
        let found: Vec<(&str, String, String)> = found
            .iter()
            .map(|page| {
                let date = page.date.map_or_else(String::new, |date| date.to_string());
                (page.id.as_str(), page.title.clone(), date)
            })
            .collect();
        let expected: Vec<(&str, String, String)> = expected
            .iter()
            .map(|(id, title, date)| (*id, (*title).to_owned(), (*date).to_owned()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_title_in_quotation_marks_with_its_day() {
        check(
            "Báo Mẫu, \"Hội nghị a, b and c\", 17 Oct 2025 (a report, 18 Oct 2025)",
            &[(
                "bao-mau-hoi-nghi-a-b-and-c",
                "Hội nghị a, b and c",
                "2025-10-17",
            )],
        );
        check(
            "tin.vn \"Động lực mới…\" (Báo Mẫu, 9 May 2025)",
            &[("tin-vn-dong-luc-moi", "Động lực mới…", "2025-05-09")],
        );
    }

    #[test]
    fn two_documents_joined_by_and() {
        let found = pages("Báo A (a.vn 12), \"Một…\", 17 May 2024 and b.vn, \"Hai\", May 2024");
        let ids: Vec<&str> = found.iter().map(|page| page.id.as_str()).collect();
        assert_eq!(ids, ["bao-a-mot", "b-vn-hai"]);
        assert_eq!(found[0].note.as_deref(), Some("a.vn 12"));
        let numbers = pages("b.vn (en) 10300562 and 10300563");
        let ids: Vec<&str> = numbers.iter().map(|page| page.id.as_str()).collect();
        assert_eq!(ids, ["b-vn-10300562", "b-vn-10300563"]);
    }

    #[test]
    fn one_document_is_one_source_however_it_is_spelled() {
        let id = |text: &str| pages(text)[0].id.clone();
        assert_eq!(id("a.vn post123"), id("a.vn 123 (6 Feb 2024)"));
        assert_eq!(id("a.vn (both repeat it)"), id("a.vn"));
        assert_ne!(id("a.vn (Lào Cai, 2025)"), id("a.vn"));
    }

    #[test]
    fn a_page_without_title_is_named_by_what_stands_on_it() {
        check(
            "a.vn (Lào Cai, 2025)",
            &[("a-vn-lao-cai", "Lào Cai", "2025")],
        );
        check("a.vn (Oct 2023)", &[("a-vn", "a.vn", "2023-10")]);
        let found = pages("a.vn (copy of Báo Mẫu, 26 Jan 2025)");
        assert_eq!(found[0].note.as_deref(), Some("copy of Báo Mẫu"));
        check(
            "Ai Đó, report of the a-and-b meeting (Thanh Hóa)",
            &[(
                "ai-do-report-of-the-a-and-b-meeting",
                "report of the a-and-b meeting",
                "",
            )],
        );
    }

    proptest! {
        #[test]
        fn days_are_read_in_every_month(day in 1u8..=28, month in 0usize..12, year in 1990i16..2040) {
            let text = format!("{day} {} {year}", MONTHS[month]);
            let expected = format!("{year}-{:02}-{day:02}", month + 1);
            prop_assert_eq!(date(&text).map(|date| date.to_string()), Some(expected));
        }

        #[test]
        fn no_document_is_without_an_id(text in "[a-z\"(), .0-9]{1,40}[a-z]") {
            for citation in documents(&text) {
                prop_assert!(!citation.into_id().is_empty());
            }
        }
    }
}
