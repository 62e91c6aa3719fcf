//! The layers drawn from boundaries: provinces, communes, former ones, borders, names.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::atlas::PreparedLayer;
use crate::atlas::attributes::{attributes, lookup};
use crate::coverage::NO_FACE;
use crate::dataset::Tables;
use crate::dataset::topojson::{BoundaryFile, OutlineKind};
use crate::domain::{
    CatalogSpec, LayerId, LayerSpec, Level, MapRecord, Record, Unit, UnitCode, Value, former_homes,
};
use crate::geometry::{LonLatBox, lonlat_to_grid};
use crate::store::{AreaIndex, Time};
use crate::tile::{
    AreaLayer, Attributes, BorderLayer, BorderLevel, BorderUnit, Levels, Mark, PointLayer,
    TileLayer,
};

/// Kinds of outside whose borders are drawn, in the order of their numbers.
const OUTSIDE: [OutlineKind; 2] = [OutlineKind::National, OutlineKind::Province];

/// A boundary file made ready.
pub(in crate::atlas) struct Boundaries<'a> {
    pub file: &'a BoundaryFile,
    pub levels: Arc<Levels>,
    pub index: &'a AreaIndex,
}

/// What lies beyond the outer arcs of a file: arc and kind, numbered as in `OUTSIDE`.
pub(in crate::atlas) fn outside_arcs(file: &BoundaryFile) -> impl Iterator<Item = (u32, u32)> + '_ {
    file.outline.iter().flat_map(|(kind, arcs)| {
        let number = OUTSIDE.iter().position(|known| known == kind);
        number
            .into_iter()
            .flat_map(move |number| arcs.iter().map(move |at| (at.arc, number as u32)))
    })
}

/// All layers drawn from the two boundary files.
pub(in crate::atlas) fn unit_layers(
    catalog: &CatalogSpec,
    tables: &Tables,
    present: &Boundaries,
    former: &Boundaries,
) -> BTreeMap<LayerId, PreparedLayer> {
    let owners = Owners::new(tables, present, former);
    let mut layers = BTreeMap::new();
    for (id, boundaries, owners_of_face) in [
        (LayerId::Provinces, present, &owners.provinces),
        (LayerId::Communes, present, &owners.communes),
        (LayerId::FormerProvinces, present, &owners.former_provinces),
        (LayerId::FormerCommunes, former, &owners.former_communes),
    ] {
        let units = owners.units_of(id);
        let layer = AreaLayer {
            levels: boundaries.levels.clone(),
            owners: owners_of_face.clone(),
            attributes: units
                .iter()
                .map(|unit| owners.attributes(catalog, id, unit))
                .collect(),
        };
        let drawn: std::collections::BTreeSet<u32> = owners_of_face
            .iter()
            .copied()
            .filter(|&owner| owner != NO_FACE)
            .collect();
        let prepared = PreparedLayer {
            tiles: TileLayer::Areas(layer),
            count: units.len(),
            drawn: drawn.len(),
            bounds: bounds(boundaries.index, owners_of_face),
        };
        layers.insert(id, prepared);
    }
    layers.insert(LayerId::Borders, owners.borders(catalog, present));
    layers.insert(LayerId::UnitLabels, owners.labels(catalog));
    layers
}

fn bounds(index: &AreaIndex, owners: &[u32]) -> Option<LonLatBox> {
    owners
        .iter()
        .enumerate()
        .filter(|&(_, &owner)| owner != NO_FACE)
        .filter_map(|(face, _)| index.bounds(face as u32))
        .reduce(LonLatBox::union)
}

/// Which unit each face belongs to, on every level.
struct Owners<'a> {
    units: BTreeMap<LayerId, Vec<&'a Unit>>,
    provinces: Vec<u32>,
    communes: Vec<u32>,
    former_provinces: Vec<u32>,
    former_communes: Vec<u32>,
    /// For each former province whether it is drawn from communes that also hold parts of others.
    approximate: Vec<bool>,
    /// Default present code of each former unit.
    successors: HashMap<UnitCode, UnitCode>,
}

