//! What a release changes in a table: records that come, change and go.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Fields, MapRecord};
use crate::import::intake::Difference;

/// Which fields of a record change, in the order of the columns.
#[must_use]
pub fn differences(before: &Fields, after: &Fields) -> Vec<Difference> {
    let text = |fields: &Fields, name: &str| fields.get(name).map(ToString::to_string);
    let mut seen = BTreeSet::new();
    let names = after.iter().chain(before.iter()).map(|(name, _)| name);
    names
        .filter(|name| seen.insert(*name))
        .filter_map(|name| {
            let (old, new) = (text(before, name), text(after, name));
            (old != new).then(|| Difference {
                field: name.to_string(),
                old,
                new,
            })
        })
        .collect()
}

/// A record that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordChange {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Option<String>,
    /// What changes, field by field.
    pub fields: Vec<Difference>,
}

/// Two states of a table, compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Code and name of each record that comes.
    pub added: Vec<(String, Option<String>)>,
    /// Records that change.
    pub changed: Vec<RecordChange>,
    /// Code and name of each record that goes.
    pub removed: Vec<(String, Option<String>)>,
    /// How many records stay as they are.
    pub same: usize,
}

/// Compares two states of a table, record by record.
#[must_use]
pub fn compare<R: MapRecord + PartialEq>(before: &[R], after: &[R]) -> Comparison {
    let mut comparison = Comparison::default();
    let mut left: BTreeMap<u64, &R> = before.iter().map(|record| (record.id(), record)).collect();
    for record in after {
        match left.remove(&record.id()) {
            None => comparison.added.push(named(record)),
            Some(old) if old == record => comparison.same += 1,
            Some(old) => {
                let (code, name) = named(record);
                comparison.changed.push(RecordChange {
                    code,
                    name,
                    fields: differences(&old.to_fields(), &record.to_fields()),
                });
            }
        }
    }
    comparison.removed = left.into_values().map(named).collect();
    comparison
}

fn named<R: MapRecord>(record: &R) -> (String, Option<String>) {
    let name = record.name_vi().or(record.name_en());
    (record.code(), name.map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Fuel, PowerPlant, Record};

    fn plant(id: u64, name: &str, fuel: Fuel) -> PowerPlant {
        let mut plant = PowerPlant::sample(1);
        plant.id = id;
        plant.code = format!("plant-{id}");
        plant.name_vi = Some(name.to_owned());
        plant.fuel = fuel;
        plant
    }

    #[test]
    fn records_come_change_and_go() {
        let before = [
            plant(1, "Hòa Bình", Fuel::Hydro),
            plant(2, "Phả Lại", Fuel::Coal),
            plant(3, "Cẩm Phả", Fuel::Coal),
        ];
        let mut mended = before[1].clone();
        mended.fuel = Fuel::Biomass;
        mended.owner = None;
        let after = [before[0].clone(), mended, plant(4, "Bắc Giang", Fuel::Coal)];
        let found = compare(&before, &after);
        assert_eq!(found.same, 1);
        assert_eq!(
            found.added,
            [("plant-4".to_owned(), Some("Bắc Giang".to_owned()))]
        );
        assert_eq!(
            found.removed,
            [("plant-3".to_owned(), Some("Cẩm Phả".to_owned()))]
        );
        let [changed] = &found.changed[..] else {
            panic!("{:?}", found.changed)
        };
        let fuel = changed.fields.iter().find(|one| one.field == "fuel");
        assert_eq!(
            fuel.map(|one| (one.old.as_deref(), one.new.as_deref())),
            Some((Some("coal"), Some("biomass")))
        );
    }

    #[test]
    fn a_value_that_goes_has_no_new_one() {
        let before = plant(1, "Hòa Bình", Fuel::Hydro);
        let mut after = before.clone();
        after.name_en = None;
        let mut before = before;
        before.name_en = Some("Hoa Binh".to_owned());
        let found = differences(&before.to_fields(), &after.to_fields());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].old.as_deref(), Some("Hoa Binh"));
        assert_eq!(found[0].new, None);
    }
}
