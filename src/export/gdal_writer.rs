//! Writing through GDAL: the only file that writes with it.
//!
//! Only new local files of three formats are made.

use std::path::Path;

use gdal::config::set_thread_local_config_option;
use gdal::errors::GdalError;
use gdal::spatial_ref::{AxisMappingStrategy, SpatialRef};
use gdal::vector::sql::Dialect;
use gdal::vector::{
    Defn, Feature, FieldDefn, Layer, LayerOptions, OGRFieldType, OGRwkbGeometryType, ToGdal,
};
use gdal::{Dataset, DriverManager};
use geo_types::{Geometry as Shape, MultiLineString, MultiPolygon};

use super::geopackage::{statements, still_closed};
use super::{Cell, ExportError, Extract, ExtractRow};
use crate::domain::{FieldType, Geometry};

/// The column that holds the number of a record.
const NUMBER: &str = "id";

/// The table of the sources in a `GeoPackage`.
const SOURCES: &str = "sources";

impl From<GdalError> for ExportError {
    fn from(error: GdalError) -> Self {
        Self::Gdal(error.to_string())
    }
}

/// Writes a `GeoPackage`: the records with their numbers as feature ids, their columns with titles
/// and words, a table of the sources, and what one must know as metadata.
pub(super) fn geopackage(
    extract: &Extract,
    rows: &mut dyn Iterator<Item = ExtractRow>,
    file: &Path,
) -> Result<(), ExportError> {
    prepare()?;
    // The file is stamped with the time of its data, so that equal wishes give equal bytes.
    set_thread_local_config_option("OGR_CURRENT_DATE", &extract.as_of)?;
    set_thread_local_config_option("OGR_SQLITE_SYNCHRONOUS", "OFF")?;
    let mut dataset = DriverManager::get_driver_by_name("GPKG")?.create_vector_only(file)?;
    let identifier = format!("IDENTIFIER={}", extract.title);
    let description = format!("DESCRIPTION={}", extract.notice.join("\n"));
    let options = [&*format!("FID={NUMBER}"), &identifier, &description];
    let system = system(extract)?;
    let mut closed: Vec<bool> = extract.columns.iter().map(|_| true).collect();
    let mut transaction = dataset.start_transaction()?;
    {
        let layer = transaction.create_layer(LayerOptions {
            name: &extract.name,
            srs: Some(&system),
            ty: kind_of_shape(extract.geometry),
            options: Some(&options),
        })?;
        let mut writer = Writer::new(&layer, extract, &names(extract))?;
        for row in rows {
            still_closed(&extract.columns, &row.cells, &mut closed);
            writer.write(&row, extract.geometry)?;
        }
    }
    sources(&mut transaction, extract)?;
    for statement in statements(extract, &closed) {
        transaction.execute_sql(statement, None, Dialect::DEFAULT)?;
    }
    transaction.commit()?;
    Ok(dataset.close()?)
}

/// Writes a `FlatGeobuf` with an index by place. Every record must have one.
pub(super) fn flatgeobuf(
    extract: &Extract,
    rows: &mut dyn Iterator<Item = ExtractRow>,
    file: &Path,
) -> Result<(), ExportError> {
    prepare()?;
    let mut dataset = DriverManager::get_driver_by_name("FlatGeobuf")?.create_vector_only(file)?;
    let system = system(extract)?;
    {
        let layer = dataset.create_layer(LayerOptions {
            name: &extract.name,
            srs: Some(&system),
            ty: kind_of_shape(extract.geometry),
            options: Some(&["SPATIAL_INDEX=YES"]),
        })?;
        let mut writer = Writer::new(&layer, extract, &names(extract))?;
        for row in rows {
            writer.write(&row, extract.geometry)?;
        }
    }
    Ok(dataset.close()?)
}

/// What did not fit into shapefiles.
#[derive(Debug)]
pub(super) struct Cut {
    /// For each column how many texts were cut.
    pub texts: Vec<usize>,
}