impl<'a> Owners<'a> {
    fn new(tables: &'a Tables, present: &Boundaries, former: &Boundaries) -> Self {
        let mut units: BTreeMap<LayerId, Vec<&Unit>> = BTreeMap::new();
        for unit in &tables.units {
            units.entry(unit.layer()).or_default().push(unit);
        }
        let index_of = |layer: LayerId| -> HashMap<UnitCode, u32> {
            let units = units.get(&layer).map_or(&[][..], Vec::as_slice);
            units.iter().map(|u| u.code).zip(0..).collect()
        };
        let communes_by_code = index_of(LayerId::Communes);
        let provinces_by_code = index_of(LayerId::Provinces);
        let parents: HashMap<UnitCode, UnitCode> = tables
            .units
            .iter()
            .filter(|unit| unit.layer() == LayerId::Communes)
            .filter_map(|unit| Some((unit.code, unit.province?)))
            .collect();
        let present_codes: Vec<Option<UnitCode>> = present
            .file
            .codes
            .iter()
            .map(|code| code.parse().ok())
            .collect();
        let own = |code: Option<UnitCode>, by: &HashMap<UnitCode, u32>| {
            code.and_then(|code| by.get(&code).copied())
                .unwrap_or(NO_FACE)
        };
        let homes = former_homes(&tables.units, &tables.predecessors);
        let former_by_code = index_of(LayerId::FormerProvinces);
        let mut approximate = vec![false; former_by_code.len()];
        let former_provinces = present_codes
            .iter()
            .map(|&code| {
                let shares = code.and_then(|code| homes.get(&code));
                let shares = shares.map_or(&[][..], Vec::as_slice);
                if let [_, _, ..] = shares {
                    for share in shares {
                        if let Some(&other) = former_by_code.get(share) {
                            approximate[other as usize] = true;
                        }
                    }
                }
                own(shares.first().copied(), &former_by_code)
            })
            .collect();
        let former_communes_by_code = index_of(LayerId::FormerCommunes);
        let former_communes = former
            .file
            .codes
            .iter()
            .map(|code| own(code.parse().ok(), &former_communes_by_code))
            .collect();
        let successors = tables
            .predecessors
            .iter()
            .filter(|edge| edge.default)
            .map(|edge| (edge.former, edge.successor))
            .collect();
        Self {
            provinces: present_codes
                .iter()
                .map(|&code| {
                    own(
                        code.and_then(|c| parents.get(&c).copied()),
                        &provinces_by_code,
                    )
                })
                .collect(),
            communes: present_codes
                .iter()
                .map(|&code| own(code, &communes_by_code))
                .collect(),
            former_provinces,
            former_communes,
            approximate,
            successors,
            units,
        }
    }

    fn units_of(&self, layer: LayerId) -> &[&'a Unit] {
        self.units.get(&layer).map_or(&[], Vec::as_slice)
    }

    fn attributes(&self, catalog: &CatalogSpec, layer: LayerId, unit: &Unit) -> Attributes {
        let fields = unit.to_fields();
        let extra = self.derived(layer, unit);
        attributes(catalog.layer(layer), unit.id, lookup(&fields, &extra))
    }

    /// What the map says of a unit beyond its own columns.
    fn derived(&self, layer: LayerId, unit: &Unit) -> Vec<(&'static str, Value)> {
        let mut extra = Vec::new();
        if let Some(parent) = unit.province {
            extra.push(("province", parent.to_string().into()));
        }
        if let Some(successor) = self.successors.get(&unit.code)
            && !unit.is_present()
        {
            extra.push(("successor", successor.to_string().into()));
        }
        if layer == LayerId::FormerProvinces {
            let index = self
                .units_of(layer)
                .iter()
                .position(|u| u.code == unit.code);
            let approximate = index.is_some_and(|index| self.approximate[index]);
            extra.push(("approximate", approximate.into()));
        }
        extra
    }

    fn borders(&self, catalog: &CatalogSpec, present: &Boundaries) -> PreparedLayer {
        let level = |name, layer, owners: &[u32], min_zoom| BorderLevel {
            name,
            number: border_number(name, None),
            owners: owners.to_vec(),
            units: self
                .units_of(layer)
                .iter()
                .map(|unit| BorderUnit {
                    code: unit.code.to_string(),
                    number: unit.code.number(),
                })
                .collect(),
            min_zoom,
        };
        let least = catalog.layer(LayerId::Borders).min_zoom;
        let provinces = &self.provinces;
        let border_levels = vec![
            level("province", LayerId::Provinces, provinces, least),
            level(
                "former_province",
                LayerId::FormerProvinces,
                &self.former_provinces,
                least,
            ),
            level(
                "commune",
                LayerId::Communes,
                &self.communes,
                COMMUNE_BORDERS_FROM,
            ),
            // Only the outside has this level. It comes last, or every border between provinces
            // would be found here, where their units differ as well.
            level("national", LayerId::Provinces, provinces, least),
        ];
        let layer = BorderLayer {
            levels: present.levels.clone(),
            border_levels,
            // `OUTSIDE` in terms of the levels above.
            outside: vec![3, 0],
            face_count: present.file.codes.len() as u32,
        };
        let borders = layer.whole_borders().len();
        PreparedLayer {
            tiles: TileLayer::Borders(vec![layer]),
            count: borders,
            drawn: borders,
            bounds: bounds(present.index, provinces),
        }
    }

