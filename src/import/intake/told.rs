//! A report as people and programs read it: text for the terminal, JSON, CSV.

use std::fmt::Write;

use serde_json::{Value, json};

use super::report::{Change, Counts, Finding, Gravity, IntakeReport, RowReport, Verdict};
use crate::domain::{Tongue, Wording};

/// How many rows a text tells of in full.
const MOST_ROWS_IN_TEXT: usize = 200;

/// How a report is written for the terminal.
#[derive(Clone, Copy, Debug)]
pub struct TextWish {
    /// In which language.
    pub tongue: Tongue,
    /// Whether signs of colour are written.
    pub coloured: bool,
    /// Whether every change is told field by field.
    pub differences: bool,
}

impl IntakeReport {
    /// The report as a document for programs and pages.
    #[must_use]
    pub fn to_json(&self, tongue: Tongue) -> Value {
        let counts = self.counts();
        json!({
            "layer": self.layer.as_str(),
            "file": self.file,
            "driver": self.driver,
            "sheet": self.sheet,
            "crs": self.crs,
            "lang": tongue.as_str(),
            "dryRun": self.dry_run,
            "good": self.is_good(),
            "written": self.written,
            "outcome": self.outcome(tongue),
            "counts": {
                "read": counts.read,
                "kept": counts.kept,
                "repaired": counts.repaired,
                "rejected": counts.rejected,
                "added": counts.added,
                "changed": counts.changed,
                "same": counts.same,
                "removed": counts.removed,
            },
            "findings": findings_json(&self.file_findings, tongue),
            "rows": self.rows.iter().map(|row| row_json(row, tongue)).collect::<Vec<_>>(),
            "removed": self.removed.iter().map(|gone| json!({
                "code": gone.code,
                "name": gone.name,
            })).collect::<Vec<_>>(),
        })
    }

