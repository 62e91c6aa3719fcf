//! What the zones or plants of a unit come to: how many, how much, and how many of them say so.

use crate::domain::{AreaMeaning, IndustrialZone, PowerPlant};

/// What zones come to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ZoneSum {
    /// How many there are.
    pub count: usize,
    /// The areas that are known, added up, hectares; nothing when there are zones and none reports.
    pub area_ha: Option<f64>,
    /// How many have a known area.
    pub area_reported: usize,
    /// How many of those areas were measured on a map, no document stating them.
    pub area_measured: usize,
    /// Mean occupancy in per cent, weighted by area, over the zones that report both.
    pub occupancy_pct: Option<f64>,
    /// How many report occupancy and area.
    pub occupancy_reported: usize,
}

/// What plants come to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PlantSum {
    /// How many there are.
    pub count: usize,
    /// The capacities that are known, added up; nothing when there are plants and none reports.
    pub capacity_mw: Option<f64>,
    /// How many have a known capacity.
    pub reported: usize,
}

/// Counts zones and adds up what they report.
pub fn zone_sum<'a>(zones: impl IntoIterator<Item = &'a IndustrialZone>) -> ZoneSum {
    let mut sum = ZoneSum::default();
    let (mut area, mut filled, mut weights) = (0.0, 0.0, 0.0);
    for zone in zones {
        sum.count += 1;
        if let Some(ha) = zone.area_ha {
            area += ha;
            sum.area_reported += 1;
            sum.area_measured += usize::from(zone.area_meaning == Some(AreaMeaning::Measured));
        }
        let sized = zone.area_ha.filter(|ha| *ha > 0.0);
        if let Some((pct, ha)) = zone.occupancy_pct.zip(sized) {
            filled += pct * ha;
            weights += ha;
            sum.occupancy_reported += 1;
        }
    }
    sum.area_ha = known(area, sum.area_reported, sum.count);
    sum.occupancy_pct = (sum.occupancy_reported > 0).then(|| filled / weights);
    sum
}

/// Counts plants and adds up their capacities.
pub fn plant_sum<'a>(plants: impl IntoIterator<Item = &'a PowerPlant>) -> PlantSum {
    let mut sum = PlantSum::default();
    let mut capacity = 0.0;
    for plant in plants {
        sum.count += 1;
        if let Some(mw) = plant.capacity_mw {
            capacity += mw;
            sum.reported += 1;
        }
    }
    sum.capacity_mw = known(capacity, sum.reported, sum.count);
    sum
}

/// A sum over nothing is zero; a sum over things none of which reports is not known.
fn known(sum: f64, reported: usize, count: usize) -> Option<f64> {
    (reported > 0 || count == 0).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(area_ha: Option<f64>, occupancy_pct: Option<f64>) -> IndustrialZone {
        IndustrialZone {
            area_ha,
            occupancy_pct,
            area_meaning: area_ha.map(|_| AreaMeaning::Stated),
            ..IndustrialZone::sample(1)
        }
    }

    #[test]
    fn nothing_is_zero_and_silence_is_not_known() {
        assert_eq!(zone_sum([]).area_ha, Some(0.0));
        assert_eq!(zone_sum([]).occupancy_pct, None);
        assert_eq!(zone_sum([&zone(None, Some(50.0))]).area_ha, None);
        let silent = PowerPlant {
            capacity_mw: None,
            ..PowerPlant::sample(1)
        };
        assert_eq!(plant_sum([]).capacity_mw, Some(0.0));
        assert_eq!(plant_sum([&silent]).capacity_mw, None);
    }

    #[test]
    fn occupancy_is_weighted_and_says_how_many_report() {
        let zones = [
            zone(Some(10.0), Some(100.0)),
            zone(Some(30.0), Some(20.0)),
            zone(Some(60.0), None),
            zone(None, Some(90.0)),
        ];
        let sum = zone_sum(&zones);
        assert_eq!(
            (sum.count, sum.area_reported, sum.occupancy_reported),
            (4, 3, 2)
        );
        assert_eq!((sum.area_ha, sum.occupancy_pct), (Some(100.0), Some(40.0)));
    }
}