    fn labels(&self, catalog: &CatalogSpec) -> PreparedLayer {
        let spec = catalog.layer(LayerId::UnitLabels);
        let layers = LABELLED.iter().map(|(layer, _)| *layer);
        let marks: Vec<Mark> = layers
            .clone()
            .flat_map(|layer| label_marks(spec, layer, self.units_of(layer)))
            .collect();
        let units = layers.flat_map(|layer| self.units_of(layer));
        let places = units.filter_map(|unit| unit.place());
        PreparedLayer {
            count: marks.len(),
            drawn: marks.len(),
            bounds: LonLatBox::around(places),
            tiles: TileLayer::Points(PointLayer::prepare(&marks, None)),
        }
    }
}

/// The names of the units of a layer, as tiles draw them.
pub(in crate::atlas) fn label_marks(
    spec: &LayerSpec,
    layer: LayerId,
    units: &[&Unit],
) -> Vec<Mark> {
    let known = LABELLED.iter().find(|(own, _)| *own == layer);
    let name = known.map_or("", |(_, name)| name);
    let mark = |unit: &&Unit| {
        let place = unit.place()?;
        let rank = label_rank(unit, units);
        let level = [("rank", Value::Integer(rank)), ("level", name.into())];
        let fields = unit.to_fields();
        let by_name = lookup(&fields, &[]);
        let value = |key: &str| {
            let own = level.iter().find(|(name, _)| *name == key);
            own.map(|(_, value)| value.clone()).or_else(|| by_name(key))
        };
        Some(Mark {
            at: lonlat_to_grid(place),
            min_zoom: LABEL_FROM_ZOOM[rank as usize],
            attributes: attributes(spec, label_number(layer, unit), value),
        })
    };
    units.iter().filter_map(mark).collect()
}

/// What the numbers of borders of a level begin with: between units of former times another one.
/// Between present units it is the same whether former ones are drawn beside them or not.
pub(in crate::atlas) fn border_number(level: &str, time: Option<Time>) -> u64 {
    let levels = ["province", "former_province", "commune", "national"];
    let before = levels.iter().take_while(|own| **own != level).count() as u64;
    match time {
        Some(Time::Former) => 5 + before,
        _ => 1 + before,
    }
}

/// At smaller zooms commune borders would be all that one sees.
pub(in crate::atlas) const COMMUNE_BORDERS_FROM: u8 = 7;

/// The layers whose names are drawn, and what labels call them.
pub(in crate::atlas) const LABELLED: [(LayerId, &str); 4] = [
    (LayerId::Provinces, "province"),
    (LayerId::Communes, "commune"),
    (LayerId::FormerProvinces, "former_province"),
    (LayerId::FormerCommunes, "former_commune"),
];

/// Those of them whose names are drawn of the units of a time; all where none is named.
pub(in crate::atlas) fn labelled(
    time: Option<Time>,
) -> impl Iterator<Item = (LayerId, &'static str)> {
    LABELLED.into_iter().filter(move |(layer, _)| {
        let own = match layer {
            LayerId::FormerProvinces | LayerId::FormerCommunes => Time::Former,
            _ => Time::Present,
        };
        time.is_none_or(|time| time == own)
    })
}

/// The number of a name. Numbers of units are unique within their layer, and below ten million.
pub(in crate::atlas) fn label_number(layer: LayerId, unit: &Unit) -> u64 {
    let before = LABELLED.iter().take_while(|(own, _)| *own != layer);
    (before.count() as u64 + 1) * 10_000_000 + unit.id
}

/// The smallest zoom of a label, by rank.
const LABEL_FROM_ZOOM: [u8; 6] = [0, 4, 8, 9, 10, 10];

/// How important a name is: 1 for provinces, 2 to 4 for communes by their residents, 5 for former
/// communes.
pub(in crate::atlas) fn label_rank(unit: &Unit, among: &[&Unit]) -> i64 {
    match (unit.level, unit.is_present()) {
        (Level::Province, _) => 1,
        (Level::Commune, false) => 5,
        (Level::Commune, true) => {
            let larger = among
                .iter()
                .filter(|u| u.population > unit.population)
                .count();
            match larger * 100 / among.len().max(1) {
                0..10 => 2,
                10..40 => 3,
                _ => 4,
            }
        }
    }
}
