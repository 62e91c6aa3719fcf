//! Items as pages for people.

use maud::{Markup, html};
use serde_json::Value;

use super::collection::{address, collections_step};
use super::form::Asked;
use super::html::{Page, facts, scrolled};
use super::items::{Found, in_form};
use crate::atlas::{FieldDocument, Item, LayerDocument};
use crate::http::settings::BaseUrl;

/// The most columns of a table of items.
const MOST_COLUMNS: usize = 7;

/// Pages with more items can be turned at their end too.
const MOST_WITHOUT_SECOND_TURN: usize = 10;

/// What stands in a cell longer than this is cut.
const MOST_LETTERS: usize = 80;

/// A list of items.
pub(super) fn list_page(asked: &Asked, base: &BaseUrl, found: &Found) -> Page {
    let listing = &found.listing;
    let layer = listing.atlas.layer(listing.records.layer);
    let rows = listing.rows.iter();
    let items: Vec<Item> = rows
        .filter_map(|&row| {
            let properties = listing.written.properties.as_ref();
            listing.atlas.item(listing.records, row, false, properties)
        })
        .collect();
    let columns = columns(&layer, &items);
    let first = found.paging.offset + 1;
    let last = found.paging.offset + items.len();
    let counted = asked.say("đối tượng", "items");
    let link_to = |item: &Item| {
        let own = address(base, listing.records.layer);
        format!(
            "{own}/items/{}?f=html&lang={}",
            item.id,
            asked.language.code()
        )
    };
    let title = asked.say(&layer.title_vi, &layer.title_en).to_owned();
    let path = found
        .here
        .strip_prefix(base.as_str())
        .unwrap_or(&found.here);
    let turn = html! { nav.pages aria-label=(asked.say("Các trang", "Pages")) {
        span {
            @if items.is_empty() { "0 " (counted) } @else { (asked.count(first)) "–" (asked.count(last)) " / " (asked.count(found.matched)) " " (counted) }
        }
        @if let Some(previous) = &found.previous { a rel="prev" href=(in_form(previous, "html")) { "‹ " (asked.say("Trang trước", "Previous")) } }
        @if let Some(next) = &found.next { a rel="next" href=(in_form(next, "html")) { (asked.say("Trang sau", "Next")) " ›" } }
    } };
    let table = html! { table {
        thead { tr {
            th scope="col" { (asked.say("Mã số", "Number")) }
            @for column in &columns { th scope="col" class=[is_number(column).then_some("n")] {
                (asked.say(&column.title_vi, &column.title_en))
                @if let Some(unit) = &column.unit { small { (unit) } }
            } }
        } }
        tbody { @for item in &items { tr {
            th scope="row" { a href=(link_to(item)) { (item.id) } }
            @for column in &columns { td class=[is_number(column).then_some("n")] { (cell(asked, column, item.properties.get(&column.id))) } }
        } } }
    } };
    let body = html! {
        (turn)
        (scrolled(&title, &table))
        @if items.len() > MOST_WITHOUT_SECOND_TURN { (turn) }
    };
    Page {
        title: format!("{title}: {}", asked.say("các đối tượng", "items")),
        steps: vec![
            collections_step(asked),
            (title, format!("/collections/{}", layer.id)),
        ],
        path: without_language(path),
        body,
    }
}

/// One item.
pub(super) fn item_page(asked: &Asked, base: &BaseUrl, layer: &LayerDocument, item: &Item) -> Page {
    let mut names = ["full_name_vi", "name_vi", "ref", "level"].iter();
    let name = names.find_map(|field| item.properties.get(*field)?.as_str());
    let layer_title = asked.say(&layer.title_vi, &layer.title_en);
    let rows: Vec<(String, Markup)> = item
        .properties
        .iter()
        .map(|(name, value)| {
            let field = layer.fields.iter().find(|field| field.id == *name);
            let title = field.map_or_else(
                || beside_the_catalogue(asked, name).to_owned(),
                |field| titled(asked, field),
            );
            let shown = if let Some(field) = field {
                cell_whole(asked, field, value)
            } else {
                html! { (shown(asked, value)) }
            };
            (title, shown)
        })
        .collect();
    Page {
        title: name.map_or_else(|| format!("{layer_title} {}", item.id), ToOwned::to_owned),
        steps: vec![
            collections_step(asked),
            (layer_title.to_owned(), format!("/collections/{}", layer.id)),
            (
                asked.say("Các đối tượng", "Items").to_owned(),
                format!("/collections/{}/items", layer.id),
            ),
        ],
        path: format!("/ogc/collections/{}/items/{}", layer.id, item.id),
        body: html! {
            @if let Some(href) = on_the_map(base, item) { p { a href=(href) { (asked.say("Xem trên bản đồ", "See on the map")) } } }
            (facts(&rows))
        },
    }
}

