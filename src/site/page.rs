//! The files of the built page, made to stand in any folder; fonts, signs and styles for other
//! programs.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::tiles::Archive;
use super::{Files, PACKS, SiteError, SiteWish, document};
use crate::atlas::Atlas;
use crate::domain::LayerId;
use crate::http::{InProcess, page_file, page_files};

/// The file that tells the page that it stands in a bundle; a folder with it is one of ours.
pub const MARK: &str = "bundle.js";

/// What of the page needs a server, is for the server alone, or is written in another way.
const LEFT_OUT: [&str; 4] = ["admin.html", "assets/admin-", "fonts/ttf/", "styles/"];

/// A page that is opened from a disk says what to do: browsers let no script of it run.
const NOT_SERVED: &str = "<script>if(location.protocol===\"file:\")document.write(\"<p style='font:16px/1.5 system-ui,sans-serif;max-width:40em;margin:2em auto;padding:0 1em'>Bản đồ này phải được mở qua một máy chủ web nhỏ, không mở trực tiếp từ đĩa. Xem README.txt cùng thư mục.<br><br><span lang='en'>This map has to be opened through a small web server, not from the disk. See README.txt beside it.</span></p>\")</script>";

/// Writes everything that belongs to the page.
pub(super) fn write(
    atlas: &Atlas,
    service: &InProcess,
    wish: &SiteWish,
    archives: &[Archive],
    files: &mut Files,
) -> Result<(), SiteError> {
    for path in page_files() {
        if LEFT_OUT.iter().any(|left| path.starts_with(left)) {
            continue;
        }
        let content = page_file(&path).ok_or(SiteError::NoPage)?;
        files.put(&path, &for_bundle(&path, content))?;
    }
    files.put(MARK, mark(atlas, wish, archives).as_bytes())?;
    styles(service, wish, archives, files)
}

/// A file as the bundle has it: pages and scripts that stand alone first learn where they are.
fn for_bundle(path: &str, content: Vec<u8>) -> Vec<u8> {
    let text = || String::from_utf8_lossy(&content).into_owned();
    match path {
        "index.html" | "embed.html" => marked_page(&text()).into_bytes(),
        "embed.js" => format!("import \"./{MARK}\";\n{}", text()).into_bytes(),
        _ => content,
    }
}

fn marked_page(page: &str) -> String {
    let script = "<script type=\"module\"";
    let page = page.replacen(
        script,
        &format!("{script} src=\"./{MARK}\"></script>\n    {script}"),
        1,
    );
    page.replacen("<body>", &format!("<body>\n    {NOT_SERVED}"), 1)
}

/// The script that tells what stands where.
fn mark(atlas: &Atlas, wish: &SiteWish, archives: &[Archive]) -> String {
    let tiles: serde_json::Map<String, Value> = archives
        .iter()
        .map(|own| (own.names.clone(), own.path().into()))
        .collect();
    let groups: serde_json::Map<String, Value> = LayerId::ALL
        .iter()
        .filter_map(|&layer| Some((layer.as_str().to_owned(), groups(atlas, layer)?)))
        .collect();
    let about = json!({
        "snapshot": atlas.version(),
        "packs": PACKS,
        "maxzoom": wish.zooms.end(),
        "tiles": tiles,
        "groups": groups,
    });
    format!(
        "// Phía Bắc Atlas: a bundle of plain files. Tells the page what stands where.\n\
         const base = new URL(\".\", import.meta.url).href.slice(0, -1);\n\
         (globalThis.phiabacBundles ??= new Map()).set(base, {{ base, ...{about} }});\n"
    )
}

/// How the points of a layer are grouped, for tiles of what a filter accepts.
fn groups(atlas: &Atlas, layer: LayerId) -> Option<Value> {
    let grouping = atlas.grouping(layer)?;
    Some(json!({
        "maxzoom": grouping.max_zoom,
        "reach": grouping.reach_in_units,
        "by": grouping.by,
        "sum": grouping.sum,
    }))
}

/// Styles for other programs, which take the tiles from the archives, and the glyphs they name.
fn styles(
    service: &InProcess,
    wish: &SiteWish,
    archives: &[Archive],
    files: &mut Files,
) -> Result<(), SiteError> {
    let base = wish.url.as_ref().map_or("..", |url| url.as_str());
    let mut stacks = BTreeSet::new();
    for path in page_files() {
        if !path.starts_with("styles/") {
            continue;
        }
        let style = page_file(&path).ok_or(SiteError::NoPage)?;
        let mut style = String::from_utf8_lossy(&style).into_owned();
        for own in archives {
            let tilejson = format!("{{base}}{}", own.tilejson);
            style = style.replace(&tilejson, &format!("pmtiles://{base}/{}", own.path()));
        }
        let style = style.replace("{base}", base);
        named_stacks(&document::<Value>(&path, style.as_bytes())?, &mut stacks);
        files.put(&path, style.as_bytes())?;
    }
    for stack in stacks {
        glyphs(service, &stack, files)?;
    }
    Ok(())
}

/// The fonts that the layers of a style name.
fn named_stacks(style: &Value, into: &mut BTreeSet<String>) {
    match style {
        Value::Object(members) => {
            if let Some(Value::Array(fonts)) = members.get("text-font") {
                into.extend(fonts.iter().filter_map(Value::as_str).map(str::to_owned));
            }
            members.values().for_each(|own| named_stacks(own, into));
        }
        Value::Array(items) => items.iter().for_each(|own| named_stacks(own, into)),
        _ => {}
    }
}

/// Glyphs of one font: every range that has any.
fn glyphs(service: &InProcess, stack: &str, files: &mut Files) -> Result<(), SiteError> {
    const RANGE: u32 = 256;
    const LAST: u32 = 0xffff;
    let encoded = stack.replace(' ', "%20");
    let range = |first: u32| format!("{first}-{}", first + RANGE - 1);
    // Characters for private use: no font of ours has any.
    let none = service.get(&format!("/fonts/{encoded}/{}.pbf", range(0xe000)))?;
    for first in (0..LAST).step_by(RANGE as usize) {
        let range = range(first);
        let body = service.get(&format!("/fonts/{encoded}/{range}.pbf"))?;
        if body.len() > none.len() {
            files.put(&format!("fonts/{stack}/{range}.pbf"), &body)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_learns_where_it_is_before_anything_else_runs() {
        let page =
            "<head><script type=\"module\" src=\"./assets/a.js\"></script></head><body>\n</body>";
        let marked = marked_page(page);
        let [mark, own] = ["./bundle.js", "./assets/a.js"].map(|name| marked.find(name).unwrap());
        assert!(mark < own, "{marked}");
        assert!(marked.contains("file:"), "{marked}");
    }
}
