//! Sheets as offices make them: titles, merged cells, mixed numbers, marks and encodings.

use phiabac::import::intake::{Change, FindingKind, Verdict};

use super::desk::{Desk, of_kind, row};
use super::workbook::{
    Cell, Day, Empty, Number, Share, Text, archive, sheets, sheets_with_hidden, workbook,
};

const TITLE: &[Cell] = &[Text("DANH SÁCH CỤM CÔNG NGHIỆP NĂM 2026")];

#[test]
fn titles_merged_cells_numbered_columns_and_totals_are_seen_through() {
    let desk = Desk::new();
    let rows: &[&[Cell]] = &[
        &[Text("UBND TỈNH BẮC NINH")],
        TITLE,
        &[],
        &[
            Text("STT"),
            Text("Tên CCN"),
            Text("Tỉnh"),
            Text("Diện tích (m²)"),
            Text("Tọa độ"),
            Empty,
            Text("Tỷ lệ lấp đầy"),
            Text("Ngày nguồn"),
        ],
        &[Empty, Empty, Empty, Empty, Text("Kinh độ"), Text("Vĩ độ")],
        &[
            Text("(1)"),
            Text("(2)"),
            Text("(3)"),
            Text("(4)"),
            Text("(5)"),
            Text("(6)"),
            Text("(7)"),
            Text("(8)"),
        ],
        &[
            Number(1.0),
            Text("CCN Thử Một"),
            Text("Bắc Ninh"),
            Text("750.000"),
            Number(106.19),
            Number(21.27),
            Share(0.85),
            Day(46053.0),
        ],
        &[
            Number(2.0),
            Text("CCN Thử Hai"),
            Empty,
            Number(500_000.0),
            Number(106.2),
            Number(21.28),
            Text("90%"),
        ],
        &[Empty, Text("Tổng cộng"), Empty, Number(1_250_000.0)],
    ];
    let file = desk.put("cum.xlsx", workbook(rows, &["A2:H2", "E4:F4", "C7:C8"]));
    let report = desk.zones(&file);
    assert_eq!(report.rows.len(), 2, "{report:#?}");
    for number in [7, 8] {
        let row = row(&report, number);
        assert_eq!(row.change, Some(Change::Added), "{row:#?}");
        assert!(
            of_kind(&row.findings, FindingKind::UnitConverted).is_some(),
            "{row:#?}"
        );
    }
    let trimmed = report
        .file_findings
        .iter()
        .filter(|one| one.kind == FindingKind::SheetTrimmed);
    assert_eq!(
        trimmed.count(),
        3,
        "titles, merged cells, total: {:#?}",
        report.file_findings
    );
    let zones = desk.tables().industrial_zones;
    let one = zones
        .iter()
        .find(|zone| zone.name_vi == "CCN Thử Một")
        .unwrap();
    assert_eq!((one.area_ha, one.occupancy_pct), (Some(75.0), Some(85.0)));
    assert_eq!(
        one.source_date.map(|date| date.to_string()).as_deref(),
        Some("2026-01-31")
    );
    let two = zones
        .iter()
        .find(|zone| zone.name_vi == "CCN Thử Hai")
        .unwrap();
    assert_eq!(
        (two.province, two.area_ha, two.occupancy_pct),
        (one.province, Some(50.0), Some(90.0))
    );
}

#[test]
fn a_text_and_a_number_of_the_same_digits_are_told_apart() {
    let mut desk = Desk::new();
    desk.options.dry_run = true;
    let rows: &[&[Cell]] = &[
        &[Text("Tên"), Text("Tỉnh"), Text("Diện tích (ha)")],
        &[Text("CCN Số"), Text("24"), Number(1.234)],
        &[Text("CCN Chữ"), Text("24"), Text("1.234")],
    ];
    let file = desk.put("so.xlsx", workbook(rows, &[]));
    let report = desk.zones(&file);
    let number = of_kind(&row(&report, 2).findings, FindingKind::AmbiguousNumber);
    assert!(number.is_none(), "{report:#?}");
    let said = of_kind(&row(&report, 3).findings, FindingKind::AmbiguousNumber).unwrap();
    assert!(
        said.what.vi.contains("1.234") && said.what.en.contains("1,234"),
        "{said:?}"
    );
}

#[test]
fn mixed_decimals_are_told_and_read_one_by_one() {
    let desk = Desk::new();
    let file = desk.put(
        "lan.csv",
        "Tên;Tỉnh;Diện tích\nCCN A Thử;24;12,5\nCCN B Thử;24;13.5\nCCN C Thử;24;ba mươi\n",
    );
    let report = desk.zones(&file);
    assert!(of_kind(&report.file_findings, FindingKind::MixedDecimals).is_some());
    assert_eq!(row(&report, 4).verdict, Verdict::Rejected);
    let finding = of_kind(&row(&report, 4).findings, FindingKind::NotANumber).unwrap();
    assert_eq!(finding.said.as_deref(), Some("ba mươi"));
    assert!(!report.written);
}

