//! Which column holds which field: by the field's name, by its titles in the catalogue, by what
//! offices call it, or as the clerk maps it.

use std::collections::BTreeMap;

use super::aliases::ALIASES;
use super::report::{Finding, FindingKind};
use super::units_of_measure::Scale;
use super::{IntakeError, Refusal};
use crate::domain::{LayerSpec, Tongue, short_names};
use crate::search::fold;

/// Fields of rows that no table has, but that say where a row is.
const PLACE_FIELDS: [&str; 5] = ["x", "y", "coordinates", "district", "address"];

/// Fields that hold coordinates.
const COORDINATES: [&str; 5] = ["lon", "lat", "x", "y", "coordinates"];

/// The most bytes of a name of a field in a shapefile.
const LONGEST_IN_SHAPEFILES: usize = 10;

/// Headings that never mean a field, whatever they share with one.
const NUMBERING: [&str; 6] = ["stt", "tt", "so thu tu", "no", "so tt", "ord"];

/// What GDAL makes of every KML file: nothing that the clerk wrote.
const OF_KML: [&str; 10] = [
    "description",
    "timestamp",
    "begin",
    "end",
    "altitudeMode",
    "tessellate",
    "extrude",
    "visibility",
    "drawOrder",
    "icon",
];

/// What the headings of a layer mean.
#[derive(Debug)]
pub(crate) struct Headings {
    /// Folded name → field and whether the name is its own name or title.
    names: BTreeMap<String, &'static str>,
    /// Folded heading → field, as the clerk maps it; `None` leaves the column out.
    mapped: Vec<(String, Option<&'static str>)>,
    fields: Vec<&'static str>,
}

impl Headings {
    /// The headings of a layer whose table has these columns, with the clerk's own ones.
    pub fn new(
        spec: &LayerSpec,
        columns: &[&'static str],
        mapped: &[(String, String)],
    ) -> Result<Self, IntakeError> {
        let mut fields: Vec<&'static str> = columns.to_vec();
        fields.extend(PLACE_FIELDS);
        let field_of = |name: &str| fields.iter().copied().find(|own| *own == name);
        let mut names = BTreeMap::new();
        let mut add = |name: &str, field: &'static str| {
            names.entry(fold(name)).or_insert(field);
        };
        for field in &fields {
            add(field, field);
        }
        // Shapefiles cut names off.
        for field in &fields {
            if let Some(cut) = field.get(..LONGEST_IN_SHAPEFILES) {
                add(cut, field);
            }
        }
        // Ours have a number where the beginning would be that of another field.
        let listed = spec.fields.iter().filter_map(|field| field_of(&field.id));
        let listed: Vec<&'static str> = ["id"].into_iter().chain(listed).collect();
        for (short, field) in short_names(listed.iter().copied()).iter().zip(&listed) {
            add(short, field);
        }
        for field in &spec.fields {
            if let Some(own) = field_of(&field.id) {
                add(&field.title_vi, own);
                add(&field.title_en, own);
            }
        }
        for (field, aliases) in ALIASES {
            if let Some(own) = field_of(field) {
                for alias in *aliases {
                    add(alias, own);
                }
            }
        }
        let mut own = Vec::new();
        for (heading, field) in mapped {
            let meant = match field.trim() {
                "" | "-" => None,
                field => Some(names_field(&names, &fields, field)?),
            };
            own.push((fold(heading), meant));
        }
        Ok(Self {
            names,
            mapped: own,
            fields,
        })
    }

    /// Whether a heading means a field.
    pub fn means_something(&self, heading: &str) -> bool {
        self.meaning(heading).is_some()
    }

