//! Many measurements as a few figures.

use std::fmt::Write as _;

use serde::Serialize;

/// Median, 99th percentile and greatest of some figures.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Spread {
    /// How many there were.
    pub count: usize,
    /// Half are not greater.
    pub p50: f64,
    /// 99 of 100 are not greater.
    pub p99: f64,
    /// The greatest.
    pub max: f64,
    /// Their sum over their number.
    pub mean: f64,
}

impl Spread {
    /// Of these figures; all 0 when there are none.
    pub fn of(mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        let Some(&max) = figures.last() else {
            return Self::default();
        };
        let count = figures.len();
        let rank = |share: f64| figures[((count as f64 * share).ceil() as usize).max(1) - 1];
        Self {
            count,
            p50: rank(0.5),
            p99: rank(0.99),
            max,
            mean: figures.iter().sum::<f64>() / count as f64,
        }
    }
}

/// A Markdown table.
pub fn table(title: &str, heads: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = format!("### {title}\n\n");
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let heads: Vec<String> = heads.iter().map(ToString::to_string).collect();
    let rule: Vec<String> = heads.iter().map(|_| "---".to_owned()).collect();
    for cells in [&heads, &rule].into_iter().chain(rows) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", line(cells));
    }
    text
}

/// Resident memory of a process in megabytes (now, at most), as Linux tells it.
pub fn resident_mb(process: &str) -> [f64; 2] {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    ["VmRSS:", "VmHWM:"].map(|key| {
        let line = status.lines().find_map(|line| line.strip_prefix(key));
        let kilobytes = line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
        kilobytes.unwrap_or(0.0) / 1024.0
    })
}

/// Processor time that a process has used, in seconds, as Linux tells it.
pub fn cpu_seconds(process: &str) -> f64 {
    /// Linux tells in hundredths.
    const TICKS_A_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name may hold spaces; what follows its parenthesis does not.
    let rest = stat.rsplit(')').next().unwrap_or_default();
    let fields = rest.split_whitespace();
    let ticks = fields
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / TICKS_A_SECOND
}
