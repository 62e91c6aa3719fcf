//! Old units to new ones and back, against the committed tables: every former unit, in every
//! spelling.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use phiabac::atlas::{Address, ConvertAnswer, ConvertQuery, Time};
use phiabac::search::without_marks;
use unicode_normalization::UnicodeNormalization;

#[path = "support/committed.rs"]
mod committed;

use committed::{ATLAS, geodata};

/// A row of the table of units, read without the product's code.
#[derive(Clone, Debug, serde::Deserialize)]
struct UnitRow {
    code: String,
    level: String,
    full_name_vi: String,
    name_vi: String,
    province: String,
    valid_to: String,
    district: String,
    district_code: String,
}

impl UnitRow {
    fn is_former(&self) -> bool {
        !self.valid_to.is_empty()
    }

    fn is_commune(&self) -> bool {
        self.level == "commune"
    }
}

#[derive(Debug, serde::Deserialize)]
struct Edge {
    former: String,
    successor: String,
    extent: String,
    default: bool,
}

fn table<T: serde::de::DeserializeOwned>(name: &str) -> Vec<T> {
    let mut reader = csv::Reader::from_path(geodata().join(name)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

static UNITS: LazyLock<Vec<UnitRow>> = LazyLock::new(|| table("units.csv"));

/// Code, extent, whether it is the default.
type Successors = BTreeSet<(String, String, bool)>;

/// For each former unit its successors.
static SUCCESSORS: LazyLock<HashMap<String, Successors>> = LazyLock::new(|| {
    let mut all: HashMap<String, BTreeSet<_>> = HashMap::new();
    for edge in table::<Edge>("predecessors.csv") {
        let own = all.entry(edge.former).or_default();
        own.insert((edge.successor, edge.extent, edge.default));
    }
    all
});

fn former_communes() -> impl Iterator<Item = &'static UnitRow> {
    UNITS
        .iter()
        .filter(|unit| unit.is_former() && unit.is_commune())
}

fn province_of(unit: &UnitRow) -> &'static UnitRow {
    let same_time = |province: &&UnitRow| {
        province.code == unit.province && province.is_former() == unit.is_former()
    };
    UNITS.iter().find(same_time).unwrap()
}

fn ask(commune: &str, district: &str, province: &str, to: Time) -> Option<ConvertAnswer> {
    let field = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let address = Address {
        commune: field(commune),
        district: field(district),
        province: field(province),
        text: None,
    };
    answer(&ConvertQuery {
        address,
        to,
        ..ConvertQuery::default()
    })
}

fn ask_text(text: &str) -> Option<ConvertAnswer> {
    let address = Address {
        text: Some(text.to_owned()),
        ..Address::default()
    };
    answer(&ConvertQuery {
        address,
        ..ConvertQuery::default()
    })
}

fn ask_code(code: &str, to: Time) -> Option<ConvertAnswer> {
    answer(&ConvertQuery {
        code: Some(code.parse().unwrap()),
        to,
        ..ConvertQuery::default()
    })
}

fn answer(query: &ConvertQuery) -> Option<ConvertAnswer> {
    ATLAS.convert(query).ok()
}

fn told(answer: &ConvertAnswer) -> Successors {
    let items = answer.items.iter().map(|item| &item.unit);
    items
        .map(|unit| (unit.code.clone(), unit.extent.to_owned(), unit.default))
        .collect()
}

/// Fails unless an answer tells what the table says of one former unit.
fn assert_converted(answer: Option<&ConvertAnswer>, unit: &UnitRow, sole: &str, what: &str) {
    let answer = answer.unwrap_or_else(|| panic!("{what}: {} not found", unit.code));
    let expected = &SUCCESSORS[&unit.code];
    let matched: Vec<_> = answer
        .matched
        .iter()
        .map(|m| m.thing.code.as_deref())
        .collect();
    assert_eq!(matched, [Some(&*unit.code)], "{what}");
    assert_eq!(&told(answer), expected, "{what}");
    let status = if expected.len() > 1 { "split" } else { sole };
    assert_eq!(answer.status, status, "{what}: {}", answer.note_vi);
    assert!(answer.items[0].unit.default, "{what}");
    let default = answer.default.as_ref().map(|item| &item.unit.code);
    assert_eq!(default, Some(&answer.items[0].unit.code), "{what}");
}