    /// The field that a heading means, and in which unit its numbers are.
    fn meaning(&self, heading: &str) -> Option<(&'static str, Scale)> {
        let (bare, unit) = without_unit(heading);
        let whole = fold(heading);
        if whole.is_empty() || NUMBERING.contains(&whole.as_str()) {
            return None;
        }
        if let Some((_, field)) = self.mapped.iter().find(|(own, _)| *own == whole) {
            return field.map(|field| (field, Scale::of(field, unit.as_deref())));
        }
        // Longer headings end in their unit without brackets: "Diện tích ha".
        let words: Vec<&str> = whole.split(' ').collect();
        let (last, before) = words.split_last()?;
        let field = self
            .names
            .get(&whole)
            .or_else(|| self.names.get(&fold(&bare)))
            .or_else(|| {
                let before = before.join(" ");
                Scale::is_unit(last)
                    .then(|| self.names.get(&before))
                    .flatten()
            })?;
        let unit = unit.or_else(|| Scale::is_unit(last).then(|| (*last).to_owned()));
        Some((field, Scale::of(field, unit.as_deref())))
    }

    /// The plan of a table with these headings; columns in which nothing stands are passed over.
    pub fn plan(&self, headings: &[String], used: &[bool]) -> Result<Plan, IntakeError> {
        let mut plan = Plan::default();
        for (wished, _) in &self.mapped {
            if !headings.iter().any(|heading| fold(heading) == *wished) {
                return Err(no_such_heading(wished, headings));
            }
        }
        let used = |at: &usize| used.get(*at) == Some(&true);
        for (at, heading) in headings.iter().enumerate().filter(|(at, _)| used(at)) {
            match self.meaning(heading) {
                None => plan.pass_over(heading, self),
                Some((field, scale)) => plan.take(at, heading, field, scale),
            }
        }
        Ok(plan)
    }
}

fn names_field(
    names: &BTreeMap<String, &'static str>,
    fields: &[&'static str],
    wished: &str,
) -> Result<&'static str, IntakeError> {
    names.get(&fold(wished)).copied().ok_or_else(|| {
        let list = fields.join(", ");
        IntakeError::refused(
            Refusal::Wish,
            format!("--map chỉ tới trường \"{wished}\" mà lớp này không có. Các trường: {list}."),
            format!("--map names the field \"{wished}\", which the layer has not. Fields: {list}."),
        )
    })
}

fn no_such_heading(wished: &str, headings: &[String]) -> IntakeError {
    let there: Vec<&str> = headings
        .iter()
        .map(String::as_str)
        .filter(|h| !h.is_empty())
        .collect();
    let there = there.join(", ");
    IntakeError::refused(
        Refusal::Wish,
        format!("--map nêu cột \"{wished}\" mà tệp không có. Các cột đang có: {there}."),
        format!("--map names the column \"{wished}\", which the file has not. There are: {there}."),
    )
}

/// A heading without the unit in brackets or after a comma, and that unit.
fn without_unit(heading: &str) -> (String, Option<String>) {
    if let Some((before, after)) = heading.split_once(['(', '[']) {
        let unit = after.trim_end_matches([')', ']', ' ', ':']);
        return (before.trim().to_owned(), Some(unit.trim().to_owned()));
    }
    if let Some((before, after)) = heading.rsplit_once(',')
        && Scale::is_unit(after.trim())
    {
        return (before.trim().to_owned(), Some(after.trim().to_owned()));
    }
    (heading.to_owned(), None)
}

/// The EPSG code that a heading names.
fn epsg_in(heading: &str) -> Option<u32> {
    let lower = heading.to_ascii_lowercase();
    let (_, rest) = lower.split_once("epsg:")?;
    let digits = rest.trim_start();
    let end = digits.find(|letter: char| !letter.is_ascii_digit());
    digits[..end.unwrap_or(digits.len())].parse().ok()
}

/// A column that is read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlannedColumn {
    /// Its place in a row.
    pub at: usize,
    /// Its heading.
    pub heading: String,
    /// Its field.
    pub field: &'static str,
    /// What its numbers are multiplied by.
    pub scale: Scale,
}

/// Which columns are read as what.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Plan {
    /// Columns that are read, in the order of the file.
    pub columns: Vec<PlannedColumn>,
    /// What was passed over.
    pub findings: Vec<Finding>,
}

