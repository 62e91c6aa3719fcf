//! Numbers, dates and periods as people read them in a report.

use crate::atlas::{FigureDocument, PeriodDocument, Tongue, formatted};
use crate::http::language::Language;

/// The language of a page, with what is written differently in each.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) struct Words(pub(in crate::http) Language);

impl Words {
    /// One of two texts.
    pub(in crate::http) fn say<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self.0 {
            Language::Vi => vi,
            Language::En => en,
        }
    }

    /// A number with so many digits after the decimal mark at most.
    pub(in crate::http) fn number(self, value: f64, decimals: u8) -> String {
        let tongue = match self.0 {
            Language::Vi => Tongue::Vi,
            Language::En => Tongue::En,
        };
        formatted(value, decimals, tongue)
    }

    /// A count.
    pub(in crate::http) fn count(self, value: usize) -> String {
        self.number(value as f64, 0)
    }

    /// The words for a number that no source gives.
    pub(in crate::http) fn unknown(self) -> &'static str {
        self.say("chưa có số liệu", "not reported")
    }

    /// An ISO date, as precise as it is: `2025-10-17` → `17/10/2025`.
    pub(in crate::http) fn date(self, iso: &str) -> String {
        let mut parts: Vec<&str> = iso.split('-').collect();
        parts.reverse();
        match (self.0, &parts[..]) {
            (Language::En, [day, month, year]) => {
                format!("{} {} {year}", day.trim_start_matches('0'), month_en(month))
            }
            (Language::En, [month, year]) => format!("{} {year}", month_en(month)),
            (_, parts) => parts.join("/"),
        }
    }

    /// A period, in words.
    pub(in crate::http) fn period(self, period: &PeriodDocument) -> String {
        let (start, end) = (period.start.as_deref(), period.end.as_deref());
        let known = end.or(start).unwrap_or_default();
        let year = known.get(..4).unwrap_or_default();
        let month = || known.get(5..7).unwrap_or_default().trim_start_matches('0');
        match period.kind {
            "state" if known.len() == 4 => self.year(year),
            "state" if known.len() == 7 => self.month(known),
            "state" => format!("{} {}", self.say("tính đến", "as of"), self.date(known)),
            "day" => self.date(known),
            "month" => self.month(known),
            "quarter" => {
                let quarter = match start.and_then(|start| start.get(5..7)) {
                    Some("04") => ["II", "Q2"],
                    Some("07") => ["III", "Q3"],
                    Some("10") => ["IV", "Q4"],
                    _ => ["I", "Q1"],
                };
                match self.0 {
                    Language::Vi => format!("quý {}/{year}", quarter[0]),
                    Language::En => format!("{} {year}", quarter[1]),
                }
            }
            "year" => self.year(year),
            "year_to_date" if is_last_of_month(known) => match self.0 {
                Language::Vi => format!("{} tháng đầu năm {year}", month()),
                Language::En => format!("first {} months of {year}", month()),
            },
            "open" => format!(
                "{} {}",
                self.say("từ", "since"),
                self.date(start.unwrap_or_default())
            ),
            _ => self.span(start.unwrap_or_default(), known),
        }
    }

    fn year(self, year: &str) -> String {
        match self.0 {
            Language::Vi => format!("năm {year}"),
            Language::En => year.to_owned(),
        }
    }

    fn month(self, iso: &str) -> String {
        let (year, month) = (
            iso.get(..4).unwrap_or_default(),
            iso.get(5..7).unwrap_or_default(),
        );
        match self.0 {
            Language::Vi => format!("tháng {}/{year}", month.trim_start_matches('0')),
            Language::En => format!("{} {year}", month_en(month)),
        }
    }

    fn span(self, start: &str, end: &str) -> String {
        let years = |text: &str| text.get(..4).unwrap_or_default().to_owned();
        let whole = (start.len() == 4 || start.ends_with("-01-01"))
            && (end.len() == 4 || end.ends_with("-12-31"));
        if whole {
            return format!("{}–{}", years(start), years(end));
        }
        // Two days of one year name it once.
        let from = match (self.0, start.len() == 10 && start.get(..4) == end.get(..4)) {
            (Language::Vi, true) => self.date(start)[..5].to_owned(),
            (Language::En, true) => self
                .date(start)
                .rsplit_once(' ')
                .map_or_else(String::new, |p| p.0.to_owned()),
            _ => self.date(start),
        };
        format!("{from}–{}", self.date(end))
    }

    /// The value of a figure with how exactly it is known; nothing where the source gives the
    /// change only.
    pub(in crate::http) fn value(self, figure: &FigureDocument) -> Option<String> {
        let number = |value| self.number(value, figure.decimals.max(decimals_of(value)));
        let value = number(figure.value?);
        Some(match figure.bound {
            "about" => format!("{} {value}", self.say("khoảng", "about")),
            "at_least" => format!("{} {value}", self.say("ít nhất", "at least")),
            "at_most" => format!("{} {value}", self.say("nhiều nhất", "at most")),
            "between" => format!(
                "{value}–{}",
                figure.value_to.map(number).unwrap_or_default()
            ),
            _ => value,
        })
    }
}

/// Digits after the decimal mark that a small value needs, so that it does not become zero.
fn decimals_of(value: f64) -> u8 {
    if value != 0.0 && value.abs() < 0.1 {
        3
    } else {
        0
    }
}

fn is_last_of_month(iso: &str) -> bool {
    let day: Option<jiff::civil::Date> = iso.parse().ok();
    iso.len() == 7 || day.is_some_and(|day| day == day.last_of_month())
}

fn month_en(number: &str) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let index: usize = number.parse().unwrap_or(1);
    MONTHS
        .get(index.wrapping_sub(1))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(start: &str, end: &str, kind: &'static str) -> [String; 2] {
        let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let period = PeriodDocument {
            start: known(start),
            end: known(end),
            kind,
        };
        [Language::Vi, Language::En].map(|language| Words(language).period(&period))
    }

    #[test]
    fn periods_read_as_in_an_office() {
        for (start, end, kind, vi, en) in [
            (
                "",
                "2025-10-17",
                "state",
                "tính đến 17/10/2025",
                "as of 17 October 2025",
            ),
            (
                "2024-01-23",
                "2024-01-23",
                "day",
                "23/01/2024",
                "23 January 2024",
            ),
            (
                "2025-03-01",
                "2025-03-31",
                "month",
                "tháng 3/2025",
                "March 2025",
            ),
            (
                "2024-04-01",
                "2024-06-30",
                "quarter",
                "quý II/2024",
                "Q2 2024",
            ),
            ("2024-01-01", "2024-12-31", "year", "năm 2024", "2024"),
            (
                "2025-01-01",
                "2025-09-30",
                "year_to_date",
                "9 tháng đầu năm 2025",
                "first 9 months of 2025",
            ),
            (
                "2025-01-01",
                "2025-02-27",
                "year_to_date",
                "01/01–27/02/2025",
                "1 January–27 February 2025",
            ),
            (
                "2021-01-01",
                "2025-12-31",
                "years",
                "2021–2025",
                "2021–2025",
            ),
        ] {
            assert_eq!(period(start, end, kind), [vi, en], "{start} {end}");
        }
    }
}