/// Letters without marks, by a table of our own; i and y as one.
fn plain(text: &str) -> String {
    without_marks(&text.to_lowercase()).replace('y', "i")
}

/// A name with the tone of each word behind it: Hoà and Hòa are one name.
fn told_tones(text: &str) -> String {
    let is_tone = |c: &char| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*c);
    let lower: String = text.to_lowercase().nfc().collect();
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let words = words.map(|word| {
        let (tones, letters): (String, String) = word.nfd().partition(is_tone);
        letters + &tones
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_former_commune_converts_by_code() {
    let mut count = 0;
    for unit in former_communes() {
        assert_converted(
            ask_code(&unit.code, Time::Present).as_ref(),
            unit,
            "exact",
            &unit.code,
        );
        let sure = format!("former:{}", unit.code);
        assert_converted(
            ask_code(&sure, Time::Present).as_ref(),
            unit,
            "exact",
            &sure,
        );
        count += 1;
    }
    assert_eq!(count, 5529);
}

#[test]
fn every_former_commune_converts_by_its_full_name() {
    for unit in former_communes() {
        let [c, d, p] = [
            &unit.full_name_vi,
            &unit.district,
            &province_of(unit).full_name_vi,
        ];
        let spellings: [fn(&str) -> String; 3] = [str::to_owned, str::to_uppercase, |text| {
            text.nfd().collect()
        }];
        for spelled in spellings {
            let [c, d, p] = [c, d, p].map(|text| spelled(text));
            let text = format!("{c}, {d}, {p}");
            let found = ask(&c, &d, &p, Time::Present);
            assert_converted(found.as_ref(), unit, "exact", &format!("fields {text}"));
            assert_converted(ask_text(&text).as_ref(), unit, "exact", &text);
            let in_commune = ask(&text, "", "", Time::Present);
            assert_converted(
                in_commune.as_ref(),
                unit,
                "exact",
                &format!("commune {text}"),
            );
        }
    }
}

/// Two units of one district may differ in marks alone; without marks nobody can tell them apart.
#[test]
fn every_former_commune_converts_without_marks() {
    let whole = |unit: &UnitRow| {
        format!(
            "{}, {}, {}",
            unit.full_name_vi,
            unit.district,
            province_of(unit).full_name_vi
        )
    };
    let mut alike: BTreeMap<String, Vec<&UnitRow>> = BTreeMap::new();
    for unit in former_communes() {
        alike.entry(plain(&whole(unit))).or_default().push(unit);
    }
    let mut listed = Vec::new();
    for namesakes in alike.values() {
        for unit in namesakes {
            let [c, d, p] = [
                &unit.full_name_vi,
                &unit.district,
                &province_of(unit).full_name_vi,
            ]
            .map(|text| without_marks(text).to_lowercase());
            let text = format!("{c}, {d}, {p}");
            let spaced = format!("{c} {d} {p}");
            for (what, found) in [
                ("fields", ask(&c, &d, &p, Time::Present)),
                ("text", ask_text(&text)),
                ("upper case", ask_text(&text.to_uppercase())),
                ("no commas", ask_text(&spaced)),
            ] {
                let what = format!("{what}: {text}");
                if let [only] = namesakes[..] {
                    assert_converted(found.as_ref(), only, "by_name", &what);
                    continue;
                }
                let found = found.unwrap();
                assert_eq!(found.status, "ambiguous", "{what}");
                let codes: BTreeSet<_> = found
                    .matched
                    .iter()
                    .map(|m| m.thing.code.clone().unwrap())
                    .collect();
                let expected: BTreeSet<_> = namesakes.iter().map(|u| u.code.clone()).collect();
                assert_eq!(codes, expected, "{what}");
            }
        }
        if namesakes.len() > 1 {
            listed.push(
                namesakes
                    .iter()
                    .map(|u| whole(u))
                    .collect::<Vec<_>>()
                    .join(" = "),
            );
        }
    }
    eprintln!("not told apart without marks:\n{}", listed.join("\n"));
    assert_eq!(listed.len(), 14);
}

#[test]
fn kinds_may_be_left_out_or_abbreviated() {
    let mut names: HashMap<(String, &str), usize> = HashMap::new();
    for unit in former_communes() {
        *names
            .entry((plain(&unit.name_vi), &unit.district_code))
            .or_default() += 1;
    }
    let short = |text: &str| {
        [
            ("Thành phố ", "TP. "),
            ("Thành Phố ", "Tp "),
            ("Thị xã ", "TX."),
            ("Thị Xã ", "TX "),
            ("Thị trấn ", "TT."),
            ("Phường ", "P."),
            ("Huyện ", "H. "),
            ("Quận ", "Q."),
            ("Tỉnh ", "T. "),
            ("Xã ", "X."),
        ]
        .iter()
        .fold(text.to_owned(), |text, (long, short)| {
            text.replacen(long, short, 1)
        })
    };
    let bare = |text: &str| {
        let mut rest = text.to_lowercase();
        for kind in [
            "thành phố ",
            "thị xã ",
            "thị trấn ",
            "phường ",
            "huyện ",
            "quận ",
            "tỉnh ",
            "xã ",
        ] {
            rest = rest.strip_prefix(kind).unwrap_or(&rest).to_owned();
        }
        rest
    };
    let (mut told_apart, mut namesakes) = (0, 0);
    for unit in former_communes() {
        let [c, d, p] = [
            &unit.full_name_vi,
            &unit.district,
            &province_of(unit).full_name_vi,
        ];
        let text = format!("{}, {}, {}", short(c), short(d), short(p));
        assert_converted(ask_text(&text).as_ref(), unit, "by_name", &text);
        let found = ask(&bare(c), &bare(d), &bare(p), Time::Present);
        let found = found.unwrap_or_else(|| panic!("{text}"));
        let codes: Vec<_> = found
            .matched
            .iter()
            .map(|m| m.thing.code.clone().unwrap())
            .collect();
        assert!(codes.contains(&unit.code), "{text}: {codes:?}");
        if names[&(plain(&unit.name_vi), &*unit.district_code)] == 1 && !d.contains("Kỳ Anh") {
            assert_converted(Some(&found), unit, "by_name", &text);
            told_apart += 1;
        } else {
            namesakes += 1;
        }
    }
    assert!(
        told_apart > 5400 && namesakes < 100,
        "{told_apart} {namesakes}"
    );
}

#[test]
fn there_and_back_again() {
    for unit in former_communes() {
        for (successor, extent, _) in &SUCCESSORS[&unit.code] {
            let back = ask_code(successor, Time::Former).unwrap();
            assert_ne!(back.status, "unchanged");
            let named = told(&back);
            let found = named.iter().find(|(code, ..)| *code == unit.code);
            assert_eq!(
                found.map(|(_, extent, _)| extent),
                Some(extent),
                "{successor}"
            );
            assert_eq!(back.status, if named.len() > 1 { "split" } else { "exact" });
            assert_eq!(back.default.is_some(), named.len() == 1);
        }
    }
}

#[test]
fn every_present_commune_leads_back_by_its_full_name() {
    let mut made_of_none = Vec::new();
    for unit in UNITS
        .iter()
        .filter(|unit| !unit.is_former() && unit.is_commune())
    {
        let province = &province_of(unit).full_name_vi;
        let found = ask(&unit.full_name_vi, "", province, Time::Former).unwrap();
        let matched: Vec<_> = found
            .matched
            .iter()
            .map(|m| m.thing.code.clone().unwrap())
            .collect();
        assert_eq!(
            matched,
            *std::slice::from_ref(&unit.code),
            "{} {province}",
            unit.full_name_vi
        );
        let codes: BTreeSet<_> = found
            .items
            .iter()
            .map(|item| item.unit.code.clone())
            .collect();
        let expected: BTreeSet<_> = SUCCESSORS
            .iter()
            .filter(|(_, successors)| successors.iter().any(|(code, ..)| *code == unit.code))
            .map(|(former, _)| former.clone())
            .filter(|former| former.len() == 5)
            .collect();
        assert_eq!(codes, expected, "{}", unit.code);
        if codes.is_empty() {
            made_of_none.push(unit.code.clone());
        }
    }
    assert_eq!(made_of_none, ["11948"], "Bạch Long Vĩ had no communes");
}

/// Names of today that no former unit of that place bore answer with themselves; all others are
/// those of a former unit and convert.
#[test]
fn names_of_today_stay_or_convert() {
    let in_full = |unit: &UnitRow| {
        let province = &province_of(unit).full_name_vi;
        told_tones(&format!("{} {province}", unit.full_name_vi))
    };
    let former: BTreeSet<String> = former_communes().map(in_full).collect();
    let (mut stay, mut convert) = (0, 0);
    for unit in UNITS
        .iter()
        .filter(|unit| !unit.is_former() && unit.is_commune())
    {
        let province = &province_of(unit).full_name_vi;
        let found = ask(&unit.full_name_vi, "", province, Time::Present).unwrap();
        if former.contains(&in_full(unit)) {
            assert_ne!(found.status, "unchanged", "{}", unit.full_name_vi);
            convert += 1;
        } else {
            let codes: Vec<_> = found.items.iter().map(|item| &item.unit.code).collect();
            assert_eq!(
                (found.status, codes),
                ("unchanged", vec![&unit.code]),
                "{}",
                unit.full_name_vi
            );
            stay += 1;
        }
    }
    assert!(stay > 500 && convert > 500, "{stay} {convert}");
}

#[test]
fn former_provinces_and_districts_convert() {
    let provinces = UNITS
        .iter()
        .filter(|unit| unit.is_former() && !unit.is_commune());
    let mut count = 0;
    for unit in provinces {
        count += 1;
        assert_converted(
            ask_code(&unit.code, Time::Present).as_ref(),
            unit,
            "exact",
            &unit.code,
        );
        let name = &unit.full_name_vi;
        assert_converted(
            ask("", "", name, Time::Present).as_ref(),
            unit,
            "exact",
            name,
        );
        assert_converted(ask_text(name).as_ref(), unit, "exact", name);
    }
    assert_eq!(count, 28);
    let mut districts: BTreeMap<&str, Vec<&UnitRow>> = BTreeMap::new();
    for unit in former_communes() {
        districts.entry(&unit.district_code).or_default().push(unit);
    }
    assert_eq!(districts.len(), 321);
    for (code, communes) in districts {
        let (name, province) = (
            &communes[0].district,
            &province_of(communes[0]).full_name_vi,
        );
        let expected: BTreeSet<&String> = communes
            .iter()
            .flat_map(|unit| SUCCESSORS[&unit.code].iter().map(|(code, ..)| code))
            .collect();
        for found in [
            ask("", name, province, Time::Present),
            ask_text(&format!("{name}, {province}")),
            ask_code(code, Time::Present),
        ] {
            let found = found.unwrap_or_else(|| panic!("{name}, {province}"));
            let codes: BTreeSet<&String> = found.items.iter().map(|item| &item.unit.code).collect();
            assert_eq!(codes, expected, "{name}, {province}");
            assert_eq!(
                found.items.iter().filter(|item| item.unit.default).count(),
                1
            );
            assert_eq!(
                found.status,
                if codes.len() > 1 { "split" } else { "exact" }
            );
        }
    }
}

#[test]
fn a_commune_alone_is_exact_or_ambiguous() {
    let mut by_name: BTreeMap<&str, Vec<&UnitRow>> = BTreeMap::new();
    for unit in former_communes() {
        by_name.entry(&unit.full_name_vi).or_default().push(unit);
    }
    for (name, units) in by_name {
        let found = ask(name, "", "", Time::Present).unwrap_or_else(|| panic!("{name}"));
        if let [only] = units[..] {
            assert_converted(Some(&found), only, "exact", name);
        } else {
            assert_eq!(found.status, "ambiguous", "{name}");
            assert_eq!(found.matched.len(), units.len(), "{name}");
            for unit in &units {
                let of_it = found.items.iter().filter(|item| item.from == unit.code);
                assert_eq!(of_it.count(), SUCCESSORS[&unit.code].len(), "{name}");
            }
        }
    }
}

/// A name with a slip is believed where the address says where the unit lies, and only there.
#[test]
fn slips_are_believed_beside_a_place_only() {
    let told = ask_text("xã Tân Hưngg, huyện Lạng Giang, tỉnh Bắc Giang").unwrap();
    assert_eq!(told.matched.len(), 1);
    assert_eq!(told.matched[0].thing.full_name_vi, "Xã Tân Hưng");
    for guess in [
        "xã Nào Đó",
        "Nào Đó",
        "xã Nào Đó, thành phố Chí Linh, tỉnh Hải Dương",
    ] {
        assert!(ask_text(guess).is_none(), "{guess}");
    }
}