impl Plan {
    /// Whether some column holds this field.
    pub fn has(&self, field: &str) -> bool {
        self.columns.iter().any(|column| column.field == field)
    }

    /// The EPSG codes that the headings of coordinates name, each once: "Tọa độ Đông (m,
    /// EPSG:9210)".
    pub fn systems(&self) -> Vec<u32> {
        let of_places = self.columns.iter();
        let of_places = of_places.filter(|column| COORDINATES.contains(&column.field));
        let mut codes: Vec<u32> = of_places
            .filter_map(|column| epsg_in(&column.heading))
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    fn take(&mut self, at: usize, heading: &str, field: &'static str, scale: Scale) {
        let earlier = self.columns.iter().position(|column| column.field == field);
        let Some(earlier) = earlier else {
            self.columns.push(PlannedColumn {
                at,
                heading: heading.to_owned(),
                field,
                scale,
            });
            return;
        };
        // Of a name and a code of the same unit the code is the surer one, and so is the name of
        // the field itself.
        let codes = |heading: &str| {
            let folded = fold(heading);
            folded == fold(field)
                || folded.starts_with("ma ")
                || folded.ends_with(" code")
                || folded.ends_with(" ma")
        };
        let (mut kept, mut left) = (self.columns[earlier].heading.clone(), heading.to_owned());
        if codes(heading) && !codes(&kept) {
            std::mem::swap(&mut kept, &mut left);
            self.columns[earlier] = PlannedColumn {
                at,
                heading: heading.to_owned(),
                field,
                scale,
            };
        }
        self.findings.push(
            Finding::noted(
                FindingKind::DoubleColumn,
                format!(
                    "Cột \"{left}\" và cột \"{kept}\" cùng chỉ một trường; dùng cột \"{kept}\"."
                ),
                format!(
                    "The columns \"{left}\" and \"{kept}\" mean the same field; \"{kept}\" is used."
                ),
            )
            .in_field(field)
            .cure(
                format!("Nếu cần cột kia, thêm --map \"{kept}=-\"."),
                format!("If you mean the other one, add --map \"{kept}=-\"."),
            ),
        );
    }

    fn pass_over(&mut self, heading: &str, headings: &Headings) {
        let folded = fold(heading);
        let left_out = headings.mapped.iter().any(|(own, _)| *own == folded);
        let own_of_kml = OF_KML.contains(&heading);
        if folded.is_empty() || left_out || own_of_kml || NUMBERING.contains(&folded.as_str()) {
            return;
        }
        self.findings.push(
            Finding::noted(
                FindingKind::UnknownColumn,
                format!("Không rõ cột \"{heading}\" là trường nào nên cột này được bỏ qua."),
                format!("The column \"{heading}\" is not recognised and was passed over."),
            )
            .said(heading)
            .cure(
                format!(
                    "Nếu cần, thêm --map \"{heading}=trường\"; các trường: {}.",
                    headings.fields.join(", ")
                ),
                format!(
                    "If it is needed, add --map \"{heading}=field\"; fields: {}.",
                    headings.fields.join(", ")
                ),
            ),
        );
    }
}

/// The title of a field in a language, its name where the catalogue has none.
pub(crate) fn title(spec: &LayerSpec, field: &str, tongue: Tongue) -> String {
    let own = spec.fields.iter().find(|own| own.id == field);
    let title = own.map(|own| match tongue {
        Tongue::Vi => own.title_vi.clone(),
        Tongue::En => own.title_en.clone(),
    });
    title.unwrap_or_else(|| match (field, tongue) {
        ("lon", Tongue::Vi) => "Kinh độ".to_owned(),
        ("lon", Tongue::En) => "Longitude".to_owned(),
        ("lat", Tongue::Vi) => "Vĩ độ".to_owned(),
        ("lat", Tongue::En) => "Latitude".to_owned(),
        (other, _) => other.to_owned(),
    })
}
