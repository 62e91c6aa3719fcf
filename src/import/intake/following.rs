//! The kinds of records that deliveries change, and the figures that follow them.
//!
//! Areas, occupancies, projects and workers of zones stand in the zones and in the table of
//! figures: the latter follow the former. Figures on gates come from the customs: they hold their
//! gate, which cannot go while they stand.

use std::collections::{BTreeMap, BTreeSet};

use super::cited::Cited;
use super::report::{Finding, FindingKind};
use crate::dataset::{BORDER_GATES_FILE, INDUSTRIAL_ZONES_FILE, POWER_PLANTS_FILE};
use crate::domain::{BorderGate, Figure, IndustrialZone, MapRecord, PowerPlant, Subject};
use crate::import::figures::renew_zones;

/// The most records that a finding names.
const MOST_NAMED: usize = 10;

/// A kind of record whose table deliveries change.
pub(super) trait Delivered: MapRecord + Clone + PartialEq {
    /// Its file.
    const FILE: &'static str;

    /// The record as what figures are about.
    fn subject(&self) -> Subject;

    /// Changes the figures that follow the records, and tells so; tells as well what figures
    /// forbid.
    fn follow(before: &[Self], now: &[Self], figures: &mut Vec<Figure>, _: &Cited) -> Vec<Finding> {
        held(before, now, figures).into_iter().collect()
    }
}

impl Delivered for IndustrialZone {
    const FILE: &'static str = INDUSTRIAL_ZONES_FILE;

    fn subject(&self) -> Subject {
        Subject::Zone(self.code.clone())
    }

    fn follow(
        before: &[Self],
        now: &[Self],
        figures: &mut Vec<Figure>,
        cited: &Cited,
    ) -> Vec<Finding> {
        let renewed = renew_zones(figures, before, now, |id| cited.source(id));
        let told = (renewed.values > 0).then(|| followed(renewed.values));
        let undated = (!renewed.undated.is_empty()).then(|| undated(&renewed.undated));
        let held = held(before, now, figures);
        told.into_iter().chain(undated).chain(held).collect()
    }
}

impl Delivered for BorderGate {
    const FILE: &'static str = BORDER_GATES_FILE;

    fn subject(&self) -> Subject {
        Subject::Gate(self.code.clone())
    }
}

impl Delivered for PowerPlant {
    const FILE: &'static str = POWER_PLANTS_FILE;

    fn subject(&self) -> Subject {
        Subject::Plant(self.code.clone())
    }
}

fn followed(values: usize) -> Finding {
    Finding::noted(
        FindingKind::FiguresFollow,
        format!("Bảng số liệu được cập nhật theo: {values} giá trị của khu, cụm thay đổi."),
        format!("The table of figures follows: {values} values of zones change."),
    )
}

fn undated(codes: &BTreeSet<String>) -> Finding {
    let count = codes.len();
    let named = named(codes.iter().map(String::as_str));
    Finding::noted(
        FindingKind::FiguresFollow,
        format!(
            "{count} khu, cụm có giá trị mới nhưng không rõ thời điểm nên không vào bảng số liệu: {named}."
        ),
        format!(
            "{count} zones have new values of no known date, so the table of figures has none: {named}."
        ),
    )
    .cure(
        "Hãy nêu ngày của nguồn (--source-date 2026-03) hoặc thêm cột \"Ngày của nguồn\".",
        "Name the date of the source (--source-date 2026-03) or add a column \"Source date\".",
    )
}

/// Records that go although figures are about them.
fn held<R: Delivered>(before: &[R], now: &[R], figures: &[Figure]) -> Option<Finding> {
    let stay: BTreeSet<u64> = now.iter().map(MapRecord::id).collect();
    let go = before.iter().filter(|record| !stay.contains(&record.id()));
    let go: BTreeMap<Subject, String> =
        go.map(|record| (record.subject(), record.code())).collect();
    let about = figures.iter().filter_map(|figure| go.get(&figure.subject));
    let codes: BTreeSet<&str> = about.map(String::as_str).collect();
    let count = codes.len();
    let named = named(codes.into_iter());
    (count > 0).then(|| {
        Finding::rejected(
            FindingKind::FiguresFollow,
            format!("Không thể bỏ {count} bản ghi vì bảng số liệu đang nói về chúng: {named}."),
            format!("{count} records cannot go, because figures are about them: {named}."),
        )
        .cure(
            "Hãy giữ các dòng đó trong tệp; nếu đã đóng cửa, ghi tình trạng thay vì bỏ dòng.",
            "Keep their rows in the file; of what is closed, write the status instead.",
        )
    })
}

fn named<'a>(codes: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = if codes.len() > MOST_NAMED {
        ", …"
    } else {
        ""
    };
    let codes: Vec<&str> = codes.take(MOST_NAMED).collect();
    codes.join(", ") + more
}
