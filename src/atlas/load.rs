//! Loading: read, check, prepare, all at once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;

use super::attributes::{attributes, lookup};
use super::context_layers::context_layers;
use super::overlays::Overlays;
use super::records::filtered::FilteredLayers;
use super::reverse::OuterBorders;
use super::search::gazetteer::Boxes;
use super::subjects::Subjects;
use super::units::layers::{Boundaries, outside_arcs, unit_layers};
use super::version::DataVersion;
use super::{Atlas, PreparedLayer};
use crate::analysis::put_in_order;
use crate::coverage::{self, Coverage};
use crate::dataset::context::Context;
use crate::dataset::topojson::{BoundaryFile, BoundarySet, TopoJsonError, read_boundaries};
use crate::dataset::{DatasetError, FIGURES_FILE, Tables, read_catalog};
use crate::domain::{CatalogSpec, LayerId, LayerSpec, MapRecord};
use crate::geometry::{LonLatBox, lonlat_to_grid};
use crate::store::{AreaIndex, PlaceIndex, UnitIndex};
use crate::tile::{Grouping, Levels, Mark, PointLayer, TileLayer, prepare_all};

/// Why the data could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A table, the catalogue or a context file.
    #[error(transparent)]
    Dataset(#[from] DatasetError),
    /// A boundary file.
    #[error(transparent)]
    Boundaries(#[from] TopoJsonError),
    /// The folder itself.
    #[error("{}: {source}. Name the folder of the compiled data with --data.", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

/// Everything but the boundaries.
struct Records {
    version: DataVersion,
    tables: Tables,
    context: Context,
    /// The layers around our subject.
    around: BTreeMap<LayerId, PreparedLayer>,
}

/// Boundaries read; the present ones prepared for every zoom.
struct Drawn {
    communes: (BoundaryFile, Arc<Levels>),
    former: (BoundaryFile, Arc<Levels>),
}

pub(super) fn load(folder: &Path) -> Result<Atlas, LoadError> {
    let catalog = read_catalog(folder)?;
    let (mut records, drawn) = std::thread::scope(|scope| {
        let records = scope.spawn(|| Records::read(folder, &catalog));
        let drawn = Drawn::read(folder, &catalog);
        let records = records.join().expect("reading records does not panic");
        Ok::<_, LoadError>((records?, drawn?))
    })?;
    let communes = AreaIndex::new(drawn.communes.1.coverage().clone());
    let former_communes = AreaIndex::new(drawn.former.1.coverage().clone());
    let boxes = [
        Boxes::of(&drawn.communes.0.codes, &communes),
        Boxes::of(&drawn.former.0.codes, &former_communes),
    ];
    let mut layers = unit_layers(
        &catalog,
        &records.tables,
        &Boundaries {
            file: &drawn.communes.0,
            levels: drawn.communes.1,
            index: &communes,
        },
        &Boundaries {
            file: &drawn.former.0,
            levels: drawn.former.1,
            index: &former_communes,
        },
    );
    layers.extend(records.around);
    let subjects = Subjects::of(&records.tables);
    let figures = &mut records.tables.figures;
    subjects.check(&folder.join(FIGURES_FILE), figures, &catalog)?;
    put_in_order(figures, &catalog.measures);
    figures.shrink_to_fit();
    let mut places = BTreeMap::new();
    let tables = &records.tables;
    let mut add = Places {
        catalog: &catalog,
        layers: &mut layers,
        nearness: &mut places,
    };
    add.records(LayerId::IndustrialZones, &tables.industrial_zones);
    add.records(LayerId::BorderGates, &tables.border_gates);
    add.records(LayerId::PowerPlants, &tables.power_plants);
    let units = UnitIndex::new(&tables.units, &tables.predecessors);
    Ok(Atlas {
        version: records.version,
        catalog,
        tables: records.tables,
        context: records.context,
        layers,
        communes,
        commune_codes: drawn.communes.0.codes,
        former_communes,
        former_codes: drawn.former.0.codes,
        units,
        places,
        overlays: Overlays::default(),
        subjects,
        boxes,
        outer_borders: OuterBorders::default(),
        sites: OnceLock::new(),
        gazetteer: OnceLock::new(),
        warm: AtomicBool::new(false),
        unit_faces: OnceLock::new(),
        unit_names: OnceLock::new(),
        features: super::features::Features::default(),
        records: super::records::Records::default(),
        of_times: super::units::times::OfTimes::default(),
        accepted: super::records::accepted::Accepted::default(),
        filtered: FilteredLayers::default(),
        loaded: Timestamp::now(),
    })
}

impl Records {
    fn read(folder: &Path, catalog: &CatalogSpec) -> Result<Self, LoadError> {
        let context = Context::read(folder)?;
        Ok(Self {
            version: DataVersion::of_folder(folder)?,
            tables: Tables::read(folder)?,
            around: context_layers(catalog, &context),
            context,
        })
    }
}

impl Drawn {
    /// Reads both files side by side and prepares the present boundaries.
    fn read(folder: &Path, catalog: &CatalogSpec) -> Result<Self, LoadError> {
        let former_from = catalog.layer(LayerId::FormerCommunes).min_zoom;
        let (communes, former) = std::thread::scope(|scope| {
            let former =
                scope.spawn(|| boundaries(folder, BoundarySet::FormerCommunes, former_from));
            let communes = boundaries(folder, BoundarySet::Communes, 0);
            let former = former.join().expect("reading boundaries does not panic");
            Ok::<_, LoadError>((communes?, former?))
        })?;
        prepare_all(&[&communes.1], processors());
        Ok(Self { communes, former })
    }
}

/// How many processors there are to work on.
pub(super) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn boundaries(
    folder: &Path,
    set: BoundarySet,
    min_zoom: u8,
) -> Result<(BoundaryFile, Arc<Levels>), TopoJsonError> {
    let name = format!("{}.topojson", set.object_name());
    let mut file = read_boundaries(&folder.join("boundaries").join(name), set)?;
    if file
        .topology
        .arcs
        .iter()
        .any(|arc| arc.min_zooms.is_empty())
    {
        tracing::info!(
            boundaries = set.object_name(),
            "ranking vertices: the file has no `min_zooms`; `phiabac import` writes them once"
        );
        coverage::rank(&mut file.topology);
    }
    let coverage = Coverage::with_outside(&file.topology, outside_arcs(&file));
    // The points live on in the coverage.
    for arc in &mut file.topology.arcs {
        *arc = coverage::Arc::default();
    }
    Ok((file, Arc::new(Levels::new(coverage, min_zoom))))
}

/// Layers of records that stand at places.
struct Places<'a> {
    catalog: &'a CatalogSpec,
    layers: &'a mut BTreeMap<LayerId, PreparedLayer>,
    nearness: &'a mut BTreeMap<LayerId, PlaceIndex>,
}

impl Places<'_> {
    fn records<R: MapRecord>(&mut self, id: LayerId, records: &[R]) {
        let spec = self.catalog.layer(id);
        let placed = || {
            let numbered = records.iter().zip(0..);
            numbered.filter_map(|(record, index)| Some((record, index, record.place()?)))
        };
        let all: Vec<&R> = records.iter().collect();
        let layer = PreparedLayer {
            count: records.len(),
            drawn: placed().count(),
            bounds: LonLatBox::around(placed().map(|(_, _, place)| place)),
            tiles: point_layer(spec, &all),
        };
        self.layers.insert(id, layer);
        let index = PlaceIndex::new(placed().map(|(_, index, place)| (place, index)));
        self.nearness.insert(id, index);
    }
}

/// A layer of the records that stand at a place, grouped as the catalogue says.
pub(super) fn point_layer<R: MapRecord>(spec: &LayerSpec, records: &[&R]) -> TileLayer {
    let marks: Vec<Mark> = records
        .iter()
        .filter_map(|record| {
            Some(Mark {
                at: lonlat_to_grid(record.place()?),
                min_zoom: spec.min_zoom,
                attributes: attributes(spec, record.id(), lookup(&record.to_fields(), &[])),
            })
        })
        .collect();
    TileLayer::Points(PointLayer::prepare(&marks, grouping(spec).as_ref()))
}

fn grouping(spec: &LayerSpec) -> Option<Grouping> {
    spec.grouping.as_ref().map(|grouping| Grouping {
        max_zoom: grouping.max_zoom,
        reach_in_units: grouping.reach_in_units,
        by: grouping.by.clone(),
        sum: grouping.sum.clone(),
    })
}
