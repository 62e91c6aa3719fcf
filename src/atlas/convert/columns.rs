//! What the columns of a table of addresses hold, found by their names.

use crate::search::fold;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Code,
    Commune,
    District,
    Province,
    Address,
    Lon,
    Lat,
}

/// Which columns hold what, by their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    at: [Option<usize>; 7],
    /// The codes are those of communes only.
    pub of_communes: bool,
}

/// Names of columns, folded; the first column that bears one of them counts.
const NAMES: [(Role, &str); 7] = [
    (
        Role::Code,
        "ma|code|ma xa|ma phuong|ma xa phuong|ma phuong xa|ma px|ma phuong xa thi tran|ma xa phuong thi tran|ma don vi|ma don vi hanh chinh|ma dvhc|ma dvhc xa|commune code|ward code|unit code|former code|commune id|ward id|code commune|maxa|xa code",
    ),
    (
        Role::Commune,
        "xa|phuong|xa phuong|phuong xa|xa phuong thi tran|phuong xa thi tran|thi tran|commune|ward|commune ward|ward commune|don vi|don vi hanh chinh|cap xa|px|xp",
    ),
    (
        Role::District,
        "huyen|quan|quan huyen|huyen quan|thi xa|huyen thi xa|quan huyen thi xa|quan huyen thi xa thanh pho|huyen quan thi xa thanh pho|huyen thi xa thanh pho|quan huyen tp|quan huyen tx tp|district|cap huyen",
    ),
    (
        Role::Province,
        "tinh|tinh thanh|thanh pho|tinh thanh pho|thanh pho tinh|tinh tp|tp tinh|province|city|province city|city province|cap tinh",
    ),
    (
        Role::Address,
        "dia chi|address|full address|dia chi day du|dia chi cu the|noi o|thuong tru|noi thuong tru|dia chi thuong tru|dia diem",
    ),
    (Role::Lon, "lon|lng|long|longitude|kinh do|x"),
    (Role::Lat, "lat|latitude|vi do|y"),
];

/// Words of a column's name that say nothing of what it holds.
const EMPTY_WORDS: [&str; 6] = ["ten", "cu", "former", "old", "name", "truoc"];

impl Columns {
    /// Finds the columns by their names.
    pub fn of(header: &[String]) -> Self {
        let mut columns = Self::default();
        for (at, name) in header.iter().enumerate() {
            let name = plain(name);
            let known = NAMES
                .iter()
                .find(|(_, names)| names.split('|').any(|known| known == name));
            if let Some((role, _)) = known {
                let place = &mut columns.at[*role as usize];
                if place.is_none() {
                    *place = Some(at);
                    if *role == Role::Code {
                        let words = ["xa", "phuong", "px", "maxa", "commune", "ward"];
                        columns.of_communes = name.split(' ').any(|word| words.contains(&word));
                    }
                }
            }
        }
        columns
    }

    /// How many columns are known.
    pub fn known(&self) -> usize {
        self.at.iter().flatten().count()
    }

    /// Whether units can be found with what there is.
    pub fn suffice(&self) -> bool {
        let named = [Role::Code, Role::Commune, Role::Address];
        named.iter().any(|role| self.at[*role as usize].is_some())
    }

    /// What a row holds in a column, without spaces around; nothing when it is empty.
    pub fn cell<'a>(&self, row: &'a [String], role: Role) -> Option<&'a str> {
        let cell = row.get(self.at[role as usize]?)?;
        Some(cell.trim_matches(|c: char| c.is_whitespace() || c == '\'' || c == '\u{200b}'))
            .filter(|cell| !cell.is_empty())
    }
}

fn plain(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(' ').filter(|word| !EMPTY_WORDS.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(header: &[&str]) -> Columns {
        let header: Vec<String> = header.iter().map(ToString::to_string).collect();
        Columns::of(&header)
    }

    fn check(name: &str, role: Role) {
        let columns = columns(&["stt", name]);
        assert_eq!(columns.at[role as usize], Some(1), "{name}");
        assert_eq!(columns.known(), 1, "{name}");
    }

    #[test]
    fn columns_are_found_in_any_spelling() {
        for name in [
            "Mã",
            "mã xã",
            "ma_xa",
            "MÃ XÃ CŨ",
            "commune_code",
            "code",
            "Mã ĐVHC",
        ] {
            check(name, Role::Code);
        }
        for name in [
            "Xã",
            "Phường",
            "xã/phường",
            "Tên xã",
            "WARD",
            "Xã, phường, thị trấn",
            "Tên phường/xã cũ",
        ] {
            check(name, Role::Commune);
        }
        for name in [
            "Huyện",
            "Quận/huyện",
            "district",
            "Quận/Huyện/Thị xã",
            "ten huyen",
        ] {
            check(name, Role::District);
        }
        for name in ["Tỉnh", "Tỉnh/Thành phố", "Tỉnh, TP", "province", "Tỉnh cũ"] {
            check(name, Role::Province);
        }
        for name in ["Địa chỉ", "address", "Địa chỉ cũ"] {
            check(name, Role::Address);
        }
        check("Kinh độ", Role::Lon);
        check("vĩ độ", Role::Lat);
    }

    #[test]
    fn codes_of_other_units_are_no_codes() {
        assert_eq!(columns(&["mã tỉnh", "mã huyện", "id"]).known(), 0);
        assert!(!columns(&["mã tỉnh", "tỉnh"]).suffice());
        assert!(columns(&["mã xã"]).of_communes && !columns(&["mã"]).of_communes);
    }
}