    /// The report as a table: a line for each finding, and one for each row without any. Begins
    /// with the mark by which Excel knows UTF-8.
    ///
    /// # Panics
    /// Never: memory takes every row of equal length.
    #[must_use]
    pub fn to_csv(&self, tongue: Tongue) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut write = |cells: [&str; 11]| {
            writer
                .write_record(cells.map(spreadsheet_safe))
                .expect("memory takes every row of equal length");
        };
        write(match tongue {
            Tongue::Vi => [
                "dòng",
                "kết quả",
                "thay đổi",
                "mã",
                "tên",
                "mức",
                "phát hiện",
                "trường",
                "giá trị trong tệp",
                "nội dung",
                "cách xử lý",
            ],
            Tongue::En => [
                "row",
                "verdict",
                "change",
                "code",
                "name",
                "gravity",
                "finding",
                "field",
                "value in the file",
                "what was found",
                "what to do",
            ],
        });
        for finding in &self.file_findings {
            let told = finding_cells(finding, tongue);
            let [gravity, kind, field, said, what, cure] = told.each_ref().map(String::as_str);
            write(["", "", "", "", "", gravity, kind, field, said, what, cure]);
        }
        for row in &self.rows {
            let number = row.row.to_string();
            let verdict = verdict_word(row.verdict).in_tongue(tongue).to_owned();
            let change = row.change.map(change_word).unwrap_or_default();
            let change = change.in_tongue(tongue);
            let code = row.code.as_deref().unwrap_or_default();
            let name = row.name.as_deref().unwrap_or_default();
            if row.findings.is_empty() {
                write([
                    &number, &verdict, change, code, name, "", "", "", "", "", "",
                ]);
            }
            for finding in &row.findings {
                let told = finding_cells(finding, tongue);
                let [gravity, kind, field, said, what, cure] = told.each_ref().map(String::as_str);
                write([
                    &number, &verdict, change, code, name, gravity, kind, field, said, what, cure,
                ]);
            }
        }
        let bytes = writer.into_inner().expect("memory takes every byte");
        format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
    }

    /// The report for the terminal: what was found in the file, the rows that something was found
    /// in, the counts, the outcome.
    #[must_use]
    pub fn to_text(&self, wish: TextWish) -> String {
        let mut text = String::new();
        let paint = Paint(wish.coloured);
        self.write_text(&mut text, wish, paint)
            .map_or_else(|_| String::new(), |()| text)
    }

    fn write_text(&self, text: &mut String, wish: TextWish, paint: Paint) -> std::fmt::Result {
        let tongue = wish.tongue;
        writeln!(text, "{}", paint.bold(&self.heading(tongue)))?;
        for finding in &self.file_findings {
            write_finding(text, finding, tongue, paint)?;
        }
        let told = |row: &&RowReport| {
            !row.findings.is_empty() || (wish.differences && row.change != Some(Change::Same))
        };
        let rows: Vec<&RowReport> = self.rows.iter().filter(told).collect();
        for row in rows.iter().take(MOST_ROWS_IN_TEXT) {
            write_row(text, row, wish, paint)?;
        }
        if let Some(more) = rows
            .len()
            .checked_sub(MOST_ROWS_IN_TEXT)
            .filter(|more| *more > 0)
        {
            let more = match tongue {
                Tongue::Vi => {
                    format!("… và {more} dòng nữa; xem đủ bằng --report csv --report-file TỆP.")
                }
                Tongue::En => {
                    format!("… and {more} more rows; all of them: --report csv --report-file FILE.")
                }
            };
            writeln!(text, "{more}")?;
        }
        for gone in self.removed.iter().take(MOST_ROWS_IN_TEXT) {
            let word = if tongue == Tongue::Vi {
                "bỏ"
            } else {
                "removed"
            };
            let name = gone.name.as_deref().unwrap_or_default();
            writeln!(text, "{}  {} {name}", paint.red(word), gone.code)?;
        }
        writeln!(text, "{}", counts_line(self.counts(), tongue))?;
        let outcome = self.outcome(tongue);
        let outcome = if self.is_good() {
            paint.green(&outcome)
        } else {
            paint.red(&outcome)
        };
        writeln!(text, "{outcome}")
    }

    fn heading(&self, tongue: Tongue) -> String {
        let mut parts = vec![self.driver.clone()];
        if let Some(sheet) = &self.sheet {
            parts.push(match tongue {
                Tongue::Vi => format!("trang tính \"{sheet}\""),
                Tongue::En => format!("sheet \"{sheet}\""),
            });
        }
        parts.extend(self.crs.clone());
        format!("{} → {} ({})", self.file, self.layer, parts.join(", "))
    }

    /// What came of it, one sentence.
    #[must_use]
    pub fn outcome(&self, tongue: Tongue) -> String {
        let counts = self.counts();
        let changes = counts.added + counts.changed + counts.removed;
        let rejected = counts.rejected;
        let outcome = if self.written && self.reshaped {
            Wording::new(
                "Đã ghi ranh giới mới. Bản trước được giữ lại và có thể khôi phục.",
                "The new boundaries are written. The previous release is kept and can be brought back.",
            )
        } else if self.written {
            Wording::new(
                format!("Đã ghi: {changes} thay đổi. Bản trước được giữ lại và có thể khôi phục."),
                format!(
                    "Written: {changes} changes. The previous release is kept and can be brought back."
                ),
            )
        } else if !self.is_good() && rejected == 0 {
            Wording::new(
                "Không ghi gì vì tệp chưa đạt; xem lý do ở trên.",
                "Nothing was written: the file does not pass; see the reasons above.",
            )
        } else if !self.is_good() {
            Wording::new(
                format!(
                    "Không ghi gì vì có {rejected} dòng bị loại. Hãy sửa các dòng đó, hoặc cho phép bỏ qua chúng."
                ),
                format!(
                    "Nothing was written: {rejected} rows are rejected. Correct them, or allow them to be left out."
                ),
            )
        } else if self.reshaped {
            Wording::new(
                "Kiểm tra đạt: ranh giới mới sẽ được ghi. Chưa ghi gì.",
                "The check passed: the new boundaries would be written. Nothing was written yet.",
            )
        } else if changes == 0 {
            Wording::new(
                "Không có gì thay đổi so với dữ liệu đang dùng.",
                "Nothing differs from the data in use.",
            )
        } else {
            Wording::new(
                format!("Kiểm tra đạt: {changes} thay đổi sẽ được ghi. Chưa ghi gì."),
                format!(
                    "The check passed: {changes} changes would be written. Nothing was written yet."
                ),
            )
        };
        outcome.in_tongue(tongue).to_owned()
    }
}

fn findings_json(findings: &[Finding], tongue: Tongue) -> Value {
    let told = |finding: &Finding| {
        json!({
            "kind": finding.kind.as_str(),
            "gravity": finding.gravity.as_str(),
            "field": finding.field,
            "said": finding.said,
            "what": finding.what.in_tongue(tongue),
            "cure": finding.cure.in_tongue(tongue),
        })
    };
    Value::Array(findings.iter().map(told).collect())
}

fn row_json(row: &RowReport, tongue: Tongue) -> Value {
    json!({
        "row": row.row,
        "verdict": row.verdict.as_str(),
        "change": row.change.map(Change::as_str),
        "code": row.code,
        "name": row.name,
        "differences": row.differences.iter().map(|one| json!({
            "field": one.field,
            "old": one.old,
            "new": one.new,
        })).collect::<Vec<_>>(),
        "findings": findings_json(&row.findings, tongue),
    })
}

