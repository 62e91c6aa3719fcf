//! The area that a row states beside that of the polygon that it comes with.

use super::super::intake::{Draft, Finding, FindingKind};
use crate::domain::{AreaMeaning, Value};

/// By how much the two may differ without a word.
const SHARE: f64 = 0.2;

/// Tells when the stated area differs from the polygon's; takes the polygon's where none is known.
pub(super) fn compare(draft: &mut Draft, hectares: f64) {
    if draft.is_rejected() {
        return;
    }
    let hectares = (hectares * 100.0).round() / 100.0;
    let stated: Option<f64> = draft.text("area_ha").and_then(|text| text.parse().ok());
    let Some(stated) = stated else {
        draft.values.insert("area_ha", Value::Number(hectares));
        let meaning = Value::from(AreaMeaning::Measured.as_str());
        draft.values.insert("area_meaning", meaning);
        draft.find(
            Finding::noted(
                FindingKind::UnitConverted,
                format!(
                    "Không ghi diện tích: lấy {} ha đo trên vùng.",
                    comma(hectares)
                ),
                format!("No area is stated: the {hectares} ha of the polygon are taken."),
            )
            .in_field("area_ha"),
        );
        return;
    };
    if (stated - hectares).abs() > SHARE * stated.max(hectares) {
        draft.find(
            Finding::noted(
                FindingKind::Contradiction,
                format!(
                    "Diện tích ghi {} ha, đo trên vùng {} ha.",
                    comma(stated),
                    comma(hectares)
                ),
                format!("The stated area is {stated} ha, that of the polygon {hectares} ha."),
            )
            .in_field("area_ha")
            .cure(
                "Hãy kiểm tra đơn vị đo và ranh giới vùng.",
                "Check the unit of measure and the polygon.",
            ),
        );
    }
}

fn comma(value: f64) -> String {
    value.to_string().replace('.', ",")
}
