//! Which sheet of a workbook is read: the one that is wished, else the one with the table.

use super::{Grid, chosen, empty, no_sheet};
use crate::import::intake::IntakeError;

/// Sheets that are looked into; more are passed over unless one of them is wished.
const MOST_SHEETS: usize = 60;

/// A heading of so many known words is that of a table.
const A_TABLE: usize = 2;

/// How many headings of a grid mean something.
pub(crate) type Score<'a> = &'a dyn Fn(&Grid) -> usize;

/// A sheet as the workbook lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub name: String,
    pub hidden: bool,
}

/// A workbook that is open.
pub(super) trait Workbook {
    /// Its sheets, in order.
    fn sheets(&self) -> &[Listed];

    /// The cells of the sheet with that number, from 0.
    fn grid(&mut self, index: usize) -> Result<Grid, IntakeError>;
}

/// Reads the sheet that is wished, else the one whose heading says most: covers, notes and lists
/// of codes have none. Of equals the first is read, a hidden one only where no other has a table.
pub(super) fn read(
    book: &mut impl Workbook,
    name: &str,
    wished: Option<&str>,
    score: Score<'_>,
) -> Result<Grid, IntakeError> {
    let listed = book.sheets().to_vec();
    let names: Vec<String> = listed.iter().map(|sheet| sheet.name.clone()).collect();
    let mut read = match wished {
        Some(wished) => {
            let index = chosen(wished, &names).ok_or_else(|| no_sheet(name, wished, &names))?;
            Found::of(book, index, &listed, score)?
        }
        None => best(book, &listed, score)?,
    }
    .filter(|found| !found.grid.rows.is_empty())
    .ok_or_else(|| empty(name))?
    .grid;
    read.sheets = names;
    Ok(read)
}

/// A sheet that was looked into.
struct Found {
    grid: Grid,
    score: usize,
}

impl Found {
    fn of(
        book: &mut impl Workbook,
        index: usize,
        listed: &[Listed],
        score: Score<'_>,
    ) -> Result<Option<Self>, IntakeError> {
        let mut grid = book.grid(index)?;
        let Some(sheet) = listed.get(index) else {
            return Ok(None);
        };
        grid.sheet = Some(sheet.name.clone());
        grid.hidden = sheet.hidden;
        let score = score(&grid);
        Ok(Some(Self { grid, score }))
    }
}

fn best(
    book: &mut impl Workbook,
    listed: &[Listed],
    score: Score<'_>,
) -> Result<Option<Found>, IntakeError> {
    let mut best: Option<Found> = None;
    let mut tables: Vec<String> = Vec::new();
    let visible = (0..listed.len()).filter(|&index| !listed[index].hidden);
    let hidden = (0..listed.len()).filter(|&index| listed[index].hidden);
    let in_turn: Vec<usize> = visible.chain(hidden).take(MOST_SHEETS).collect();
    for index in in_turn {
        // What is hidden is only read for want of anything else.
        if listed[index].hidden && best.as_ref().is_some_and(|best| best.score > 0) {
            break;
        }
        let Some(found) = Found::of(book, index, listed, score)? else {
            continue;
        };
        if found.score >= A_TABLE {
            tables.push(listed[index].name.clone());
        }
        let better = best.as_ref().is_none_or(|best| {
            found.score > best.score || (best.grid.rows.is_empty() && !found.grid.rows.is_empty())
        });
        if better {
            best = Some(found);
        }
    }
    if let Some(best) = &mut best {
        tables.retain(|name| Some(name) != best.grid.sheet.as_ref());
        best.grid.other_tables = tables;
    }
    Ok(best)
}
