//! The bundle of plain files holds what the server answers, and nothing by chance. The page must have
//! been built: `make page` does it.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

#[path = "support/pmtiles.rs"]
#[expect(dead_code, reason = "other tests look at the head of an archive")]
mod pmtiles;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, LazyLock};

use flate2::read::GzDecoder;
use phiabac::atlas::Atlas;
use phiabac::config::{RawServeConfig, ServeConfig};
use phiabac::http::{HttpSettings, InProcess};
use phiabac::site::{self, Address, MARK, PACKS, SiteWish, Written};

static ATLAS: LazyLock<Arc<Atlas>> = LazyLock::new(|| {
    let geodata = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    Arc::new(Atlas::load(&geodata).unwrap())
});

/// Files by their paths in a bundle, with `/`.
type Tree = BTreeMap<String, Vec<u8>>;

static BUNDLE: LazyLock<(Tree, Written)> = LazyLock::new(bundle);

fn settings() -> HttpSettings {
    let config = ServeConfig::resolve(RawServeConfig::default());
    config.unwrap().http
}

fn bundle() -> (Tree, Written) {
    let folder = tempfile::tempdir().unwrap();
    let wish = SiteWish {
        zooms: 0..=6,
        url: None,
    };
    let written = site::write(&ATLAS, settings(), &wish, folder.path(), &mut |_| {}).unwrap();
    let mut tree = Tree::new();
    collect(folder.path(), folder.path(), &mut tree);
    (tree, written)
}

fn collect(root: &Path, folder: &Path, into: &mut Tree) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, into);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            into.insert(name.replace('\\', "/"), fs::read(&path).unwrap());
        }
    }
}

/// Whether a path ends with a point and that suffix.
fn has_suffix(path: &str, suffix: &str) -> bool {
    Path::new(path).extension().is_some_and(|own| own == suffix)
}

/// A file as text, unpacked if it is packed.
fn text(path: &str) -> String {
    let (tree, _) = &*BUNDLE;
    let content = tree.get(path).unwrap_or_else(|| panic!("no {path}"));
    let mut text = String::new();
    if has_suffix(path, "pack") {
        GzDecoder::new(&content[..])
            .read_to_string(&mut text)
            .unwrap();
        return text;
    }
    String::from_utf8(content.clone()).unwrap()
}

#[test]
fn what_was_written_is_counted() {
    let (tree, written) = &*BUNDLE;
    assert_eq!(written.files, tree.len());
    let bytes: usize = tree.values().map(Vec::len).sum();
    assert_eq!(written.bytes, bytes as u64);
    assert!(bytes < 120 << 20, "{bytes}");
    for path in [MARK, "index.html", "embed.html", "embed.js", "README.txt"] {
        assert!(tree.contains_key(path), "{path}");
    }
    let mut all = tree.keys();
    assert!(!all.any(|path| path.contains("admin")));
}

#[test]
fn answers_are_those_of_the_server_byte_by_byte() {
    let service = InProcess::new(ATLAS.clone(), settings()).unwrap();
    let packs: Vec<String> = (0..PACKS)
        .map(|number| text(&format!("answers/{number:03x}.pack")))
        .collect();
    for pack in &packs {
        let read: serde_json::Value = serde_json::from_str(pack).unwrap();
        assert!(read.is_object());
    }
    let figures = |subject: &str| {
        Address::new("/api/figures")
            .with("subject", subject)
            .with("limit", "5000")
            .with("f", "json")
    };
    let asked = [
        Address::new("/catalog.json"),
        Address::new("/api/overlays"),
        Address::new("/api/overlays/export")
            .with("level", "province")
            .with("period", "2025-01-01/2025-09-30"),
        Address::new("/api/overlays/cluster_count").with("level", "commune"),
        Address::new("/ogc/collections/communes/items/4").with("skipGeometry", "true"),
        Address::new("/ogc/collections/industrial_zones/items/10"),
        Address::new("/api/units/20"),
        Address::new("/api/units/former:27"),
        Address::new("/api/gates/1/trade").with("f", "json"),
        figures("region"),
        figures("20"),
    ];
    for address in asked {
        let body = service.get(&address.target()).unwrap();
        let body = String::from_utf8(body).unwrap();
        let entry = format!("{}:{body}", serde_json::to_string(&address.key()).unwrap());
        let holding = packs.iter().filter(|pack| pack.contains(&entry)).count();
        assert_eq!(holding, 1, "{}", address.key());
    }
}