#[test]
fn marks_separators_and_encodings_make_no_difference() {
    let text = "Tên;Tỉnh;Kinh độ;Vĩ độ;Diện tích\nCCN Thử Dấu;24;106,19;21,27;12,5\n";
    let utf_16: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let commas = "Tên,Tỉnh,Kinh độ,Vĩ độ,Diện tích\nCCN Thử Dấu,24,106.19,21.27,\"12,5\"\n";
    let files: [(&str, Vec<u8>); 4] = [
        ("a.csv", text.as_bytes().to_vec()),
        ("b.csv", format!("\u{feff}{text}").into_bytes()),
        ("c.csv", utf_16),
        ("d.csv", commas.as_bytes().to_vec()),
    ];
    let mut bytes = Vec::new();
    for (name, content) in files {
        let desk = Desk::new();
        let report = desk.zones(&desk.put(name, content));
        assert!(report.written, "{name}: {report:#?}");
        assert_eq!(
            of_kind(&report.file_findings, FindingKind::Encoding).is_some(),
            matches!(name, "b.csv" | "c.csv")
        );
        bytes.push(std::fs::read(desk.data().join("industrial_zones.csv")).unwrap());
    }
    assert!(bytes.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn the_sheet_is_chosen_by_name_or_number_and_an_unknown_one_names_those_there() {
    let mut desk = Desk::new();
    desk.options.dry_run = true;
    let notes: &[&[Cell]] = &[&[Text("Ghi chú chung")]];
    let zones: &[&[Cell]] = &[
        &[Text("Tên"), Text("Tỉnh")],
        &[Text("CCN Thử Trang"), Text("24")],
    ];
    let file = desk.put(
        "so.xlsx",
        sheets(&[("Bìa", notes, &[]), ("CCN", zones, &[])]),
    );
    for wished in ["CCN", "2"] {
        desk.options.sheet = Some(wished.to_owned());
        assert_eq!(desk.zones(&file).sheet.as_deref(), Some("CCN"));
    }
    desk.options.sheet = Some("CCN 2027".to_owned());
    assert_eq!(desk.refusal(&file), "sheet");
    desk.options.sheet = Some("Bìa".to_owned());
    assert_eq!(desk.refusal(&file), "columns");
}

/// A cover, a list of codes with one known word, and the table.
const COVER: &[&[Cell]] = &[&[Text("SỞ CÔNG THƯƠNG")], &[Text("Báo cáo năm 2026")]];
const CODES: &[&[Cell]] = &[
    &[Text("Tỉnh"), Text("Viết tắt")],
    &[Text("Bắc Ninh"), Text("BN")],
];
const ZONES: &[&[Cell]] = &[
    &[Text("Tên"), Text("Tỉnh"), Text("Diện tích")],
    &[Text("CCN Thử Bìa"), Text("24"), Number(12.0)],
];

#[test]
fn covers_and_lists_of_codes_are_passed_over() {
    let mut desk = Desk::new();
    desk.options.dry_run = true;
    let book = sheets(&[("Bìa", COVER, &[]), ("Mã", CODES, &[]), ("CCN", ZONES, &[])]);
    let report = desk.zones(&desk.put("bia.xlsx", book));
    assert_eq!(report.sheet.as_deref(), Some("CCN"));
    assert!(of_kind(&report.file_findings, FindingKind::SheetChosen).is_none());
}

#[test]
fn of_several_tables_the_first_is_read_and_the_others_are_told() {
    let mut desk = Desk::new();
    desk.options.dry_run = true;
    let book = sheets(&[("Đợt 1", ZONES, &[]), ("Đợt 2", ZONES, &[])]);
    let report = desk.zones(&desk.put("hai.xlsx", book));
    assert_eq!(report.sheet.as_deref(), Some("Đợt 1"));
    let told = of_kind(&report.file_findings, FindingKind::SheetChosen).unwrap();
    assert!(
        told.what.vi.contains("Đợt 2") && told.cure.vi.contains("--sheet"),
        "{told:?}"
    );
}

#[test]
fn a_hidden_sheet_is_read_only_where_no_other_has_the_table() {
    let mut desk = Desk::new();
    desk.options.dry_run = true;
    let both = [("Cũ", ZONES, &[][..]), ("Mới", ZONES, &[][..])];
    let report = desk.zones(&desk.put("an.xlsx", sheets_with_hidden(&both, &["Cũ"])));
    assert_eq!(report.sheet.as_deref(), Some("Mới"));
    let only = [("Bìa", COVER, &[][..]), ("CCN", ZONES, &[][..])];
    let report = desk.zones(&desk.put("an-2.xlsx", sheets_with_hidden(&only, &["CCN"])));
    assert_eq!(report.sheet.as_deref(), Some("CCN"));
    let told = of_kind(&report.file_findings, FindingKind::SheetChosen).unwrap();
    assert!(told.what.vi.contains("bị ẩn"), "{told:?}");
}

#[test]
fn sheets_of_libreoffice_are_chosen_alike() {
    let table = |name: &str, style: &str, rows: &[&[&str]]| {
        let cells = |row: &&[&str]| {
            let cells = row.iter().map(|text| format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"));
            format!(
                "<table:table-row>{}</table:table-row>",
                cells.collect::<String>()
            )
        };
        let rows: String = rows.iter().map(cells).collect();
        format!(
            "<table:table table:name=\"{name}\" table:style-name=\"{style}\">{rows}</table:table>"
        )
    };
    let styles = "<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style><style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style>";
    let zones: &[&[&str]] = &[&["Tên", "Tỉnh"], &["CCN Thử Lịch", "24"]];
    let book = |tables: &[String]| {
        let text = format!(
            "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\">{styles}{}</office:document-content>",
            tables.concat()
        );
        archive(&[("content.xml".to_owned(), text)])
    };
    let mut desk = Desk::new();
    desk.options.dry_run = true;
    let cover = table("Bìa", "ta2", &[&["Sở Công Thương"]]);
    let tables = [
        cover.clone(),
        table("Ẩn", "ta1", zones),
        table("CCN", "ta2", zones),
    ];
    let report = desk.zones(&desk.put("a.ods", book(&tables)));
    assert_eq!(report.sheet.as_deref(), Some("CCN"));
    let report = desk.zones(&desk.put("b.ods", book(&tables[..2])));
    assert_eq!(report.sheet.as_deref(), Some("Ẩn"));
    assert!(of_kind(&report.file_findings, FindingKind::SheetChosen).is_some());
}

#[test]
fn columns_are_mapped_by_hand_and_strange_ones_are_told() {
    let mut desk = Desk::new();
    desk.options.dry_run = true;
    let file = desk.put(
        "la.csv",
        "Gọi là;Tỉnh;Rộng;Người phụ trách\nCCN Thử Lạ;24;12;Ông A\n",
    );
    desk.options.columns = vec![
        ("Gọi là".to_owned(), "name_vi".to_owned()),
        ("rong".to_owned(), "Diện tích".to_owned()),
    ];
    let report = desk.zones(&file);
    assert_eq!(row(&report, 2).name.as_deref(), Some("CCN Thử Lạ"));
    let unknown = of_kind(&report.file_findings, FindingKind::UnknownColumn).unwrap();
    assert_eq!(unknown.said.as_deref(), Some("Người phụ trách"));
    desk.options.columns = vec![("Không có".to_owned(), "name_vi".to_owned())];
    assert_eq!(desk.refusal(&file), "wish");
    desk.options.columns = vec![("Gọi là".to_owned(), "colour".to_owned())];
    assert_eq!(desk.refusal(&file), "wish");
}

#[test]
fn words_of_lists_are_taken_as_offices_write_them() {
    let desk = Desk::new();
    let file = desk.put(
        "tu.csv",
        "Tên;Tỉnh;Loại;Hiện trạng\nThử Một;24;KCN;hoạt động\nCCN Thử Hai;24;;Quy hoạch\nThử Ba;24;chợ;Quy hoạch\n",
    );
    let report = desk.zones(&file);
    assert_eq!(row(&report, 2).verdict, Verdict::Repaired);
    assert_eq!(
        row(&report, 3).verdict,
        Verdict::Repaired,
        "the kind comes from the name"
    );
    let unknown = of_kind(&row(&report, 4).findings, FindingKind::NotInList).unwrap();
    assert!(unknown.cure.vi.contains("Cụm công nghiệp"), "{unknown:?}");
}

#[test]
fn the_report_reads_in_both_languages_and_as_a_table() {
    let desk = Desk::new();
    let file = desk.put("bc.csv", "Tên;Tỉnh;Số dự án\nCCN Thử;24;=1+1\n");
    let report = desk.zones(&file);
    let vi = report.to_json(phiabac::domain::Tongue::Vi);
    assert_eq!(vi["counts"]["rejected"], 1);
    assert_eq!(vi["rows"][0]["row"], 2);
    assert_eq!(vi["written"], false);
    let table = report.to_csv(phiabac::domain::Tongue::En);
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let told: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cells = told.iter().find(|cells| &cells[7] == "projects").unwrap();
    assert_eq!(&cells[0], "2");
    assert_eq!(&cells[8], "'=1+1", "no spreadsheet takes it for a formula");
}
