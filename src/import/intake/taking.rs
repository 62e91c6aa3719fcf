//! Taking a delivery in, from the file to the new release.

use std::collections::BTreeMap;
use std::path::Path;

use super::cited::Cited;
use super::columns::{Headings, Plan};
use super::cut_texts;
use super::encodings;
use super::following::Delivered;
use super::format::{self, Admitted, Contents, Format, Grid};
use super::merging::{Merged, Merging};
use super::report::{Change, Finding, FindingKind, Gravity, IntakeReport, RowReport, Verdict};
use super::sheet::{self, Sheet};
use super::typing::Typing;
use super::{
    DELIVERED_LAYERS, Delivery, DeliverySource, Draft, Ground, IntakeError, Proof, Refusal,
};
use crate::dataset::{
    BROUGHT_IN_FILE, FIGURES_FILE, NUMBERS_FILE, SOURCES_FILE, Tables, read_catalog, read_table,
    table_bytes,
};
use crate::domain::{
    BroughtIn, Column, Fields, LayerId, LayerSpec, MapRecord, NextNumber, Record, Unit,
};
use crate::import::numbers::Numbers;
use crate::import::placing::{place_borders, place_rows};
use crate::import::release::{self, differences};

/// Which columns a delivery of boundaries is asked for.
const BOUNDARY_FIELDS: [&str; 4] = ["code", "name_vi", "full_name_vi", "province"];

/// How far corners of boundaries may be moved to meet when nothing is said, metres.
const TOLERANCE_METRES: f64 = 1.0;

/// Files of a release, by their names in the folder.
type Files = Vec<(String, Vec<u8>)>;

/// A delivery read to its end.
struct Taken {
    report: IntakeReport,
    /// What would be written.
    files: Files,
    /// Id of the source that the delivery names.
    source: Option<String>,
}

/// Takes a delivery in: reads it, tells row by row what becomes of it, and writes the data anew
/// unless the wishes or a rejected row forbid it. `proof` loads what would be served before it
/// takes the place of what is.
///
/// # Errors
/// When the file is refused as a whole, when the data that are there cannot be read, or when the
/// new ones cannot be written; the data are as they were then. Rejected rows are no error: they
/// are in the report.
pub fn run(
    delivery: &Delivery,
    data: &Path,
    proof: Proof<'_>,
) -> Result<IntakeReport, IntakeError> {
    if !DELIVERED_LAYERS.contains(&delivery.layer) {
        return Err(takes_nothing(delivery.layer));
    }
    let catalog = read_catalog(data)?;
    let tables = Tables::read(data)?;
    let spec = catalog.layer(delivery.layer);
    let admitted = format::admit(&delivery.file, delivery.options.named.as_deref())?;
    let taking = Taking {
        delivery,
        data,
        tables: &tables,
        spec,
    };
    let taken = match delivery.layer {
        LayerId::IndustrialZones => taking.records(&admitted, &tables.industrial_zones)?,
        LayerId::BorderGates => taking.records(&admitted, &tables.border_gates)?,
        LayerId::PowerPlants => taking.records(&admitted, &tables.power_plants)?,
        _ => taking.boundaries(&admitted)?,
    };
    settle(taken, delivery, data, proof)
}

/// Writes what is to be written, or tries it only.
fn settle(
    taken: Taken,
    delivery: &Delivery,
    data: &Path,
    proof: Proof<'_>,
) -> Result<IntakeReport, IntakeError> {
    let Taken {
        mut report,
        mut files,
        source,
    } = taken;
    let rows_pass = report.counts().rejected == 0 || delivery.options.keep_going;
    if !report.file_passes() || !rows_pass || !differ(data, &files) {
        return Ok(report);
    }
    files.push(listed(data, &report, source)?);
    if delivery.options.dry_run {
        release::rehearse(data, &files, proof)?;
    } else {
        report.written = release::publish(data, &files, proof)?.changed();
    }
    Ok(report)
}