/// Writes shapefiles into a folder: one, or one of areas and one of lines for a layer that has
/// both. The columns are called by `names`, the number of a record first.
pub(super) fn shapefiles(
    extract: &Extract,
    names: &[String],
    rows: &mut dyn Iterator<Item = ExtractRow>,
    folder: &Path,
) -> Result<Cut, ExportError> {
    prepare()?;
    let mut cut = Cut {
        texts: vec![0; extract.columns.len()],
    };
    let system = system(extract)?;
    let driver = DriverManager::get_driver_by_name("ESRI Shapefile")?;
    let kinds: &[(&str, Geometry)] = match extract.geometry {
        Geometry::Mixed => &[("_areas", Geometry::Polygon), ("_lines", Geometry::Line)],
        Geometry::Point => &[("", Geometry::Point)],
        Geometry::Line => &[("", Geometry::Line)],
        Geometry::Polygon => &[("", Geometry::Polygon)],
    };
    let day = extract.as_of.split('T').next().unwrap_or_default();
    let updated = format!("DBF_DATE_LAST_UPDATE={day}");
    let mut datasets = Vec::new();
    for (ending, _) in kinds {
        let file = folder.join(format!("{}{ending}.shp", extract.name));
        datasets.push(driver.create_vector_only(file)?);
    }
    {
        let mut layers = Vec::new();
        for (dataset, (_, kind)) in datasets.iter_mut().zip(kinds) {
            layers.push(dataset.create_layer(LayerOptions {
                srs: Some(&system),
                ty: kind_of_shape(*kind),
                options: Some(&["ENCODING=UTF-8", "RESIZE=YES", &updated]),
                ..LayerOptions::default()
            })?);
        }
        let writers = layers
            .iter()
            .map(|layer| Writer::new(layer, extract, names));
        let mut writers = writers.collect::<Result<Vec<_>, _>>()?;
        for mut row in rows {
            shorten(&mut row, &mut cut);
            let at = usize::from(kinds.len() > 1 && is_line(&row));
            writers[at].write(&row, kinds[at].1)?;
        }
    }
    for dataset in datasets {
        dataset.close()?;
    }
    Ok(cut)
}

fn is_line(row: &ExtractRow) -> bool {
    matches!(
        row.shape,
        Some(Shape::LineString(_) | Shape::MultiLineString(_))
    )
}

/// The most bytes of a text in the tables of shapefiles.
const MOST_BYTES: usize = 254;

/// Cuts what is too long between two letters, and counts it.
fn shorten(row: &mut ExtractRow, cut: &mut Cut) {
    for (cell, count) in row.cells.iter_mut().zip(&mut cut.texts) {
        if let Cell::Text(text) = cell
            && text.len() > MOST_BYTES
        {
            text.truncate(text.floor_char_boundary(MOST_BYTES));
            *count += 1;
        }
    }
}

/// The names of the columns, the number of a record first.
fn names(extract: &Extract) -> Vec<String> {
    let own = extract.columns.iter().map(|column| column.name.clone());
    [NUMBER.to_owned()].into_iter().chain(own).collect()
}

/// The sources as a table without shapes.
fn sources(dataset: &mut Dataset, extract: &Extract) -> Result<(), GdalError> {
    let identifier = format!("IDENTIFIER={}", extract.sources_title);
    let layer = dataset.create_layer(LayerOptions {
        name: SOURCES,
        srs: None,
        ty: OGRwkbGeometryType::wkbNone,
        options: Some(&["FID=number", &identifier]),
    })?;
    for heading in SOURCE_COLUMNS {
        FieldDefn::new(heading, OGRFieldType::OFTString)?.add_to_layer(&layer)?;
    }
    let defn = Defn::from_layer(&layer);
    for source in &extract.sources {
        let mut feature = Feature::new(&defn)?;
        for (at, cell) in Extract::source_cells(source).iter().enumerate() {
            if !cell.is_empty() {
                feature.set_field_string(at, cell)?;
            }
        }
        feature.create(&layer)?;
    }
    Ok(())
}

