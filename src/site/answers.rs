//! What the service answers to the questions of the page, the records that the page lists, and
//! everything that has a name: JSON, packed with gzip. The files are not called `.gz`, which some
//! hosts take for a coding of the transfer.

use std::collections::BTreeMap;

use super::address::{PACKS, pack_of};
use super::questions::{LISTED, questions};
use super::{Files, SiteError, Step};
use crate::atlas::Atlas;
use crate::http::InProcess;

/// Answers between two tellings of how far it is.
const TOLD_EVERY: usize = 256;

/// Writes the packs, the records and the names; how many answers there are.
pub(super) fn write(
    atlas: &Atlas,
    service: &InProcess,
    files: &mut Files,
    progress: &mut dyn FnMut(Step),
) -> Result<usize, SiteError> {
    let questions = questions(service)?;
    let mut packs: BTreeMap<u32, BTreeMap<String, Vec<u8>>> = BTreeMap::new();
    let mut records: BTreeMap<&str, Vec<Vec<u8>>> = BTreeMap::new();
    for (done, address) in questions.iter().enumerate() {
        if done % TOLD_EVERY == 0 {
            progress(Step::Answers(done, questions.len()));
        }
        let key = address.key();
        let answer = service.get(&address.target())?;
        if let Some(layer) = listed(&key) {
            records.entry(layer).or_default().push(answer.clone());
        }
        packs.entry(pack_of(&key)).or_default().insert(key, answer);
    }
    for number in 0..PACKS {
        let pack = packs.remove(&number).unwrap_or_default();
        files.put_packed(&pack_path(number), &pack_text(&pack)?)?;
    }
    for (layer, records) in records {
        let [head, rest] = [&b"{\"features\":["[..], b"]}"];
        let body = [head, &records.join(&b",\n"[..]), rest].concat();
        files.put_packed(&format!("records/{layer}.pack"), &body)?;
    }
    files.put_packed("names.pack", &text("the names", &atlas.names())?)?;
    Ok(questions.len())
}

/// Where a pack stands in the bundle.
fn pack_path(number: u32) -> String {
    format!("answers/{number:03x}.pack")
}

/// The layer of a record that stands in a list.
fn listed(key: &str) -> Option<&'static str> {
    let mut layers = LISTED.iter();
    let (layer, _) =
        layers.find(|(layer, _)| key.starts_with(&format!("/ogc/collections/{layer}/items/")))?;
    Some(layer)
}

/// The answers by their keys: an object whose values are the bodies as the service sends them.
fn pack_text(pack: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, SiteError> {
    let mut written = vec![b'{'];
    for (order, (key, body)) in pack.iter().enumerate() {
        if order > 0 {
            written.extend_from_slice(b",\n");
        }
        written.extend(text(key, key)?);
        written.push(b':');
        written.extend_from_slice(body);
    }
    written.push(b'}');
    Ok(written)
}

fn text(what: &str, value: &impl serde::Serialize) -> Result<Vec<u8>, SiteError> {
    serde_json::to_vec(value).map_err(|source| SiteError::Document {
        what: what.to_owned(),
        source,
    })
}