/// The list of what was brought in, with this delivery: compiling the raw sources again must not
/// lose it unnoticed.
fn listed(
    data: &Path,
    report: &IntakeReport,
    source: Option<String>,
) -> Result<(String, Vec<u8>), IntakeError> {
    let file = data.join(BROUGHT_IN_FILE);
    let mut list: Vec<BroughtIn> = if file.exists() {
        read_table(&file)?
    } else {
        Vec::new()
    };
    let counts = report.counts();
    list.push(BroughtIn {
        number: list.len() as u64 + 1,
        layer: report.layer,
        file: report.file.clone(),
        source,
        added: counts.added as u64,
        changed: counts.changed as u64,
        removed: counts.removed as u64,
    });
    Ok((BROUGHT_IN_FILE.to_owned(), table_bytes(&list)))
}

/// Whether a file would be another than it is.
fn differ(data: &Path, files: &Files) -> bool {
    let mut files = files.iter();
    files.any(|(name, bytes)| std::fs::read(data.join(name)).ok().as_ref() != Some(bytes))
}

fn takes_nothing(layer: LayerId) -> IntakeError {
    let layers = DELIVERED_LAYERS.map(LayerId::as_str).join(", ");
    IntakeError::refused(
        Refusal::Layer,
        format!("Lớp {layer} không nhận tệp. Các lớp nhận tệp: {layers}."),
        format!("The layer {layer} takes no files. Layers that do: {layers}."),
    )
}

/// What the steps share.
struct Taking<'a> {
    delivery: &'a Delivery,
    data: &'a Path,
    tables: &'a Tables,
    spec: &'a LayerSpec,
}

/// A table read and typed.
struct Typed {
    sheet: Option<String>,
    file_crs: Option<u32>,
    heading_crs: Vec<u32>,
    drafts: Vec<Draft>,
    findings: Vec<Finding>,
    has_sources: bool,
}

