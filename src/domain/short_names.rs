//! Names of fields in the tables of shapefiles: ten letters at most, each once. Files that are taken
//! away are written with them, files that are brought in are read by them.

use std::collections::BTreeSet;

/// The most letters in a name.
const MOST: usize = 10;

/// A short name for each column, in order: its own where it is short enough, else its beginning,
/// with a number where that is taken.
#[must_use]
pub fn short_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let names: Vec<&str> = names.into_iter().collect();
    // Names that need not change go first, so that no other takes theirs.
    let mut taken: BTreeSet<String> = names
        .iter()
        .filter(|name| name.len() <= MOST)
        .map(|&name| name.to_owned())
        .collect();
    let short = names.iter().map(|&name| {
        if name.len() <= MOST {
            return name.to_owned();
        }
        let plain = name[..MOST].trim_end_matches('_').to_owned();
        let numbered = (2..100).map(|number| format!("{}{number}", &name[..MOST - digits(number)]));
        let free = [plain].into_iter().chain(numbered);
        let short = free.into_iter().find(|short| !taken.contains(short));
        let short = short.unwrap_or_else(|| name[..MOST].to_owned());
        taken.insert(short.clone());
        short
    });
    short.collect()
}

fn digits(number: usize) -> usize {
    if number < 10 { 1 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_stay_and_long_ones_never_meet() {
        let short = short_names([
            "source_dat",
            "name_vi",
            "source_date",
            "source_data",
            "population",
            "population_year",
            "population_average_2024",
        ]);
        assert_eq!(
            short,
            [
                "source_dat",
                "name_vi",
                "source_da2",
                "source_da3",
                "population",
                "populatio2",
                "populatio3"
            ]
        );
    }
}
