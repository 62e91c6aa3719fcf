//! Units as addresses name them: `20`, `00004`, `former:27`, `former:00004`, and the day that
//! decides between two units of one code.

use super::parameters::shown;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::reverse::day_of;
use crate::atlas::Time;
use crate::domain::UnitCode;

/// A unit as an address names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AskedUnit {
    pub(super) code: UnitCode,
    /// Before or after the merger; absent where the address leaves it open.
    pub(super) time: Option<Time>,
}

impl AskedUnit {
    /// Reads a code and, where it is given, the day.
    ///
    /// # Errors
    /// When the code or the day is malformed, or the day contradicts `former:`.
    pub(super) fn read(code: &str, datetime: Option<&str>) -> Result<Self, Problem> {
        let (former, digits) = match code.strip_prefix("former:") {
            Some(digits) => (true, digits),
            None => (false, code),
        };
        let parsed = digits.parse().map_err(|_| malformed(code))?;
        let asked = datetime.map(time_of).transpose()?;
        let time = match (former, asked) {
            (true, Some(Time::Present)) => return Err(contradiction(code)),
            (true, _) => Some(Time::Former),
            (false, asked) => asked,
        };
        Ok(Self { code: parsed, time })
    }

    /// The problem that there is no such unit.
    pub(super) fn unknown(self) -> Problem {
        let code = self.code;
        let (vi, en) = match self.time {
            Some(Time::Former) => ("trước ngày 01/7/2025", "before 1 July 2025"),
            Some(Time::Present) => ("từ ngày 01/7/2025", "since 1 July 2025"),
            None => (
                "trước cũng như từ ngày 01/7/2025",
                "before or since 1 July 2025",
            ),
        };
        Problem::new(
            ProblemKind::UnknownUnit,
            format!(
                "Khu vực phía Bắc không có đơn vị mã {code} {vi}. Tìm mã theo tên: /api/search?q=…"
            ),
            format!(
                "The northern region has no unit with the code {code} {en}. Find codes by name: /api/search?q=…"
            ),
        )
    }
}

/// Before or after the merger: a day, or a moment counted in the time zone of Vietnam.
pub(super) fn time_of(datetime: &str) -> Result<Time, Problem> {
    day_of(datetime).map(Time::on)
}

fn malformed(code: &str) -> Problem {
    let code = shown(code);
    Problem::new(
        ProblemKind::InvalidValue,
        format!(
            "\"{code}\" không phải mã đơn vị. Mã tỉnh có hai chữ số (20), mã xã có năm chữ số (00004); đơn vị trước 01/7/2025 viết former:27 hoặc former:00004."
        ),
        format!(
            "\"{code}\" is no code of a unit. Provinces have two digits (20), communes five (00004); units before 1 July 2025 are written former:27 or former:00004."
        ),
    )
}

fn contradiction(code: &str) -> Problem {
    let code = shown(code);
    Problem::new(
        ProblemKind::InvalidValue,
        format!(
            "\"{code}\" là đơn vị trước 01/7/2025 nhưng datetime chỉ một ngày sau đó; hãy bỏ former: hoặc bỏ datetime."
        ),
        format!(
            "\"{code}\" is a unit before 1 July 2025, but datetime names a later day; leave out former: or datetime."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_name_its_time() {
        let read = |code, day| AskedUnit::read(code, day).ok().map(|asked| asked.time);
        assert_eq!(read("20", None), Some(None));
        assert_eq!(read("former:00004", None), Some(Some(Time::Former)));
        assert_eq!(read("00004", Some("2025-06-30")), Some(Some(Time::Former)));
        assert_eq!(read("00004", Some("2025-07-01")), Some(Some(Time::Present)));
        assert_eq!(read("former:27", Some("2025-07-01")), None);
        for bad in [
            "",
            "abc",
            "2",
            "former:",
            "former:former:27",
            "former:abc",
            "0020",
            "20 ",
        ] {
            assert_eq!(read(bad, None), None, "{bad}");
        }
    }

    #[test]
    fn moments_are_counted_in_vietnam() {
        assert_eq!(time_of("2025-06-30T16:59:59Z").ok(), Some(Time::Former));
        assert_eq!(time_of("2025-06-30T17:00:00Z").ok(), Some(Time::Present));
        assert_eq!(
            time_of("2025-07-01T00:00:00+07:00").ok(),
            Some(Time::Present)
        );
        for bad in [
            "",
            "2025",
            "30/6/2025",
            "2025-02-30",
            "2025-06-30T12:00:00",
            "now",
        ] {
            assert!(time_of(bad).is_err(), "{bad}");
        }
    }
}
