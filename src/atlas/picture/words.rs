//! What pictures say, in both languages: the words of the page.

use crate::overlay::numbers::Tongue;

/// One of two texts.
pub(super) fn say<'a>(tongue: Tongue, vi: &'a str, en: &'a str) -> &'a str {
    match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    }
}

/// The name of the atlas.
pub(super) const NAME: &str = "Phía Bắc Atlas";

/// A value of a closed list in both languages.
type Named = (&'static str, &'static str, &'static str);

/// Kinds of zone, in the order of the legend.
pub(super) const ZONE_KINDS: [Named; 5] = [
    ("cluster", "Cụm công nghiệp", "Industrial cluster"),
    ("park", "Khu công nghiệp", "Industrial park"),
    (
        "border_economic_zone",
        "Khu kinh tế cửa khẩu",
        "Border-gate economic zone",
    ),
    ("economic_zone", "Khu kinh tế", "Economic zone"),
    ("other", "Khu công nghiệp khác", "Other industrial zone"),
];

/// Classes of gate, in the order of the legend.
pub(super) const GATE_CLASSES: [Named; 5] = [
    ("international", "Cửa khẩu quốc tế", "International gate"),
    ("main", "Cửa khẩu chính", "Main gate"),
    ("secondary", "Cửa khẩu phụ", "Secondary gate"),
    (
        "clearance_point",
        "Lối mở, lối thông quan",
        "Opening, clearance point",
    ),
    ("unknown", "Chưa rõ phân loại", "Class not known"),
];

/// Fuels, in the order of the legend.
pub(super) const FUELS: [Named; 10] = [
    ("hydro", "Thủy điện", "Hydro"),
    ("pumped_storage", "Thủy điện tích năng", "Pumped storage"),
    ("coal", "Than", "Coal"),
    ("gas", "Khí", "Gas"),
    ("oil", "Dầu", "Oil"),
    ("solar", "Mặt trời", "Solar"),
    ("wind", "Gió", "Wind"),
    ("biomass", "Sinh khối", "Biomass"),
    ("waste", "Rác", "Waste"),
    ("unknown", "Chưa rõ nhiên liệu", "Fuel not known"),
];

/// The name of a value, in one language.
pub(super) fn name_of(list: &[Named], value: &str, tongue: Tongue) -> String {
    let found = list.iter().find(|(known, ..)| *known == value);
    found.map_or_else(
        || value.to_owned(),
        |(_, vi, en)| say(tongue, vi, en).to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_names_in_both_languages() {
        assert_eq!(name_of(&FUELS, "coal", Tongue::Vi), "Than");
        assert_eq!(name_of(&FUELS, "coal", Tongue::En), "Coal");
        assert_eq!(name_of(&FUELS, "peat", Tongue::En), "peat");
    }
}
