//! What a `GeoPackage` says beside its features: titles of columns, words for codes, sources and
//! licences. Plain SQL after the extensions `gpkg_schema` and `gpkg_metadata` of the standard.

use serde_json::json;

use super::{Cell, Column, Extract};

/// The tables of both extensions, and what registers them.
const TABLES: [&str; 6] = [
    "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
    "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))",
    "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))",
    "CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '')",
    "CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER, timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL, md_parent_id INTEGER, CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id), CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id))",
    "INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write'), ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write'), ('gpkg_metadata', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec121/#extension_metadata', 'read-write'), ('gpkg_metadata_reference', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec121/#extension_metadata', 'read-write')",
];

/// The statements that add everything. Only columns of `closed` get their words as a closed list:
/// those of which every value stands in the list.
pub(super) fn statements(extract: &Extract, closed: &[bool]) -> Vec<String> {
    let mut all: Vec<String> = TABLES.iter().map(|&table| table.to_owned()).collect();
    for (column, &closed) in extract.columns.iter().zip(closed) {
        all.push(column_row(
            extract,
            column,
            closed && !column.words.is_empty(),
        ));
        if closed {
            all.extend(column.words.iter().map(|words| word_row(column, words)));
        }
    }
    all.push(metadata_row(1, "text/plain", &extract.notice.join("\n\n")));
    all.push(metadata_row(2, "application/ld+json", &linked(extract)));
    for number in [1, 2] {
        all.push(format!(
            "INSERT INTO gpkg_metadata_reference VALUES ('table', {}, NULL, NULL, {}, {number}, NULL)",
            quoted(&extract.name),
            quoted(&extract.as_of),
        ));
    }
    all
}

/// For each column whether all its values so far stand in its list of words.
pub(super) fn still_closed(columns: &[Column], cells: &[Cell], closed: &mut [bool]) {
    for ((column, cell), closed) in columns.iter().zip(cells).zip(closed) {
        if let Cell::Text(text) = cell {
            *closed &= column.words.iter().any(|(value, _)| value == text);
        }
    }
}

fn column_row(extract: &Extract, column: &Column, closed: bool) -> String {
    format!(
        "INSERT INTO gpkg_data_columns VALUES ({}, {}, {title}, {title}, NULL, NULL, {})",
        quoted(&extract.name),
        quoted(&column.name),
        if closed {
            quoted(&column.name)
        } else {
            "NULL".to_owned()
        },
        title = quoted(&column.title),
    )
}

fn word_row(column: &Column, (value, title): &(String, String)) -> String {
    format!(
        "INSERT INTO gpkg_data_column_constraints VALUES ({}, 'enum', {}, NULL, NULL, NULL, NULL, {})",
        quoted(&column.name),
        quoted(value),
        quoted(title),
    )
}

fn metadata_row(number: u8, mime: &str, text: &str) -> String {
    format!(
        "INSERT INTO gpkg_metadata VALUES ({number}, 'dataset', 'https://schema.org/Dataset', '{mime}', {})",
        quoted(text),
    )
}

/// The data set and its sources in the words of schema.org.
fn linked(extract: &Extract) -> String {
    let sources = extract.sources.iter().map(|source| {
        json!({
            "@type": "CreativeWork",
            "identifier": source.id,
            "name": source.title,
            "publisher": source.publisher,
            "datePublished": source.date.map(|date| date.to_string()),
            "license": source.licence,
            "url": source.url,
        })
    });
    let document = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "identifier": extract.name,
        "name": extract.title,
        "dateModified": extract.as_of,
        "isBasedOn": sources.collect::<Vec<_>>(),
    });
    document.to_string()
}

/// A text as SQL writes it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''").replace('\0', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_cannot_leave_their_quotes() {
        assert_eq!(
            quoted("L'An'); DROP TABLE x; --"),
            "'L''An''); DROP TABLE x; --'"
        );
    }

    #[test]
    fn a_list_is_closed_while_it_holds_all_values() {
        let words = vec![("cluster".to_owned(), "Cụm công nghiệp".to_owned())];
        let column = Column {
            name: "kind".into(),
            title: "Loại".into(),
            kind: crate::domain::FieldType::Text,
            words,
        };
        let mut closed = [true];
        for (cell, expected) in [
            (Cell::Text("cluster".into()), true),
            (Cell::Empty, true),
            (Cell::Text("cluster;park".into()), false),
            (Cell::Text("cluster".into()), false),
        ] {
            still_closed(std::slice::from_ref(&column), &[cell], &mut closed);
            assert_eq!(closed, [expected]);
        }
    }
}
