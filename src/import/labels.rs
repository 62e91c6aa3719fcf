//! Where the names of units stand on the map.

use std::collections::BTreeMap;

use crate::coverage::{NO_FACE, Topology, dissolve, label_points};
use crate::dataset::topojson::BoundaryFile;
use crate::domain::{LayerId, Predecessor, Unit, UnitCode, former_homes};
use crate::geometry::LonLat;

/// Sets the label points of all units that have a shape: communes from their faces, provinces from
/// the union of theirs, former provinces from the present communes that came from them.
pub(super) fn label_units(
    units: &mut [Unit],
    predecessors: &[Predecessor],
    present: &BoundaryFile,
    former: Option<&BoundaryFile>,
) {
    let mut places: BTreeMap<(LayerId, UnitCode), LonLat> = BTreeMap::new();
    let mut set = |layer, labels: Vec<(UnitCode, LonLat)>| {
        places.extend(labels.into_iter().map(|(code, at)| ((layer, code), at)));
    };
    set(LayerId::Communes, of_faces(present));
    if let Some(former) = former {
        set(LayerId::FormerCommunes, of_faces(former));
    }
    let codes: Vec<Option<UnitCode>> = present.codes.iter().map(|c| c.parse().ok()).collect();
    let provinces: Vec<Option<UnitCode>> = present
        .properties
        .iter()
        .map(|unit| unit.province.parse().ok())
        .collect();
    set(LayerId::Provinces, of_unions(&present.topology, &provinces));
    let homes = former_homes(units, predecessors);
    let former_provinces: Vec<Option<UnitCode>> = codes
        .iter()
        .map(|code| homes.get(&(*code)?)?.first().copied())
        .collect();
    set(
        LayerId::FormerProvinces,
        of_unions(&present.topology, &former_provinces),
    );
    for unit in units {
        unit.label_place = places.get(&(unit.layer(), unit.code)).copied().map(rounded);
    }
}

/// Five decimals: about a metre.
fn rounded(place: LonLat) -> LonLat {
    let round = |degrees: f64| (degrees * 1e5).round() / 1e5;
    LonLat {
        lon: round(place.lon),
        lat: round(place.lat),
    }
}

fn of_faces(file: &BoundaryFile) -> Vec<(UnitCode, LonLat)> {
    let codes = file.codes.iter().map(|code| code.parse().ok());
    codes
        .zip(label_points(&file.topology))
        .filter_map(|(code, at)| Some((code?, at)))
        .collect()
}

fn of_unions(topology: &Topology, owners: &[Option<UnitCode>]) -> Vec<(UnitCode, LonLat)> {
    let mut codes: Vec<UnitCode> = owners.iter().copied().flatten().collect();
    codes.sort_unstable();
    codes.dedup();
    let owners: Vec<u32> = owners
        .iter()
        .map(|owner| owner.and_then(|code| codes.binary_search(&code).ok()))
        .map(|index| index.map_or(NO_FACE, |index| index as u32))
        .collect();
    let unions = dissolve(topology, &owners);
    codes.into_iter().zip(label_points(&unions)).collect()
}
