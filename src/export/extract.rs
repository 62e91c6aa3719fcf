//! What a file holds, before it has a format.

use geo_types::Geometry as Shape;
use geojson::JsonObject;

use crate::domain::{FieldType, Geometry, Source, Value};
use crate::geometry::{Axis, Crs, LonLat};

/// Records of a layer to be taken away: everything but the records themselves.
#[derive(Clone, Debug)]
pub struct Extract {
    /// Name of the layer: the table of the file.
    pub name: String,
    /// Title of the layer.
    pub title: String,
    /// What its records are drawn with.
    pub geometry: Geometry,
    /// The system of the coordinates. They stand as east, north whatever the authority says, as
    /// all these formats have it.
    pub crs: Crs,
    /// How many records there are.
    pub count: usize,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The sources that the records rest on.
    pub sources: Vec<Source>,
    /// Headings for the columns of the sources, in the order of [`Extract::source_cells`].
    pub source_headings: [String; 8],
    /// Title of the list of sources.
    pub sources_title: String,
    /// What one must know to use the file: paragraphs of plain text.
    pub notice: Vec<String>,
    /// When the data were read, in RFC 3339.
    pub as_of: String,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name in data and filters.
    pub name: String,
    /// Its title with its unit.
    pub title: String,
    /// What it holds.
    pub kind: FieldType,
    /// The closed list of its values with their titles; empty when it has none.
    pub words: Vec<(String, String)>,
}

/// The words for a value of a closed list, or for each where a text holds several.
#[must_use]
pub fn in_words(words: &[(String, String)], value: &str) -> String {
    let each = value.split(';').map(|part| {
        let own = words.iter().find(|(value, _)| value == part);
        own.map_or(part, |(_, title)| title)
    });
    each.collect::<Vec<_>>().join("; ")
}

/// A cell. What is not known is empty.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
    /// Nothing.
    Empty,
}

impl From<Option<&Value>> for Cell {
    fn from(value: Option<&Value>) -> Self {
        match value {
            None => Self::Empty,
            Some(Value::Text(text)) => Self::Text(text.clone()),
            Some(Value::Integer(number)) => Self::Integer(*number),
            Some(Value::Number(number)) => Self::Number(*number),
            Some(Value::Boolean(yes)) => Self::Boolean(*yes),
        }
    }
}

/// A record of an extract.
#[derive(Clone, Debug, PartialEq)]
pub struct ExtractRow {
    /// Its catalogued number.
    pub id: u64,
    /// A cell for each column.
    pub cells: Vec<Cell>,
    /// What `GeoJSON` says of it, in place of cells; empty for all other formats.
    pub properties: JsonObject,
    /// Its shape in the coordinates of the extract; nothing where no source says the place.
    pub shape: Option<Shape<f64>>,
}

impl Extract {
    /// The EPSG number of the coordinates; that of WGS 84 where degrees stand as longitude,
    /// latitude.
    #[must_use]
    pub fn epsg(&self) -> u16 {
        self.crs.epsg().unwrap_or(4326)
    }

    /// The cells of a source; what is not known is empty.
    #[must_use]
    pub fn source_cells(source: &Source) -> [String; 8] {
        let date = source.date.map(|date| date.to_string());
        [
            source.id.clone(),
            source.title.clone(),
            source.publisher.clone(),
            date.unwrap_or_default(),
            source.licence.clone(),
            source.use_class.as_str().to_owned(),
            source.url.clone().unwrap_or_default(),
            source.note.clone().unwrap_or_default(),
        ]
    }
}

/// The coordinates of a place, east before north: to the tenth of a millimetre, or the billionth
/// of a degree.
#[must_use]
pub fn east_north(crs: Crs, place: LonLat) -> [f64; 2] {
    let coordinates = crs.from_lonlat(place);
    let [east, north] = match crs.axes() {
        [Axis::Latitude, _] => [coordinates[1], coordinates[0]],
        _ => coordinates,
    };
    if [Crs::CRS84, Crs::WGS_84].contains(&crs) {
        return [east, north];
    }
    let digits = if crs.is_geographic() { 1e9 } else { 1e4 };
    [east, north].map(|number| (number * digits).round() / digits)
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// GDAL could not write it.
    #[error("GDAL: {0}")]
    Gdal(String),
    /// The archive could not be written.
    #[error(transparent)]
    Archive(#[from] zip::result::ZipError),
    /// The file system did not take it.
    #[error(transparent)]
    File(#[from] std::io::Error),
}
