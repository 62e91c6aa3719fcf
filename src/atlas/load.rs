//! Loading: read, check, prepare, all at once.

use std::collections::BTreeMap;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use super::attributes::{attributes, lookup};
use super::context_layers::context_layers;
use super::unit_layers::{Boundaries, outside_arcs, unit_layers};
use super::{Atlas, PreparedLayer};
use crate::coverage::{self, Coverage};
use crate::dataset::context::Context;
use crate::dataset::topojson::{BoundaryFile, BoundarySet, TopoJsonError, read_boundaries};
use crate::dataset::{DatasetError, Tables, read_catalog};
use crate::domain::{CatalogSpec, LayerId, LayerSpec, MapRecord};
use crate::geometry::{LonLatBox, lonlat_to_grid};
use crate::store::{AreaIndex, PlaceIndex};
use crate::tile::{Grouping, Mark, PointLayer, TileLayer, prepare_levels};

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

/// What is read from the folder.
struct Files {
    version: String,
    catalog: CatalogSpec,
    tables: Tables,
    context: Context,
    /// The layers around our subject, prepared while the boundaries are read.
    around: BTreeMap<LayerId, PreparedLayer>,
    communes: (BoundaryFile, Coverage),
    former: (BoundaryFile, Coverage),
}

pub(super) fn load(folder: &Path) -> Result<Atlas, LoadError> {
    let files = Files::read(folder)?;
    let levels = prepare_levels(&[&files.communes.1, &files.former.1]);
    let [present_levels, former_levels] = [levels[0].clone(), levels[1].clone()];
    let communes = AreaIndex::new(&files.communes.1);
    let former_index = AreaIndex::new(&files.former.1);
    let mut layers = unit_layers(
        &files.catalog,
        &files.tables,
        &Boundaries {
            file: &files.communes.0,
            levels: present_levels,
            index: &communes,
        },
        &Boundaries {
            file: &files.former.0,
            levels: former_levels,
            index: &former_index,
        },
    );
    layers.extend(files.around);
    let mut places = BTreeMap::new();
    let tables = &files.tables;
    add_places(
        LayerId::IndustrialZones,
        &tables.industrial_zones,
        &files.catalog,
        &mut layers,
        &mut places,
    );
    add_places(
        LayerId::BorderGates,
        &tables.border_gates,
        &files.catalog,
        &mut layers,
        &mut places,
    );
    add_places(
        LayerId::PowerPlants,
        &tables.power_plants,
        &files.catalog,
        &mut layers,
        &mut places,
    );
    Ok(Atlas {
        version: files.version,
        catalog: files.catalog,
        tables: files.tables,
        context: files.context,
        layers,
        communes,
        commune_codes: files.communes.0.codes,
        places,
    })
}

impl Files {
    /// Reads everything, the two boundary files beside the rest.
    fn read(folder: &Path) -> Result<Self, LoadError> {
        std::thread::scope(|scope| {
            let communes = scope.spawn(|| boundaries(folder, BoundarySet::Communes));
            let former = scope.spawn(|| boundaries(folder, BoundarySet::FormerCommunes));
            let version = version_of(folder)?;
            let catalog = read_catalog(folder)?;
            let tables = Tables::read(folder)?;
            let context = Context::read(folder)?;
            let around = context_layers(&catalog, &context);
            let joined = |thread: std::thread::ScopedJoinHandle<'_, Result<_, TopoJsonError>>| {
                thread
                    .join()
                    .expect("reading a boundary file does not panic")
            };
            Ok(Self {
                version,
                catalog,
                tables,
                context,
                around,
                communes: joined(communes)?,
                former: joined(former)?,
            })
        })
    }
}

fn boundaries(folder: &Path, set: BoundarySet) -> Result<(BoundaryFile, Coverage), TopoJsonError> {
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
    Ok((file, coverage))
}

/// A hash over the names and bytes of all files of the folder.
fn version_of(folder: &Path) -> Result<String, LoadError> {
    let failed = |source| LoadError::Folder {
        folder: folder.to_owned(),
        source,
    };
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut hash = Xxh3::new();
    for file in files {
        let name = file.strip_prefix(folder).unwrap_or(&file);
        hash.write(name.as_os_str().as_encoded_bytes());
        hash.write(&std::fs::read(&file).map_err(failed)?);
    }
    Ok(format!("{:016x}", hash.finish()))
}

/// A layer of records that stand at places.
fn add_places<R: MapRecord>(
    id: LayerId,
    records: &[R],
    catalog: &CatalogSpec,
    layers: &mut BTreeMap<LayerId, PreparedLayer>,
    places: &mut BTreeMap<LayerId, PlaceIndex>,
) {
    let spec = catalog.layer(id);
    let standing = || {
        records
            .iter()
            .filter_map(|record| Some((record, record.place()?)))
    };
    let marks: Vec<Mark> = standing()
        .map(|(record, place)| Mark {
            at: lonlat_to_grid(place),
            min_zoom: spec.min_zoom,
            attributes: attributes(spec, record.id(), lookup(&record.to_fields(), &[])),
        })
        .collect();
    layers.insert(
        id,
        PreparedLayer {
            count: records.len(),
            drawn: marks.len(),
            bounds: LonLatBox::around(standing().map(|(_, place)| place)),
            tiles: TileLayer::Points(PointLayer::prepare(&marks, grouping(spec).as_ref())),
        },
    );
    let indexed = records.iter().zip(0..);
    let indexed = indexed.filter_map(|(record, index)| Some((record.place()?, index)));
    places.insert(id, PlaceIndex::new(indexed));
}

fn grouping(spec: &LayerSpec) -> Option<Grouping> {
    spec.grouping.as_ref().map(|grouping| Grouping {
        max_zoom: grouping.max_zoom,
        reach_in_units: grouping.reach_in_units,
        by: grouping.by.clone(),
        sum: grouping.sum.clone(),
    })
}