fn finding_cells(finding: &Finding, tongue: Tongue) -> [String; 6] {
    [
        gravity_word(finding.gravity).in_tongue(tongue).to_owned(),
        finding.kind.as_str().to_owned(),
        finding.field.clone().unwrap_or_default(),
        finding.said.clone().unwrap_or_default(),
        finding.what.in_tongue(tongue).to_owned(),
        finding.cure.in_tongue(tongue).to_owned(),
    ]
}

/// A text that no spreadsheet takes for a formula.
fn spreadsheet_safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn gravity_word(gravity: Gravity) -> Wording {
    match gravity {
        Gravity::Noted => Wording::new("lưu ý", "noted"),
        Gravity::Repaired => Wording::new("đã sửa", "repaired"),
        Gravity::Rejected => Wording::new("bị loại", "rejected"),
    }
}

fn verdict_word(verdict: Verdict) -> Wording {
    match verdict {
        Verdict::Kept => Wording::new("giữ nguyên", "kept"),
        Verdict::Repaired => Wording::new("đã sửa", "repaired"),
        Verdict::Rejected => Wording::new("bị loại", "rejected"),
    }
}

fn change_word(change: Change) -> Wording {
    match change {
        Change::Added => Wording::new("thêm mới", "added"),
        Change::Changed => Wording::new("thay đổi", "changed"),
        Change::Same => Wording::new("không đổi", "same"),
    }
}

fn write_finding(
    text: &mut String,
    finding: &Finding,
    tongue: Tongue,
    paint: Paint,
) -> std::fmt::Result {
    let sign = match finding.gravity {
        Gravity::Noted => paint.dim("·"),
        Gravity::Repaired => paint.yellow("~"),
        Gravity::Rejected => paint.red("✗"),
    };
    writeln!(text, "    {sign} {}", finding.what.in_tongue(tongue))?;
    match finding.cure.in_tongue(tongue) {
        "" => Ok(()),
        cure => writeln!(text, "      → {cure}"),
    }
}

fn write_row(text: &mut String, row: &RowReport, wish: TextWish, paint: Paint) -> std::fmt::Result {
    let tongue = wish.tongue;
    let verdict = verdict_word(row.verdict);
    let verdict = verdict.in_tongue(tongue);
    let verdict = match row.verdict {
        Verdict::Kept => paint.green(verdict),
        Verdict::Repaired => paint.yellow(verdict),
        Verdict::Rejected => paint.red(verdict),
    };
    let word = if tongue == Tongue::Vi { "dòng" } else { "row" };
    let name = row
        .name
        .as_deref()
        .or(row.code.as_deref())
        .unwrap_or_default();
    let change = row.change.map(change_word).unwrap_or_default();
    let change = match change.in_tongue(tongue) {
        "" => String::new(),
        change => format!(", {change}"),
    };
    writeln!(
        text,
        "{word} {}: {verdict}{change}  {}",
        row.row,
        paint.bold(name)
    )?;
    for finding in &row.findings {
        write_finding(text, finding, tongue, paint)?;
    }
    if wish.differences {
        for one in &row.differences {
            let (old, new) = (
                one.old.as_deref().unwrap_or("∅"),
                one.new.as_deref().unwrap_or("∅"),
            );
            writeln!(text, "    {} {}: {old} → {new}", paint.dim("≠"), one.field)?;
        }
    }
    Ok(())
}

fn counts_line(counts: Counts, tongue: Tongue) -> String {
    let Counts {
        read,
        kept,
        repaired,
        rejected,
        added,
        changed,
        same,
        removed,
    } = counts;
    match tongue {
        Tongue::Vi => format!(
            "{read} dòng: {kept} giữ nguyên, {repaired} đã sửa, {rejected} bị loại · {added} thêm mới, {changed} thay đổi, {same} không đổi, {removed} bỏ"
        ),
        Tongue::En => format!(
            "{read} rows: {kept} kept, {repaired} repaired, {rejected} rejected · {added} added, {changed} changed, {same} same, {removed} removed"
        ),
    }
}

/// Signs of colour, or none.
#[derive(Clone, Copy)]
struct Paint(bool);

impl Paint {
    fn with(self, code: u8, text: &str) -> String {
        if self.0 && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    fn bold(self, text: &str) -> String {
        self.with(1, text)
    }

    fn dim(self, text: &str) -> String {
        self.with(2, text)
    }

    fn red(self, text: &str) -> String {
        self.with(31, text)
    }

    fn green(self, text: &str) -> String {
        self.with(32, text)
    }

    fn yellow(self, text: &str) -> String {
        self.with(33, text)
    }
}