/// Columns of the table of sources.
const SOURCE_COLUMNS: [&str; 8] = [
    "id",
    "title",
    "publisher",
    "date",
    "licence",
    "use_class",
    "url",
    "note",
];

/// Writes rows into a layer.
struct Writer<'a> {
    layer: &'a Layer<'a>,
    defn: Defn,
}

impl<'a> Writer<'a> {
    /// Gives the layer its columns: the number first, then those of the extract.
    fn new(layer: &'a Layer<'a>, extract: &Extract, names: &[String]) -> Result<Self, GdalError> {
        let kinds = extract
            .columns
            .iter()
            .map(|column| kind_of_field(column.kind));
        for (name, kind) in names
            .iter()
            .zip([OGRFieldType::OFTInteger64].into_iter().chain(kinds))
        {
            FieldDefn::new(name, kind)?.add_to_layer(layer)?;
        }
        Ok(Self {
            layer,
            defn: Defn::from_layer(layer),
        })
    }

    fn write(&mut self, row: &ExtractRow, geometry: Geometry) -> Result<(), GdalError> {
        let mut feature = Feature::new(&self.defn)?;
        feature.set_field_integer64(0, row.id as i64)?;
        for (at, cell) in (1..).zip(&row.cells) {
            match cell {
                Cell::Text(text) => feature.set_field_string(at, text)?,
                Cell::Integer(number) => feature.set_field_integer64(at, *number)?,
                Cell::Number(number) => feature.set_field_double(at, *number)?,
                Cell::Boolean(yes) => feature.set_field_integer(at, i32::from(*yes))?,
                Cell::Empty => feature.set_field_null(at)?,
            }
        }
        if let Some(shape) = &row.shape {
            feature.set_geometry(in_kind(shape, geometry).to_gdal()?)?;
        }
        feature.create(self.layer)
    }
}

/// Areas and lines always as collections of parts, so that all records of a layer are alike.
fn in_kind(shape: &Shape<f64>, geometry: Geometry) -> std::borrow::Cow<'_, Shape<f64>> {
    use std::borrow::Cow;
    if geometry == Geometry::Mixed {
        return Cow::Borrowed(shape);
    }
    match shape {
        Shape::Polygon(one) => Cow::Owned(MultiPolygon(vec![one.clone()]).into()),
        Shape::LineString(one) => Cow::Owned(MultiLineString(vec![one.clone()]).into()),
        other => Cow::Borrowed(other),
    }
}

fn kind_of_shape(geometry: Geometry) -> OGRwkbGeometryType::Type {
    match geometry {
        Geometry::Point => OGRwkbGeometryType::wkbPoint,
        Geometry::Line => OGRwkbGeometryType::wkbMultiLineString,
        Geometry::Polygon => OGRwkbGeometryType::wkbMultiPolygon,
        Geometry::Mixed => OGRwkbGeometryType::wkbUnknown,
    }
}

fn kind_of_field(kind: FieldType) -> OGRFieldType::Type {
    match kind {
        // A date may be a year only.
        FieldType::Text | FieldType::Date => OGRFieldType::OFTString,
        FieldType::Integer => OGRFieldType::OFTInteger64,
        FieldType::Number => OGRFieldType::OFTReal,
        FieldType::Boolean => OGRFieldType::OFTInteger,
    }
}

/// The coordinate system, with east before north as all these formats have it.
fn system(extract: &Extract) -> Result<SpatialRef, GdalError> {
    let mut system = SpatialRef::from_epsg(u32::from(extract.epsg()))?;
    system.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
    Ok(system)
}

/// GDAL asks nobody over the network. Its messages go where the reader of files sends them: there
/// is one place for them in a program.
fn prepare() -> Result<(), GdalError> {
    set_thread_local_config_option("PROJ_NETWORK", "OFF")
}