impl Taking<'_> {
    fn typed(&self, admitted: &Admitted, columns: &[Column]) -> Result<Typed, IntakeError> {
        let options = &self.delivery.options;
        let names: Vec<&'static str> = columns.iter().map(|column| column.name).collect();
        let headings = Headings::new(self.spec, &names, &options.columns)?;
        let score = |grid: &Grid| sheet::score_of(grid, &headings);
        let mut contents = format::read(admitted, options.sheet.as_deref(), &score)?;
        let encoding = match &mut contents {
            Contents::Table(table) if format::lacks_encoding(&admitted.path, admitted.format) => {
                encodings::read_bytes(table)
            }
            contents => encodings::mend(contents),
        };
        let found = sheet::find(contents, &admitted.name, &headings)?;
        let plan: Plan = headings.plan(&found.headings, &found.used())?;
        let Sheet {
            name,
            file_crs,
            rows,
            mut findings,
            ..
        } = found;
        let typing = Typing {
            spec: self.spec,
            columns,
            plan: &plan,
        };
        let (mut drafts, in_columns) = typing.drafts(rows);
        encodings::reject_lost(&mut drafts);
        findings.extend(encoding);
        findings.extend(plan.findings.iter().cloned());
        findings.extend(in_columns);
        Ok(Typed {
            sheet: name,
            file_crs,
            heading_crs: plan.systems(),
            drafts,
            findings,
            has_sources: plan.has("sources"),
        })
    }

    /// A delivery of records that stand at places.
    fn records<R: Delivered>(
        &self,
        admitted: &Admitted,
        before: &[R],
    ) -> Result<Taken, IntakeError> {
        let options = &self.delivery.options;
        let cited = Cited::new(&self.tables.sources, options.source.as_ref())?;
        let columns = R::columns();
        let Typed {
            sheet,
            file_crs,
            heading_crs,
            mut drafts,
            mut findings,
            has_sources,
        } = self.typed(admitted, &columns)?;
        let ground = self.ground(file_crs, &heading_crs, &cited);
        place_rows(&ground, &mut drafts, &mut findings)?;
        if admitted.format == Format::Shapefile {
            cut_texts::keep_whole(&mut drafts);
        }
        let sourceless = cited.of_delivery().is_none() && !has_sources;
        let mut numbers = self.numbers(before)?;
        let merging = Merging {
            layer: self.delivery.layer,
            spec: self.spec,
            cited: &cited,
            replace: options.replace,
            sourceless,
        };
        let Merged {
            records,
            rows,
            removed,
        } = merging.merge(before, &mut numbers, drafts);
        let mut files = vec![(R::FILE.to_owned(), table_bytes(&records))];
        files.push((NUMBERS_FILE.to_owned(), self.numbers_bytes(&numbers)?));
        let changes = rows
            .iter()
            .any(|row| !matches!(row.change, None | Some(Change::Same)));
        if sourceless && changes {
            findings.push(no_source());
        }
        let mut figures = self.tables.figures.clone();
        findings.extend(R::follow(before, &records, &mut figures, &cited));
        if figures != self.tables.figures {
            files.push((FIGURES_FILE.to_owned(), table_bytes(&figures)));
        }
        let report = IntakeReport {
            rows,
            file_findings: findings,
            removed,
            ..self.report(admitted, sheet, crs_of(&ground))
        };
        let source = cited.of_delivery().map(str::to_owned);
        if changes {
            files.extend(sources_file(cited));
        }
        Ok(Taken {
            report,
            files,
            source,
        })
    }

    /// A delivery of boundaries: polygons of all units of a layer.
    fn boundaries(&self, admitted: &Admitted) -> Result<Taken, IntakeError> {
        let cited = Cited::new(&self.tables.sources, self.delivery.options.source.as_ref())?;
        let named = |column: &Column| BOUNDARY_FIELDS.contains(&column.name);
        let columns: Vec<Column> = Unit::columns().into_iter().filter(named).collect();
        let mut typed = self.typed(admitted, &columns)?;
        // Attributes of units come from the tables, not with their shapes.
        typed
            .findings
            .retain(|finding| finding.kind != FindingKind::UnknownColumn);
        let ground = self.ground(typed.file_crs, &[], &cited);
        let (drafts, findings) = (&mut typed.drafts, &mut typed.findings);
        let mut files = place_borders(&ground, drafts, findings)?.unwrap_or_default();
        let rows: Vec<RowReport> = typed.drafts.into_iter().map(unit_report).collect();
        let changes = rows.iter().any(|row| row.change == Some(Change::Changed));
        let differs = differ(self.data, &files);
        if differs && cited.of_delivery().is_none() {
            typed.findings.push(no_source_of_borders());
        }
        let report = IntakeReport {
            rows,
            file_findings: typed.findings,
            reshaped: !changes && differs,
            ..self.report(admitted, typed.sheet, crs_of(&ground))
        };
        let source = cited.of_delivery().map(str::to_owned);
        if differs {
            files.extend(sources_file(cited));
        }
        Ok(Taken {
            report,
            files,
            source,
        })
    }

    fn ground<'a>(
        &'a self,
        file_crs: Option<u32>,
        heading_crs: &'a [u32],
        cited: &'a Cited,
    ) -> Ground<'a> {
        let options = &self.delivery.options;
        Ground {
            layer: self.delivery.layer,
            tables: self.tables,
            data: self.data,
            asked_crs: options.crs.as_deref(),
            file_crs,
            heading_crs,
            tolerance_metres: options.tolerance_metres.unwrap_or(TOLERANCE_METRES),
            source: cited.of_delivery().map(|id| DeliverySource {
                id,
                date: cited.delivery_date(),
            }),
        }
    }

    /// A report on the file, nothing told yet.
    fn report(
        &self,
        admitted: &Admitted,
        sheet: Option<String>,
        crs: Option<String>,
    ) -> IntakeReport {
        IntakeReport {
            layer: self.delivery.layer,
            file: admitted.name.clone(),
            driver: admitted.format.as_str().to_owned(),
            sheet,
            crs,
            rows: Vec::new(),
            file_findings: Vec::new(),
            removed: Vec::new(),
            reshaped: false,
            dry_run: self.delivery.options.dry_run,
            written: false,
        }
    }

    /// The numbers of the layer: those given, and the first that is free.
    fn numbers<R: MapRecord>(&self, before: &[R]) -> Result<Numbers, IntakeError> {
        let known: BTreeMap<String, u64> = before
            .iter()
            .map(|record| (record.code(), record.id()))
            .collect();
        let free = self.free_numbers()?;
        let own = free.iter().find(|row| row.layer == self.delivery.layer);
        Ok(Numbers::from_known(known, own.map_or(1, |row| row.next)))
    }

    fn free_numbers(&self) -> Result<Vec<NextNumber>, IntakeError> {
        Ok(read_table(&self.data.join(NUMBERS_FILE))?)
    }

    fn numbers_bytes(&self, numbers: &Numbers) -> Result<Vec<u8>, IntakeError> {
        let layer = self.delivery.layer;
        let mut rows = self.free_numbers()?;
        let next = numbers.next();
        match rows.iter_mut().find(|row| row.layer == layer) {
            Some(row) => row.next = next,
            None => rows.push(NextNumber { layer, next }),
        }
        Ok(table_bytes(&rows))
    }
}

