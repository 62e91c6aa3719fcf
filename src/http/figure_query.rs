//! The parameters of figures, read strictly: what cannot be meant is a problem that says which
//! form is right.

use jiff::civil::Date;
use serde::Deserialize;

use super::parameters::{Paging, at_offset, shown};
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use crate::atlas::{Atlas, FigureQuery};
use crate::domain::{PartialDate, Scope, Subject};

/// The most items of one page.
const MOST_ITEMS: usize = 5000;

/// The items of one page unless the request says otherwise.
const USUAL_ITEMS: usize = 500;

/// The parameters of all addresses of figures and sources, as written; a route refuses those that
/// it does not know before this is read.
#[derive(Debug, Default, Deserialize)]
pub(super) struct RawQuery {
    subject: Option<String>,
    measure: Option<String>,
    scope: Option<String>,
    from: Option<String>,
    to: Option<String>,
    limit: Option<String>,
    offset: Option<String>,
    compare: Option<String>,
    f: Option<String>,
    lang: Option<String>,
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// JSON.
    Json,
    /// A table for spreadsheets.
    Csv,
}

impl RawQuery {
    /// Which figures are wanted.
    ///
    /// # Errors
    /// When a subject, measure or scope does not exist, or a date is no date.
    pub(super) fn figures(&self, atlas: &Atlas) -> Result<FigureQuery, Problem> {
        let query = FigureQuery {
            subjects: list(self.subject.as_deref(), |word| subject(atlas, word))?,
            measures: list(self.measure.as_deref(), |word| measure(atlas, word))?,
            scopes: list(self.scope.as_deref(), scope)?,
            from: date("from", self.from.as_deref(), PartialDate::first_day)?,
            to: date("to", self.to.as_deref(), PartialDate::last_day)?,
        };
        match (query.from, query.to) {
            (Some(from), Some(to)) if from > to => Err(Problem::new(
                ProblemKind::InvalidValue,
                "Ngày from phải không sau ngày to, ví dụ from=2024&to=2025-09.",
                "from must not be after to, as in from=2024&to=2025-09.",
            )),
            _ => Ok(query),
        }
    }

    /// JSON unless `f=csv`.
    pub(super) fn form(&self) -> Result<Form, Problem> {
        match self.f.as_deref() {
            None | Some("json") => Ok(Form::Json),
            Some("csv") => Ok(Form::Csv),
            Some(_) => Err(Problem::new(
                ProblemKind::InvalidValue,
                "Tham số f chỉ nhận json hoặc csv.",
                "The parameter f is either json or csv.",
            )),
        }
    }

    /// Whether changes on the year before are wanted: yes unless `compare=none`.
    pub(super) fn year_on_year(&self) -> Result<bool, Problem> {
        match self.compare.as_deref() {
            None | Some("yoy") => Ok(true),
            Some("none") => Ok(false),
            Some(_) => Err(Problem::new(
                ProblemKind::InvalidValue,
                "Tham số compare chỉ nhận yoy (so với cùng kỳ) hoặc none.",
                "The parameter compare is either yoy (on the year before) or none.",
            )),
        }
    }

    /// Which part of the list is wanted: the first 500 items unless the request says otherwise.
    pub(super) fn paging(&self) -> Result<Paging, Problem> {
        let [limit, offset] = [&self.limit, &self.offset].map(Option::as_deref);
        Paging::read(limit, offset, USUAL_ITEMS, MOST_ITEMS)
    }

    /// The same address with another offset.
    pub(super) fn at_offset(&self, path: &str, offset: usize) -> String {
        let given = [
            ("subject", &self.subject),
            ("measure", &self.measure),
            ("scope", &self.scope),
            ("from", &self.from),
            ("to", &self.to),
            ("limit", &self.limit),
            ("f", &self.f),
            ("lang", &self.lang),
        ];
        at_offset(
            path,
            &given.map(|(name, value)| (name, value.as_deref())),
            offset,
        )
    }
}

/// The values of a list joined by commas; nothing when the parameter is not given.
fn list<T>(
    joined: Option<&str>,
    read: impl Fn(&str) -> Result<T, Problem>,
) -> Result<Vec<T>, Problem> {
    let words = joined.into_iter().flat_map(|joined| joined.split(','));
    words.map(read).collect()
}

fn subject(atlas: &Atlas, word: &str) -> Result<Subject, Problem> {
    let subject: Option<Subject> = word.parse().ok();
    let known = subject.filter(|subject| atlas.place_of(subject).is_some());
    known.ok_or_else(|| {
        let word = shown(word);
        Problem::new(
            ProblemKind::UnknownSubject,
            format!("Không có đối tượng \"{word}\". Hãy ghi region, vietnam, mã tỉnh hai chữ số (20), mã xã năm chữ số (00004), former:27, gate:mong-cai, zone:…, plant:… hoặc customs:region-6; /api/figures liệt kê mọi số với đối tượng của nó."),
            format!("There is no subject \"{word}\". Write region, vietnam, the two digits of a province (20), the five digits of a commune (00004), former:27, gate:mong-cai, zone:…, plant:… or customs:region-6; /api/figures lists all figures with their subjects."),
        )
    })
}

fn measure(atlas: &Atlas, word: &str) -> Result<String, Problem> {
    let known = atlas.measure(word).map(|measure| measure.id.clone());
    known.ok_or_else(|| {
        let word = shown(word);
        Problem::new(
            ProblemKind::UnknownMeasure,
            format!("Không có chỉ tiêu \"{word}\". Hãy chọn một chỉ tiêu trong mục measures của /catalog.json."),
            format!("There is no measure \"{word}\". Choose one of the measures of /catalog.json."),
        )
    })
}

fn scope(word: &str) -> Result<Scope, Problem> {
    word.parse().map_err(|_| {
        let (word, words) = (shown(word), Scope::ALL.iter().map(|scope| scope.as_str()));
        let words = words.collect::<Vec<_>>().join(", ");
        Problem::new(
            ProblemKind::UnknownScope,
            format!("Không có phạm vi \"{word}\". Các phạm vi: {words}."),
            format!("There is no scope \"{word}\". The scopes are {words}."),
        )
    })
}

fn date(
    name: &str,
    text: Option<&str>,
    day: impl Fn(PartialDate) -> Date,
) -> Result<Option<Date>, Problem> {
    let read = |text: &str| {
        text.parse().map(day).map_err(|_| {
            let text = shown(text);
            Problem::new(
                ProblemKind::InvalidValue,
                format!("\"{text}\" trong {name} không phải là thời điểm. Hãy ghi năm (2024), năm-tháng (2024-05) hoặc năm-tháng-ngày (2024-05-31)."),
                format!("\"{text}\" in {name} is no date. Write a year (2024), a year and month (2024-05) or a day (2024-05-31)."),
            )
        })
    };
    text.map(read).transpose()
}
