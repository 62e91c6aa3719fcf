//! Cells become typed values: numbers in the unit of their field, dates, words of lists, yes and
//! no. What cannot be read rejects its row and says what to write instead.

use super::columns::{Plan, PlannedColumn, title};
use super::report::{Finding, FindingKind};
use super::sheet::SheetRow;
use super::units_of_measure::{Scale, factor, scaled};
use super::{Draft, RawRow, RawValue, dates, numbers, words};
use crate::domain::{Column, FieldSpec, FieldType, LayerSpec, Tongue, Value, ValueKind};

/// Fields that are placed and named later, by where rows are and which units they name.
const PLACED: [&str; 4] = ["lon", "lat", "province", "commune"];

/// What the typing of a table stands on.
pub(crate) struct Typing<'a> {
    /// What the catalogue says of the layer.
    pub spec: &'a LayerSpec,
    /// The columns of its table.
    pub columns: &'a [Column],
    /// Which columns of the file hold which field.
    pub plan: &'a Plan,
}

impl Typing<'_> {
    /// The drafts of all rows, and what was found in whole columns.
    pub fn drafts(&self, rows: Vec<SheetRow>) -> (Vec<Draft>, Vec<Finding>) {
        let mut findings = Vec::new();
        let marks: Vec<numbers::Marks> = (self.plan.columns.iter())
            .map(|column| self.marks(column, &rows, &mut findings))
            .collect();
        let drafts = rows
            .into_iter()
            .map(|row| self.draft(row, &marks))
            .collect();
        (drafts, findings)
    }

    /// How the texts of a column mark decimals.
    fn marks(
        &self,
        column: &PlannedColumn,
        rows: &[SheetRow],
        findings: &mut Vec<Finding>,
    ) -> numbers::Marks {
        if !self.is_number(column.field) {
            return numbers::Marks::Vietnamese;
        }
        let texts = rows
            .iter()
            .filter_map(|row| match row.cells.get(column.at) {
                Some(Some(RawValue::Text(text))) => Some(text.as_str()),
                _ => None,
            });
        let (vietnamese, english) = numbers::marks_of(texts);
        if vietnamese && english {
            findings.push(
                Finding::noted(
                    FindingKind::MixedDecimals,
                    format!("Cột \"{}\" viết số theo cả hai kiểu 1.234,5 và 1,234.5. Mỗi số được đọc theo dấu của chính nó; số như 1.234 được đọc là một nghìn hai trăm ba mươi tư.", column.heading),
                    format!("The column \"{}\" writes numbers both as 1.234,5 and as 1,234.5. Each is read by its own marks; one such as 1.234 is read as one thousand two hundred and thirty-four.", column.heading),
                )
                .in_field(column.field)
                .cure("Hãy thống nhất một kiểu viết số trong cột.", "Write the numbers of a column in one way."),
            );
        }
        if english && !vietnamese {
            numbers::Marks::English
        } else {
            numbers::Marks::Vietnamese
        }
    }

    fn is_number(&self, field: &str) -> bool {
        let column = self.columns.iter().find(|column| column.name == field);
        let kind = column.map(|column| column.kind);
        !PLACED.contains(&field) && matches!(kind, Some(ValueKind::Number | ValueKind::Integer))
    }

    fn draft(&self, row: SheetRow, marks: &[numbers::Marks]) -> Draft {
        let mut draft = Draft {
            raw: RawRow {
                number: row.number,
                values: Vec::new(),
                geometry: row.geometry,
            },
            ..Draft::default()
        };
        for (column, marks) in self.plan.columns.iter().zip(marks) {
            let Some(raw) = row.cells.get(column.at).cloned().flatten() else {
                continue;
            };
            // Formats number their records as they like: only a number of ours can be one.
            let foreign_id = column.field == "id" && raw.text().parse::<u64>().is_err();
            if !says_nothing(&raw) && !foreign_id {
                self.take(&mut draft, column, *marks, &raw);
                draft.raw.values.push((column.field, raw));
            }
        }
        draft
    }

    /// Types one cell.
    fn take(
        &self,
        draft: &mut Draft,
        column: &PlannedColumn,
        marks: numbers::Marks,
        raw: &RawValue,
    ) {
        let field = column.field;
        let Some(kind) = self.columns.iter().find(|own| own.name == field) else {
            return;
        };
        if PLACED.contains(&field) {
            return;
        }
        let spec = self.spec.fields.iter().find(|own| own.id == field);
        let cell = Cell {
            field,
            title: [Tongue::Vi, Tongue::En].map(|tongue| title(self.spec, field, tongue)),
            unit: spec.and_then(|own| own.unit.as_deref()).unwrap_or_default(),
            scale: column.scale,
            marks,
            raw,
        };
        let typed = match (kind.kind, spec) {
            (ValueKind::Boolean, _) => cell.boolean(),
            (ValueKind::Integer, _) => cell.integer(),
            (ValueKind::Number, _) => cell.number(),
            (ValueKind::Text, Some(spec)) if !spec.values.is_empty() => cell.word(spec),
            (ValueKind::Text, Some(spec)) if spec.kind == FieldType::Date => cell.date(),
            (ValueKind::Text, _) => Ok((Value::Text(plain_text(raw)), None)),
        };
        match typed {
            Ok((value, finding)) => {
                draft.values.insert(field, value);
                draft.findings.extend(finding);
            }
            Err(finding) => draft.find(*finding),
        }
    }
}