/// The table of sources, where the delivery adds one.
fn sources_file(cited: Cited) -> Option<(String, Vec<u8>)> {
    let grows = cited.grows();
    grows.then(|| {
        let sources = cited.into_sources();
        (SOURCES_FILE.to_owned(), table_bytes(&sources))
    })
}

/// The coordinate system by which the coordinates of the file were read, as far as it was named.
fn crs_of(ground: &Ground<'_>) -> Option<String> {
    let asked = ground.asked_crs.map(str::to_owned);
    let of_headings = match ground.heading_crs {
        &[one] => Some(one),
        _ => None,
    };
    asked.or_else(|| Some(format!("EPSG:{}", ground.file_crs.or(of_headings)?)))
}

/// What became of the shape of a unit.
fn unit_report(draft: Draft) -> RowReport {
    let Draft {
        raw,
        values,
        before,
        findings,
    } = draft;
    let mends = |gravity| {
        findings
            .iter()
            .any(|finding: &Finding| finding.gravity == gravity)
    };
    let verdict = match (mends(Gravity::Rejected), mends(Gravity::Repaired)) {
        (true, _) => Verdict::Rejected,
        (false, true) => Verdict::Repaired,
        (false, false) => Verdict::Kept,
    };
    let mut after = Fields::new();
    for column in Unit::columns() {
        after.push(column.name, values.get(column.name).cloned());
    }
    let differences = before
        .as_ref()
        .map(|before| differences(before, &after))
        .unwrap_or_default();
    let change = match (verdict, differences.is_empty()) {
        (Verdict::Rejected, _) => None,
        (_, true) => Some(Change::Same),
        (_, false) => Some(Change::Changed),
    };
    RowReport {
        row: raw.number,
        code: raw.text("code"),
        name: values
            .get("name_vi")
            .map(ToString::to_string)
            .or_else(|| raw.text("name_vi")),
        verdict,
        change,
        differences,
        findings,
    }
}

/// Boundaries change on the word of nobody.
fn no_source_of_borders() -> Finding {
    Finding::rejected(
        FindingKind::NoSource,
        "Ranh giới thay đổi nhưng lần nhập này không nêu nguồn.",
        "Boundaries change, but the delivery names no source.",
    )
    .cure(
        "Hãy nêu nguồn và ngày của nguồn (--source \"tên văn bản\" --source-date 2026-03).",
        "Name the source and its date (--source \"title\" --source-date 2026-03).",
    )
}

/// Neither the rows nor the delivery name a source.
fn no_source() -> Finding {
    Finding::rejected(
        FindingKind::NoSource,
        "Tệp không có cột nguồn và lần nhập này không nêu nguồn.",
        "The file has no column of sources, and the delivery names none.",
    )
    .cure(
        "Mỗi số liệu phải có nguồn: thêm cột \"Nguồn\", hoặc nêu nguồn của cả tệp (--source \"tên văn bản\").",
        "Every record needs a source: add a column \"Sources\", or name the source of the whole file (--source \"title\").",
    )
}
