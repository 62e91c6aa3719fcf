//! Power plants.

use super::{Progress, cite, place, precision, refuse_twins};
use crate::domain::{Fuel, LayerId, PlantStatus, PowerPlant};
use crate::import::ImportError;
use crate::import::raw::{RawRow, read_rows};
use crate::import::report::{FileReport, RowProblem};
use crate::import::sources::Style;

const FILE: &str = "power_plants.csv";

/// All plants, by number.
pub(super) fn import(progress: &mut Progress<'_>) -> Result<Vec<PowerPlant>, ImportError> {
    let mut report = FileReport::new(FILE);
    let columns = [
        "id",
        "name_vi",
        "name_en",
        "fuel",
        "status",
        "lon",
        "lat",
        "coord_precision",
        "province_code",
    ];
    let mut plants = Vec::new();
    for row in read_rows(&progress.raw.join(FILE), &columns)? {
        let plant = plant(progress, &row, &mut report);
        plants.extend(
            report
                .settle(row.line(), plant)
                .map(|plant| (row.line(), plant)),
        );
    }
    let mut plants = refuse_twins(&mut report, plants, |plant: &PowerPlant| plant.code.clone());
    plants.sort_by_key(|plant| plant.id);
    progress.reports.push(report);
    Ok(plants)
}

fn plant(
    progress: &mut Progress<'_>,
    row: &RawRow,
    report: &mut FileReport,
) -> Result<PowerPlant, RowProblem> {
    let code = row.required("id")?;
    let place = place(row)?;
    let precision = precision(row, place)?;
    let (name_vi, name_en) = (row.text("name_vi"), row.text("name_en"));
    if name_vi.is_none() && name_en.is_none() {
        return Err(RowProblem::new(
            "the plant has no name",
            "Fill in `name_vi` or `name_en`",
        ));
    }
    let fuel = row.parse("fuel")?.unwrap_or_else(|| {
        report.change("an empty fuel became `unknown`");
        Fuel::Unknown
    });
    let status = row.parse("status")?.unwrap_or_else(|| {
        report.change("an empty status became `unknown`");
        PlantStatus::Unknown
    });
    let generation_gwh = row.parse("generation_gwh")?;
    let generation_year: Option<u16> = row.parse("generation_year")?;
    let (capacity_mw, year) = (row.parse("capacity_mw")?, row.parse("year")?);
    let province = row.parse_required("province_code")?;
    let commune = row.parse("commune_code")?;
    let source_date = row.parse("source_date")?;
    let cited = cite(&mut progress.book, row, "attr_source", Style::Semicolons);
    Ok(PowerPlant {
        id: progress.number(LayerId::PowerPlants, &code),
        code,
        name_vi,
        name_en,
        fuel,
        status,
        capacity_mw,
        units: row.text("units"),
        year,
        owner: row.text("owner"),
        generation_gwh,
        generation_year,
        generation_is_design_average: generation_gwh.map(|_: f64| generation_year.is_none()),
        river: row.text("river"),
        place,
        precision,
        province,
        commune,
        former_province: row.text("old_province"),
        note: row.text("note"),
        source_date,
        sources: cited.ids,
        source_note: cited.note,
        place_source_note: cited.place_note,
    })
}
