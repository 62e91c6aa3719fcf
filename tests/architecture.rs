//! The house keeps its shape: who may use whom, who may know what.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of `src`, what each is for, and which others each may use.
const HOUSE: &[(&str, &str, &[&str])] = &[
    (
        "geometry",
        "places, boxes, Web Mercator, tile coordinates, geodesic distance",
        &[],
    ),
    (
        "domain",
        "units, zones, gates, plants, figures, sources, layers, the catalogue",
        &["geometry"],
    ),
    (
        "dataset",
        "read and write the compiled files",
        &["coverage", "domain", "geometry"],
    ),
    (
        "import",
        "raw sources to clean records, with a report",
        &[
            "dataset", "search", "store", "domain", "geometry", "coverage",
        ],
    ),
    (
        "coverage",
        "shared borders: arcs, faces, dissolve, simplification",
        &["geometry"],
    ),
    (
        "store",
        "features by id and by place",
        &["coverage", "domain", "geometry"],
    ),
    (
        "tile",
        "prepared levels, clip, grid, groups of points, MVT bytes",
        &["coverage", "store", "domain", "geometry"],
    ),
    (
        "search",
        "folding, names (present, former, abbreviations), ranking",
        &["domain", "geometry"],
    ),
    (
        "filter",
        "which records are wanted: CQL2, read, checked against fields, asked of records",
        &["search", "domain", "geometry"],
    ),
    (
        "overlay",
        "values over areas: joins, summaries, class breaks, palettes, legends",
        &["store", "domain", "geometry"],
    ),
    (
        "analysis",
        "what records and figures say together: trade by period, year on year, what is near or inside",
        &["store", "domain", "geometry"],
    ),
    (
        "export",
        "extracts of a layer as files: GeoJSON, CSV, XLSX, GeoPackage, FlatGeobuf, shapefiles, KML",
        &["domain", "geometry"],
    ),
    (
        "atlas",
        "one snapshot and what answers questions about it; the only door for handlers",
        &[
            "export", "filter", "search", "overlay", "analysis", "tile", "store", "coverage",
            "dataset", "domain", "geometry",
        ],
    ),
    (
        "archive",
        "many tiles in one file: PMTiles and MBTiles, drawn as for answers, written in order",
        &["atlas", "tile", "domain", "geometry"],
    ),
    (
        "http",
        "read requests, ask the atlas, shape answers",
        &["archive", "atlas", "import", "domain", "geometry"],
    ),
    (
        "site",
        "the atlas as a folder of plain files: what the service answers, tiles, the page",
        &["http", "archive", "atlas", "domain", "geometry"],
    ),
    (
        "config",
        "settings: flags, environment, file, defaults",
        ANY,
    ),
    ("cli", "the commands", ANY),
    ("lib", "the list of modules", ANY),
    ("main", "the program", ANY),
];

/// Modules that may use all others.
const ANY: &[&str] = &["*"];

/// Names of crates, and the only places (prefixes of paths below `src`) that may speak of them.
const KNOWLEDGE: &[(&str, &[&str])] = &[
    ("axum", &["http/"]),
    ("hyper", &["http/"]),
    ("hyper_util", &["http/"]),
    ("tower", &["http/"]),
    ("tower_http", &["http/"]),
    ("tokio", &["http/", "cli/"]),
    ("gdal", &["import/gdal_source.rs", "export/gdal_writer.rs"]),
    ("anyhow", &["cli/", "main.rs"]),
    ("clap", &["cli/", "config.rs"]),
    ("arc_swap", &["http/snapshot/"]),
    ("notify", &["http/snapshot/"]),
    ("mvt", &["tile/"]),
    ("fst", &["search/"]),
    ("cql2", &["filter/"]),
    ("pmtiles", &["archive/", "http/archives/"]),
    ("rusqlite", &["archive/mbtiles.rs"]),
    ("object_store", &["http/archives/"]),
    ("reqwest", &["http/archives/"]),
    ("rustls", &["http/archives/"]),
];

