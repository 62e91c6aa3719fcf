//! What keeps delivered boundaries from being a coverage, each fault with its place and size.

use super::super::super::intake::{Draft, Finding, FindingKind};
use super::found::Found;
use crate::coverage::{Gap, Overlap, Problem};
use crate::geometry::LonLat;

/// The most faults of the file that are told one by one; the largest come first.
const MOST_TOLD: usize = 200;

/// A fault is a sliver when it is this many times longer than wide.
const SLIVER_RATIO: f64 = 20.0;

/// Overlaps and gaps narrower than this are what rounding to the grid leaves, metres.
const NOTHING_M: f64 = 0.25;

/// What the faults are told against.
pub(super) struct Faults<'a> {
    /// By face: name and code of the unit.
    pub names: &'a [[String; 2]],
    /// By face: the row that it came from, an index into the drafts.
    pub rows: &'a [usize],
    /// How far corners were allowed to move, metres.
    pub tolerance_m: f64,
    /// Whether a place lay in no unit before: such gaps are no fault of the delivery.
    pub was_open: &'a dyn Fn(LonLat) -> bool,
}

impl Faults<'_> {
    /// Tells overlaps in both rows, gaps for the file, and what is left of the problems that kept
    /// the topology from being built. Says whether anything stands in the way.
    pub fn tell(
        &self,
        found: &Found,
        problems: &[Problem],
        drafts: &mut [Draft],
        of_file: &mut Vec<Finding>,
    ) -> bool {
        let overlaps = found.overlaps.iter();
        let overlaps: Vec<&Overlap> = overlaps.filter(|one| one.widest_m > NOTHING_M).collect();
        let gaps: Vec<&Gap> = (found.gaps.iter())
            .filter(|gap| gap.widest_m > NOTHING_M)
            .collect();
        let mut stands = false;
        for overlap in overlaps.iter().take(MOST_TOLD) {
            stands = true;
            of_file.push(self.overlap(overlap));
            for face in overlap.faces {
                drafts[self.rows[face as usize]].find(self.overlap(overlap));
            }
        }
        for gap in gaps.iter().take(MOST_TOLD) {
            let was_open = (self.was_open)(gap.at);
            stands |= !was_open;
            of_file.push(self.gap(gap, was_open));
        }
        let untold =
            overlaps.len().saturating_sub(MOST_TOLD) + gaps.len().saturating_sub(MOST_TOLD);
        if untold > 0 {
            of_file.push(Finding::noted(
                FindingKind::Sliver,
                format!("Còn {untold} chỗ nhỏ hơn không liệt kê."),
                format!("{untold} smaller ones are not listed."),
            ));
        }
        if !problems.is_empty() && overlaps.is_empty() {
            stands = true;
            self.tell_problems(problems, drafts, of_file);
        }
        stands
    }

    fn overlap(&self, overlap: &Overlap) -> Finding {
        let [one, other] = overlap.faces.map(|face| &self.names[face as usize]);
        let size = Size::of(overlap.area_m2, overlap.widest_m, overlap.at);
        let kind = if size.is_sliver() {
            FindingKind::Sliver
        } else {
            FindingKind::Overlap
        };
        Finding::rejected(
            kind,
            format!("{} và {} chồng lên nhau {}.", one[0], other[0], size.vi()),
            format!("{} and {} overlap by {}.", one[1], other[1], size.en()),
        )
        .said(size.place())
        .cure(self.cure()[0].clone(), self.cure()[1].clone())
    }

    fn gap(&self, gap: &Gap, was_open: bool) -> Finding {
        let size = Size::of(gap.area_m2, gap.widest_m, gap.at);
        let kind = if size.is_sliver() {
            FindingKind::Sliver
        } else {
            FindingKind::Gap
        };
        if was_open {
            return Finding::noted(
                kind,
                format!("Khoảng trống {}, đã có trong dữ liệu hiện tại.", size.vi()),
                format!("A gap of {}, which is there today as well.", size.en()),
            )
            .said(size.place());
        }
        Finding::rejected(
            kind,
            format!("Khoảng trống giữa các đơn vị: {}.", size.vi()),
            format!("A gap between units: {}.", size.en()),
        )
        .said(size.place())
        .cure(self.cure()[0].clone(), self.cure()[1].clone())
    }

    fn cure(&self) -> [String; 2] {
        let tolerance = self.tolerance_m;
        [
            format!(
                "Rộng hơn dung sai {} m nên không tự sửa: hãy nắn ranh giới cho khớp, hoặc tăng --tolerance nếu chắc chắn.",
                tolerance.to_string().replace('.', ",")
            ),
            format!(
                "Wider than the tolerance of {tolerance} m, so it is not mended: make the borders meet, or raise --tolerance if you are sure."
            ),
        ]
    }

    /// Edges that touch or cross without an area to speak of.
    fn tell_problems(
        &self,
        problems: &[Problem],
        drafts: &mut [Draft],
        of_file: &mut Vec<Finding>,
    ) {
        for problem in problems.iter().take(MOST_TOLD) {
            let [lon, lat] = problem.at().map(|v| f64::from(v) / 1e6);
            let faces: Vec<u32> = problem.faces().collect();
            let names = |tongue: usize| -> String {
                let named = faces
                    .iter()
                    .map(|&face| &*self.names[face as usize][tongue]);
                named.collect::<Vec<&str>>().join(", ")
            };
            let finding = Finding::rejected(
                FindingKind::InvalidGeometry,
                format!(
                    "Ranh giới cắt hoặc chạm nhau sai tại {lon}, {lat}: {}.",
                    names(0)
                ),
                format!(
                    "Borders cross or touch wrongly at {lon}, {lat}: {}.",
                    names(1)
                ),
            )
            .said(format!("{lon}, {lat}"))
            .cure("Hãy sửa lại ranh giới tại đó.", "Mend the borders there.");
            for face in faces {
                drafts[self.rows[face as usize]].find(finding.clone());
            }
            of_file.push(finding);
        }
    }
}

/// How large a fault is and where.
struct Size {
    area_m2: f64,
    widest_m: f64,
    at: LonLat,
}

impl Size {
    fn of(area_m2: f64, widest_m: f64, at: LonLat) -> Self {
        Self {
            area_m2,
            widest_m,
            at,
        }
    }

    fn is_sliver(&self) -> bool {
        self.area_m2 > SLIVER_RATIO * self.widest_m * self.widest_m
    }

    fn place(&self) -> String {
        format!("{:.6}, {:.6}", self.at.lon, self.at.lat)
    }

    fn en(&self) -> String {
        format!(
            "{:.0} m², at most {:.1} m wide, at {}",
            self.area_m2,
            self.widest_m,
            self.place()
        )
    }

    fn vi(&self) -> String {
        let widest = format!("{:.1}", self.widest_m).replace('.', ",");
        format!(
            "{:.0} m², rộng nhất {widest} m, tại {}",
            self.area_m2,
            self.place()
        )
    }
}