/// Zoom at which the map shows the surroundings of an item.
const NEAR: u8 = 12;

/// The map around an item whose place is known.
fn on_the_map(base: &BaseUrl, item: &Item) -> Option<String> {
    let degrees = |names: [&str; 2]| {
        let mut known = names.iter();
        known.find_map(|name| item.properties.get(*name)?.as_f64())
    };
    let (lon, lat) = (
        degrees(["lon", "label_lon"])?,
        degrees(["lat", "label_lat"])?,
    );
    Some(format!("{base}/#map={NEAR}/{lat}/{lon}"))
}

/// The title of a property that the catalogue does not list.
fn beside_the_catalogue<'a>(asked: &Asked, name: &'a str) -> &'a str {
    match name {
        "id" => asked.say("Mã số", "Number"),
        "lon" => asked.say("Kinh độ", "Longitude"),
        "lat" => asked.say("Vĩ độ", "Latitude"),
        "label_lon" => asked.say("Kinh độ của nhãn", "Longitude of the label"),
        "label_lat" => asked.say("Vĩ độ của nhãn", "Latitude of the label"),
        "province_name" => asked.say("Tên tỉnh", "Name of the province"),
        "commune_name" => asked.say("Tên xã", "Name of the commune"),
        "former_units" => asked.say("Gồm các đơn vị cũ", "Former units in it"),
        "successors" => asked.say("Nay thuộc", "Today part of"),
        "sources" => asked.say("Nguồn", "Sources"),
        other => other,
    }
}

fn is_number(field: &FieldDocument) -> bool {
    matches!(field.kind, "number" | "integer")
}

/// The first fields that any of the items has, sources left out.
fn columns<'a>(layer: &'a LayerDocument, items: &[Item]) -> Vec<&'a FieldDocument> {
    let told = |field: &&FieldDocument| {
        let named = field.id != "sources" && field.id != "id";
        named
            && items
                .iter()
                .any(|item| item.properties.contains_key(&field.id))
    };
    layer
        .fields
        .iter()
        .filter(told)
        .take(MOST_COLUMNS)
        .collect()
}

fn titled(asked: &Asked, field: &FieldDocument) -> String {
    let title = asked.say(&field.title_vi, &field.title_en);
    match &field.unit {
        Some(unit) => format!("{title} ({unit})"),
        None => title.to_owned(),
    }
}

fn cell(asked: &Asked, field: &FieldDocument, value: Option<&Value>) -> String {
    let whole = value.map_or(String::new(), |value| worded(asked, field, value));
    if whole.chars().count() <= MOST_LETTERS {
        return whole;
    }
    let cut: String = whole.chars().take(MOST_LETTERS).collect();
    format!("{cut}…")
}

fn cell_whole(asked: &Asked, field: &FieldDocument, value: &Value) -> Markup {
    if let Value::Array(sources) = value {
        return html! { ul { @for source in sources { li {
            (source["title"].as_str().unwrap_or_default())
            @if let Some(licence) = source["licence"].as_str() { " (" (licence) ")" }
        } } } };
    }
    html! { (worded(asked, field, value)) }
}

/// The words for a value of a closed list, else the value.
fn worded(asked: &Asked, field: &FieldDocument, value: &Value) -> String {
    // Whole numbers without a unit may be years.
    let is_amount = field.kind == "number" || field.unit.is_some();
    if let Some(number) = value.as_f64().filter(|_| is_amount) {
        return asked.number(number);
    }
    let text = shown(asked, value);
    let words = field.values.iter().find(|known| known.value == text);
    words.map_or(text, |known| {
        asked.say(&known.title_vi, &known.title_en).to_owned()
    })
}

/// A value as people read it.
fn shown(asked: &Asked, value: &Value) -> String {
    match value {
        Value::Bool(true) => asked.say("có", "yes").to_owned(),
        Value::Bool(false) => asked.say("không", "no").to_owned(),
        other => plain(other),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Array(parts) => parts.iter().map(plain).collect::<Vec<_>>().join("; "),
        Value::Object(members) => {
            let mut known = ["full_name_vi", "name_vi", "title", "code"].iter();
            let name = known.find_map(|name| members.get(*name)?.as_str());
            name.map_or_else(|| value.to_string(), ToOwned::to_owned)
        }
        other => other.to_string(),
    }
}

/// A path whose query names no language: the page offers both.
fn without_language(path: &str) -> String {
    let Some((path, query)) = path.split_once('?') else {
        return path.to_owned();
    };
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.starts_with("lang="))
        .collect();
    format!("{path}?{}", kept.join("&"))
}