/// Signs with which people fill a cell that has no value.
fn says_nothing(raw: &RawValue) -> bool {
    matches!(raw, RawValue::Text(text) if matches!(
        text.trim(), "-" | "–" | "—" | "..." | "…" | "x" | "N/A" | "n/a" | "#N/A" | "NULL" | "null" | "None"
    ))
}

/// A text without the apostrophe by which tables keep it from being a formula.
fn plain_text(raw: &RawValue) -> String {
    let text = raw.text();
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => text,
    }
}

/// A cell of a field.
struct Cell<'a> {
    field: &'static str,
    title: [String; 2],
    /// The unit of the field.
    unit: &'a str,
    scale: Scale,
    marks: numbers::Marks,
    raw: &'a RawValue,
}

/// A value, and perhaps what was done to get it; or why there is none.
type Typed = Result<(Value, Option<Finding>), Box<Finding>>;

impl Cell<'_> {
    fn number(&self) -> Typed {
        let (number, finding) = self.plain_number()?;
        Ok((Value::Number(number), finding))
    }

    fn integer(&self) -> Typed {
        // A year may stand there as a whole date.
        let year = || match self.raw {
            RawValue::Date(day) => Some(day.year()),
            RawValue::Text(text) if self.field.ends_with("year") => dates::year(text),
            _ => None,
        };
        if let Some(year) = year().filter(|_| self.field.ends_with("year")) {
            let only_year = self.raw.text() == year.to_string();
            let finding = (!only_year).then(|| self.taken(&year.to_string()));
            return Ok((Value::Integer(year.into()), finding));
        }
        let (number, finding) = self.plain_number()?;
        if number.fract() != 0.0 || number.abs() > 9e15 {
            return Err(Box::new(self.not_a_number(
                "số nguyên",
                "a whole number",
                "125",
            )));
        }
        Ok((Value::Integer(number as i64), finding))
    }

    /// The number in the unit of the field.
    fn plain_number(&self) -> Result<(f64, Option<Finding>), Box<Finding>> {
        let wrong = || Box::new(self.not_a_number("số", "a number", "1.234,5"));
        match self.raw {
            RawValue::Number(number) => {
                let factor = self.scale.0.unwrap_or(1.0);
                let value = scaled(*number, factor);
                Ok((value, self.converted(factor, value)))
            }
            RawValue::Text(text) => {
                let read = numbers::read(text, self.marks).ok_or_else(wrong)?;
                let own = match &read.unit {
                    Some(unit) => Some(factor(self.field, unit).ok_or_else(wrong)?),
                    None => self.scale.0,
                };
                let factor = own.unwrap_or(1.0);
                let value = scaled(read.number, factor);
                let finding = self
                    .converted(factor, value)
                    .or_else(|| read.ambiguous.then(|| self.ambiguous(value)));
                Ok((value, finding))
            }
            RawValue::Date(_) | RawValue::Boolean(_) => Err(wrong()),
        }
    }

    fn boolean(&self) -> Typed {
        let yes = match self.raw {
            RawValue::Boolean(yes) => Some(*yes),
            other => words::yes_or_no(&other.text()),
        };
        let [vi, en] = &self.title;
        let said = self.raw.text();
        yes.map(|yes| (Value::Boolean(yes), None)).ok_or_else(|| {
            let finding = Finding::rejected(
                FindingKind::NotABoolean,
                format!("{vi}: \"{said}\" không phải là có hay không."),
                format!("{en}: \"{said}\" is neither yes nor no."),
            );
            Box::new(
                self.about(finding)
                    .cure("Hãy ghi \"có\" hoặc \"không\".", "Write \"yes\" or \"no\"."),
            )
        })
    }

    fn date(&self) -> Typed {
        let said = self.raw.text();
        let read = match self.raw {
            RawValue::Date(day) => dates::read(&day.to_string()),
            RawValue::Number(year) if year.fract() == 0.0 => dates::read(&said),
            RawValue::Text(text) => dates::read(text),
            RawValue::Number(_) | RawValue::Boolean(_) => None,
        };
        let [vi, en] = &self.title;
        let date = read.ok_or_else(|| {
            let finding = Finding::rejected(
                FindingKind::NotADate,
                format!("{vi}: \"{said}\" không phải là ngày tháng."),
                format!("{en}: \"{said}\" is no date."),
            );
            Box::new(self.about(finding).cure(
                "Hãy ghi theo ngày/tháng/năm, ví dụ 31/12/2025, hoặc 12/2025, 2025.",
                "Write day/month/year, such as 31/12/2025, or 12/2025, 2025.",
            ))
        })?;
        Ok((Value::Text(date.to_string()), None))
    }

    fn word(&self, spec: &FieldSpec) -> Typed {
        let said = self.raw.text();
        let [vi, en] = &self.title;
        match words::find(spec, &said) {
            Some(words::Taken::AsWritten(word)) => Ok((Value::Text(word), None)),
            Some(words::Taken::Meant(word)) => {
                let own = spec.values.iter().find(|value| value.value == word);
                let (title_vi, title_en) =
                    own.map_or(("", ""), |own| (&own.title_vi, &own.title_en));
                let finding = Finding::repaired(
                    FindingKind::WordTaken,
                    format!("{vi}: \"{said}\" được hiểu là \"{title_vi}\"."),
                    format!("{en}: \"{said}\" was taken for \"{title_en}\"."),
                );
                Ok((Value::Text(word), Some(self.about(finding))))
            }
            None => {
                let titles = |tongue| {
                    let titles = spec.values.iter().map(|value| match tongue {
                        Tongue::Vi => value.title_vi.as_str(),
                        Tongue::En => value.title_en.as_str(),
                    });
                    titles.collect::<Vec<_>>().join("; ")
                };
                let finding = Finding::rejected(
                    FindingKind::NotInList,
                    format!("{vi}: \"{said}\" không có trong danh mục."),
                    format!("{en}: \"{said}\" is not in the list."),
                );
                Err(Box::new(self.about(finding).cure(
                    format!("Hãy chọn một trong: {}.", titles(Tongue::Vi)),
                    format!("Choose one of: {}.", titles(Tongue::En)),
                )))
            }
        }
    }

    /// A number with the unit of the field, as people read it.
    fn shown(&self, value: f64, tongue: Tongue) -> String {
        let number = shown(value, tongue);
        format!("{number} {}", self.unit).trim_end().to_owned()
    }

    fn about(&self, finding: Finding) -> Finding {
        finding.in_field(self.field).said(self.raw.text())
    }

    fn taken(&self, value: &str) -> Finding {
        let [vi, en] = &self.title;
        let said = self.raw.text();
        self.about(Finding::repaired(
            FindingKind::WordTaken,
            format!("{vi}: \"{said}\" được hiểu là {value}."),
            format!("{en}: \"{said}\" was taken for {value}."),
        ))
    }

    /// Tells of a conversion; nothing for a number in the unit of the field.
    fn converted(&self, factor: f64, value: f64) -> Option<Finding> {
        if (factor - 1.0).abs() < f64::EPSILON {
            return None;
        }
        let [vi, en] = &self.title;
        let said = self.raw.text();
        let [value_vi, value_en] = [Tongue::Vi, Tongue::En].map(|tongue| self.shown(value, tongue));
        Some(self.about(Finding::repaired(
            FindingKind::UnitConverted,
            format!("{vi}: {said} được đổi thành {value_vi}."),
            format!("{en}: {said} was converted to {value_en}."),
        )))
    }

    fn ambiguous(&self, value: f64) -> Finding {
        let [vi, en] = &self.title;
        let said = self.raw.text();
        let [value_vi, value_en] = [Tongue::Vi, Tongue::En].map(|tongue| self.shown(value, tongue));
        self.about(
            Finding::noted(
                FindingKind::AmbiguousNumber,
                format!("{vi}: \"{said}\" được đọc là {value_vi}."),
                format!("{en}: \"{said}\" was read as {value_en}."),
            )
            .cure(
                "Nếu không đúng, hãy để ô ở dạng số thay vì dạng chữ.",
                "If that is wrong, make the cell a number instead of a text.",
            ),
        )
    }

    fn not_a_number(&self, what_vi: &str, what_en: &str, example: &str) -> Finding {
        let [vi, en] = &self.title;
        let said = self.raw.text();
        let finding = Finding::rejected(
            FindingKind::NotANumber,
            format!("{vi}: \"{said}\" không phải là {what_vi}."),
            format!("{en}: \"{said}\" is not {what_en}."),
        );
        self.about(finding).cure(
            format!("Hãy ghi số, ví dụ {example}, hoặc để trống."),
            format!("Write a number, such as {example}, or leave the cell empty."),
        )
    }
}

/// A number as people read it.
fn shown(number: f64, tongue: Tongue) -> String {
    let plain = number.to_string();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let (mark, group) = match tongue {
        Tongue::Vi => (',', '.'),
        Tongue::En => ('.', ','),
    };
    let digits = whole.trim_start_matches('-');
    let mut text = if whole.starts_with('-') {
        "-".to_owned()
    } else {
        String::new()
    };
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if !part.is_empty() {
        text.push(mark);
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_people_read_them() {
        assert_eq!(shown(1234.5, Tongue::Vi), "1.234,5");
        assert_eq!(shown(-1_234_567.0, Tongue::En), "-1,234,567");
        assert_eq!(shown(12.0, Tongue::Vi), "12");
    }

    #[test]
    fn signs_for_nothing_are_nothing() {
        assert!(says_nothing(&RawValue::Text("-".to_owned())));
        assert!(!says_nothing(&RawValue::Text("0".to_owned())));
        assert!(!says_nothing(&RawValue::Number(0.0)));
    }
}
