//! What the page asks a server for, as far as that can be listed.

use serde::Deserialize;

use super::address::Address;
use super::{SiteError, document};
use crate::http::InProcess;

/// Records that have a card, and how their figures are named.
const CARDS: [(&str, Figures); 8] = [
    ("provinces", Figures::Of("")),
    ("communes", Figures::Of("")),
    ("former_provinces", Figures::Of("former:")),
    ("former_communes", Figures::None),
    ("industrial_zones", Figures::Of("zone:")),
    ("power_plants", Figures::Of("plant:")),
    ("border_gates", Figures::None),
    ("places", Figures::None),
];

/// The layers that the page lists, and the fields that its forms count.
pub(super) const LISTED: [(&str, &str); 3] = [
    ("industrial_zones", "kind,province,status"),
    ("border_gates", "class,province,mode,neighbour,status"),
    ("power_plants", "fuel,province,status"),
];

/// Figures of one subject, as the page asks for them.
const ALL_FIGURES: &str = "5000";
/// Records of a list that are asked for at once.
const AT_ONCE: usize = 1000;

#[derive(Clone, Copy)]
enum Figures {
    /// With this before the code of the record.
    Of(&'static str),
    None,
}

/// Everything, in the order in which it is asked.
pub(super) fn questions(service: &InProcess) -> Result<Vec<Address>, SiteError> {
    let mut found = vec![
        Address::new("/catalog.json"),
        Address::new("/api/overlays"),
        Address::new("/api/figures")
            .with("measure", "trade")
            .with("limit", ALL_FIGURES),
        figures_of("region"),
    ];
    let summaries = LISTED.map(|(layer, by)| summary(layer, by));
    found.extend(summaries);
    found.extend(overlays(service)?);
    for (layer, figures) in CARDS {
        for Listed { id, properties } in records(service, layer)? {
            found.push(item(layer, id));
            let code = properties.code.unwrap_or_default();
            if let Figures::Of(before) = figures {
                found.push(figures_of(&format!("{before}{code}")));
            }
            found.extend(relations(layer, &code));
            if layer == "border_gates" {
                found.push(Address::new(format!("/api/gates/{id}/trade")).with("f", "json"));
            }
        }
    }
    Ok(found)
}

/// A record as its card asks for it; of units a card needs no shape.
pub(super) fn item(layer: &str, id: u64) -> Address {
    let address = Address::new(format!("/ogc/collections/{layer}/items/{id}"));
    if relations(layer, "").is_some() {
        address.with("skipGeometry", "true")
    } else {
        address
    }
}

/// What all records of a layer are together.
fn summary(layer: &str, by: &str) -> Address {
    Address::new(format!("/api/summaries/{layer}")).with("by", by)
}

/// What a unit was made of, became and borders on; nothing for other records.
fn relations(layer: &str, code: &str) -> Option<Address> {
    match layer {
        "provinces" | "communes" => Some(Address::new(format!("/api/units/{code}"))),
        "former_provinces" | "former_communes" => {
            Some(Address::new(format!("/api/units/former:{code}")))
        }
        _ => None,
    }
}

fn figures_of(subject: &str) -> Address {
    Address::new("/api/figures")
        .with("subject", subject)
        .with("limit", ALL_FIGURES)
        .with("f", "json")
}

/// Every overlay at every level, for each of its periods and for none.
fn overlays(service: &InProcess) -> Result<Vec<Address>, SiteError> {
    #[derive(Deserialize)]
    struct List {
        items: Vec<Overlay>,
    }
    #[derive(Deserialize)]
    struct Overlay {
        id: String,
        levels: Vec<String>,
        periods: Vec<OfPeriod>,
    }
    #[derive(Deserialize)]
    struct OfPeriod {
        start: Option<String>,
        end: Option<String>,
        levels: Vec<String>,
    }
    let list: List = document("the list of overlays", &service.get("/api/overlays")?)?;
    let mut found = Vec::new();
    for Overlay {
        id,
        levels,
        periods,
    } in list.items
    {
        let at = |level: &str| Address::new(format!("/api/overlays/{id}")).with("level", level);
        for level in &levels {
            found.push(at(level));
        }
        for period in &periods {
            let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "..".to_owned());
            let key = format!("{}/{}", day(&period.start), day(&period.end));
            let levels = period.levels.iter();
            found.extend(levels.map(|level| at(level).with("period", &key)));
        }
    }
    Ok(found)
}

#[derive(Deserialize)]
struct Listed {
    id: u64,
    properties: Coded,
}

#[derive(Deserialize)]
struct Coded {
    code: Option<String>,
}

/// The numbers and codes of all records of a layer.
fn records(service: &InProcess, layer: &str) -> Result<Vec<Listed>, SiteError> {
    #[derive(Deserialize)]
    struct Page {
        #[serde(rename = "numberMatched")]
        matched: usize,
        features: Vec<Listed>,
    }
    let mut found: Vec<Listed> = Vec::new();
    loop {
        let page = Address::new(format!("/ogc/collections/{layer}/items"))
            .with("skipGeometry", "true")
            .with("limit", AT_ONCE.to_string())
            .with("offset", found.len().to_string());
        let page: Page = document(layer, &service.get(&page.target())?)?;
        let last = page.features.is_empty();
        found.extend(page.features);
        if last || found.len() >= page.matched {
            return Ok(found);
        }
    }
}