#[test]
fn nobody_reaches_upward() {
    let mut breaches = Vec::new();
    for source in sources() {
        let module = source.module();
        let (_, _, allowed) = room(&module);
        for used in source.modules_used() {
            if used != module && allowed != ANY && !allowed.contains(&used.as_str()) {
                breaches.push(format!("{}: `{module}` may not use `{used}`", source.path));
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn only_some_know_what_others_need_not() {
    let mut breaches = Vec::new();
    for source in sources() {
        for (name, places) in KNOWLEDGE {
            let speaks = paths_from(&source.code, name).next().is_some();
            let may = places.iter().any(|place| source.path.starts_with(place));
            if speaks && !may {
                breaches.push(format!("{} may not speak of {name}", source.path));
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn the_table_in_the_documentation_is_this_one() {
    let mut table =
        String::from("| module | the one thing it does | may use |\n| --- | --- | --- |\n");
    for (module, purpose, allowed) in HOUSE.iter().filter(|(name, ..)| *name != "lib") {
        let allowed = match *allowed {
            [] => "–".to_owned(),
            ANY => "all".to_owned(),
            some => some.join(", "),
        };
        writeln!(table, "| `{module}` | {purpose} | {allowed} |").unwrap();
    }
    let page = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    assert!(
        page.contains(&table),
        "docs/architecture.md must contain:\n{table}"
    );
}

#[test]
fn every_module_has_a_room() {
    let modules: BTreeSet<_> = sources().iter().map(Source::module).collect();
    let rooms: BTreeSet<_> = HOUSE.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(modules, rooms);
}

fn room(module: &str) -> (&'static str, &'static str, &'static [&'static str]) {
    *HOUSE
        .iter()
        .find(|(name, ..)| *name == module)
        .unwrap_or_else(|| panic!("`{module}` is not in the table: give it a room"))
}

/// One file of `src`, without comments, texts and test modules.
struct Source {
    /// Below `src`, with `/`.
    path: String,
    code: String,
}

impl Source {
    fn module(&self) -> String {
        let first = self.path.split('/').next().unwrap_or_default();
        first.trim_end_matches(".rs").to_owned()
    }

    /// Modules of ours that the file names: `crate::tile::…`, `use crate::{tile, store::…}`.
    fn modules_used(&self) -> BTreeSet<String> {
        paths_from(&self.code, "crate")
            .flat_map(|rest| match rest.strip_prefix('{') {
                Some(group) => members(group),
                None => vec![word(rest)],
            })
            .filter(|name| HOUSE.iter().any(|(module, ..)| module == name))
            .collect()
    }
}

/// What follows each `name::` in the code, where `name` begins a path.
fn paths_from<'a>(code: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    code.match_indices(name).filter_map(move |(place, _)| {
        let before = code[..place].chars().next_back();
        let begins = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':');
        let rooted = code[..place].ends_with("::")
            && !code[..place].trim_end_matches("::").ends_with(is_name);
        let after = code[place + name.len()..].trim_start().strip_prefix("::")?;
        (begins || rooted).then(|| after.trim_start())
    })
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '>'
}

/// First names of the members of `{a::b, c::{d, e}, f}`, the opening brace already taken.
fn members(group: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut depth = 0;
    let mut fresh = true;
    for (place, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && !c.is_whitespace() => {
                found.push(word(&group[place..]));
                fresh = false;
            }
            _ => {}
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let mut files = Vec::new();
    collect(&src, &mut files);
    assert!(files.len() > 20, "only {} files found", files.len());
    files
        .into_iter()
        .map(|file| Source {
            path: file
                .strip_prefix(&src)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/"),
            code: without_tests(&without_texts(&fs::read_to_string(&file).unwrap())),
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|suffix| suffix == "rs") {
            files.push(path);
        }
    }
}

/// The code with every comment and every text blanked out.
fn without_texts(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = raw_text(rest).filter(|_| !kept.ends_with(is_name)) {
            length
        } else if c == '"' {
            quoted(rest)
        } else if c == '\'' {
            character(rest)
        } else {
            0
        };
        if skipped == 0 {
            kept.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            kept.push(' ');
            rest = &rest[skipped..];
        }
    }
    kept
}

/// Length of `r"…"` or `r#"…"#` at the beginning.
fn raw_text(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let begun = 1 + hashes + 1;
    rest[begun..]
        .find(&end)
        .map(|length| begun + length + end.len())
}

/// Length of `"…"` at the beginning.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (place, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return place + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Length of a character such as `'"'` at the beginning; nothing for a lifetime.
fn character(rest: &str) -> usize {
    let mut characters = rest.char_indices().skip(1);
    let Some((_, first)) = characters.next() else {
        return 0;
    };
    if first == '\\' {
        return rest[2..]
            .find('\'')
            .map_or(0, |end| end + 3 + usize::from(rest[2..].starts_with('\'')));
    }
    match characters.next() {
        Some((place, '\'')) => place + 1,
        _ => 0,
    }
}

/// The code without modules that are compiled for tests only.
fn without_tests(code: &str) -> String {
    let mut kept = String::new();
    let mut rest = code;
    while let Some(place) = rest.find("#[cfg(test)]") {
        kept.push_str(&rest[..place]);
        rest = &rest[place + "#[cfg(test)]".len()..];
        let open = rest.find('{');
        let ends_before = rest
            .find(';')
            .filter(|&end| open.is_none_or(|open| end < open));
        let length = ends_before.map_or_else(|| block(rest), |end| end + 1);
        rest = &rest[length..];
    }
    kept.push_str(rest);
    kept
}

/// Where the first block of braces ends.
fn block(code: &str) -> usize {
    let mut depth = 0;
    for (place, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return place + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

fn used(code: &str) -> Vec<String> {
    let source = Source {
        path: "http/x.rs".into(),
        code: without_tests(&without_texts(code)),
    };
    source.modules_used().into_iter().collect()
}

#[test]
fn the_reader_sees_what_is_code_and_only_that() {
    assert_eq!(used("use crate::tile::render;"), ["tile"]);
    assert_eq!(
        used("use crate::{store::{a, import}, tile, atlas as x};"),
        ["atlas", "store", "tile"]
    );
    assert_eq!(
        used("fn f() { crate::import::run() } // crate::tile::x"),
        ["import"]
    );
    assert_eq!(
        used("/// crate::tile\n/* crate::store::x */ pub(crate) fn f() {}"),
        Vec::<String>::new()
    );
    assert_eq!(
        used("let x = \"crate::tile::y \\\" crate::store::z\";"),
        Vec::<String>::new()
    );
    assert_eq!(
        used("let x = r#\"crate::tile::y\"#; let c = '\"'; crate::store::z()"),
        ["store"]
    );
    assert_eq!(
        used("#[cfg(test)]\nmod tests { use crate::tile::x; fn f() { {} } }\nuse crate::store::y;"),
        ["store"]
    );
    assert_eq!(
        used("fn f<'a>(x: &'a str) { crate::atlas::g('\\'', x) }"),
        ["atlas"]
    );
}

#[test]
fn names_inside_names_are_no_paths() {
    assert!(paths_from("my_tokio::x", "tokio").next().is_none());
    assert!(paths_from("crate::tokio::x", "tokio").next().is_none());
    assert!(paths_from("use ::tokio::x", "tokio").next().is_some());
    assert!(paths_from("#[tokio::main]", "tokio").next().is_some());
}