#[test]
fn tiles_are_those_of_the_server_byte_by_byte() {
    let service = InProcess::new(ATLAS.clone(), settings()).unwrap();
    let (tree, written) = &*BUNDLE;
    let mark = text(MARK);
    let mut tiles = 0;
    for (path, content) in tree.iter().filter(|(path, _)| has_suffix(path, "pmtiles")) {
        // `"land,water":"tiles/ground.pmtiles"`
        let named = mark.find(&format!("\":\"{path}\"")).unwrap();
        let layers = mark[..named].rsplit('"').next().unwrap();
        let archive = pmtiles::Archive::read(content);
        tiles += archive.tiles.len();
        for ((z, x, y), tile) in &archive.tiles {
            let live = service
                .get(&format!("/tiles/{layers}/{z}/{x}/{y}"))
                .unwrap();
            assert!(live == *tile, "{layers}/{z}/{x}/{y}");
        }
    }
    assert_eq!(tiles as u64, written.tiles);
    assert!(tiles > 30, "{tiles}");
}

#[test]
fn lists_and_names_hold_everything() {
    let service = InProcess::new(ATLAS.clone(), settings()).unwrap();
    for layer in ["industrial_zones", "border_gates", "power_plants"] {
        let path = format!("/ogc/collections/{layer}/items?limit=1000");
        let live: serde_json::Value = serde_json::from_slice(&service.get(&path).unwrap()).unwrap();
        let own = text(&format!("records/{layer}.pack"));
        let mut own: serde_json::Value = serde_json::from_str(&own).unwrap();
        for feature in own["features"].as_array_mut().unwrap() {
            feature.as_object_mut().unwrap().remove("links");
        }
        assert_eq!(own["features"], live["features"], "{layer}");
    }
    let names: Vec<serde_json::Value> = serde_json::from_str(&text("names.pack")).unwrap();
    let is_listed = |layer: &str, name: &str| {
        let mut names = names.iter();
        names.any(|own| own["layer"] == layer && own["name_vi"] == name)
    };
    assert!(is_listed("provinces", "Lạng Sơn") && is_listed("former_provinces", "Hà Giang"));
    assert!(
        is_listed("communes", "Ba Đình") && is_listed("border_gates", "Cửa khẩu quốc tế Hữu Nghị")
    );
    let live = service
        .get("/api/search?q=H%C3%A0%20Giang&limit=1")
        .unwrap();
    let live: serde_json::Value = serde_json::from_slice(&live).unwrap();
    let mut hit = live["items"][0].clone();
    hit.as_object_mut().unwrap().remove("matched");
    let same = names.iter().any(|own| {
        let mut own = own.clone();
        own.as_object_mut().unwrap().remove("matched");
        own == hit
    });
    assert!(same, "{hit}");
}

#[test]
fn two_runs_write_the_same() {
    let (first, _) = &*BUNDLE;
    let (again, _) = bundle();
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(first), names(&again));
    for (path, content) in first {
        assert!(content == &again[path], "{path}");
    }
}

#[test]
fn no_address_leads_out_of_the_folder() {
    let (tree, _) = &*BUNDLE;
    for (path, content) in tree {
        let is_page = has_suffix(path, "html") || has_suffix(path, "css");
        if !is_page {
            continue;
        }
        let content = std::str::from_utf8(content).unwrap();
        for outside in ["=\"/", "url(/", "url('/", "url(\"/", "127.0.0.1"] {
            assert!(!content.contains(outside), "{path}: {outside}");
        }
    }
    let style: serde_json::Value = serde_json::from_str(&text("styles/dark.json")).unwrap();
    assert_eq!(style["sprite"], "../sprites/atlas");
    let url = style["sources"]["ground"]["url"].as_str().unwrap();
    assert_eq!(url, "pmtiles://../tiles/ground.pmtiles");
    assert!(tree.contains_key("fonts/Be Vietnam Pro Regular/7680-7935.pbf"));
}

/// The program, and what it says.
fn export(arguments: &[&str], folder: &Path) -> (Option<i32>, String) {
    let geodata = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    let done = Command::new(env!("CARGO_BIN_EXE_phiabac"))
        .args(["export", "site"])
        .args(arguments)
        .env("PHIABAC_DATA", geodata)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    (done.status.code(), said)
}

#[test]
fn the_folder_of_somebody_else_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("mine")).unwrap();
    fs::write(folder.path().join("mine/letter.txt"), "dear").unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    for wrong in [&["mine"][..], &["file"], &["new", "--zooms", "3-15"]] {
        let (code, said) = export(wrong, folder.path());
        assert_eq!(code, Some(2), "{wrong:?}: {said}");
    }
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["file", "mine"]);
    let letter = fs::read_to_string(folder.path().join("mine/letter.txt")).unwrap();
    assert_eq!(letter, "dear");
}
