//! `overlay=…`: the overlay that the areas of a tile are joined with.

use serde::Deserialize;

use super::layer_list::LayerList;
use super::overlays::{RawRequest, choose, invalid};
use super::problem::Problem;
use crate::atlas::{Atlas, OverlayChoice, OverlayError, OverlayRequest};

/// The parameters of a tile, as they stand in the address.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct JoinedOverlay {
    overlay: Option<String>,
    period: Option<String>,
    classes: Option<String>,
    method: Option<String>,
    breaks: Option<String>,
}

/// What tiles are joined with.
#[derive(Clone, Debug)]
pub(super) struct Joint {
    /// One overlay for each layer that it fits.
    pub(super) choices: Vec<OverlayChoice>,
    /// The query that asks for it again, with its question mark.
    pub(super) query: String,
}

impl JoinedOverlay {
    /// The overlay for each layer of the list that it fits; nothing when none was asked for.
    pub(super) fn settled(
        self,
        atlas: &Atlas,
        layers: LayerList,
    ) -> Result<Option<Joint>, Problem> {
        let Some(id) = self.overlay else {
            return self.alone();
        };
        let raw = RawRequest::of(self.period, self.classes, self.method, self.breaks);
        let request = raw.read()?;
        Ok(Some(Joint {
            choices: choices(atlas, &id, &request, layers)?,
            query: query(&id, &request),
        }))
    }

    /// Without an overlay the other parameters mean nothing.
    fn alone(&self) -> Result<Option<Joint>, Problem> {
        let others = [
            ("period", &self.period),
            ("classes", &self.classes),
            ("method", &self.method),
            ("breaks", &self.breaks),
        ];
        match others.into_iter().find(|(_, text)| text.is_some()) {
            None => Ok(None),
            Some((name, _)) => Err(invalid(
                format!("Tham số {name} chỉ đi cùng tham số overlay."),
                format!("The parameter {name} goes with the parameter overlay only."),
            )),
        }
    }
}

/// The query that asks for an overlay that exists, spelled in one way.
fn query(id: &str, request: &OverlayRequest) -> String {
    let breaks = request.breaks.as_ref().map(|ends| {
        let ends: Vec<String> = ends.iter().map(ToString::to_string).collect();
        ends.join(",")
    });
    let given = [
        ("period", request.period.map(|period| period.to_string())),
        ("classes", request.classes.map(|count| count.to_string())),
        ("method", request.method.map(|method| method.to_string())),
        ("breaks", breaks),
    ];
    let mut query = format!("?overlay={id}");
    for (name, text) in given {
        if let Some(text) = text {
            query.extend(["&", name, "=", &text]);
        }
    }
    query
}

/// The overlay at each of its levels whose layer is in the list. A level that has no figures for
/// the period is left out, unless no other is there.
fn choices(
    atlas: &Atlas,
    id: &str,
    request: &OverlayRequest,
    layers: LayerList,
) -> Result<Vec<OverlayChoice>, Problem> {
    let Ok(fitting) = atlas.overlay_layers(id) else {
        return Err(choose(atlas, id, request)
            .err()
            .unwrap_or_else(|| does_not_fit(id, "")));
    };
    let names: Vec<&str> = fitting.iter().map(|(_, layer)| layer.as_str()).collect();
    let listed = layers.to_vec();
    let mut found = Vec::new();
    let mut refused = None;
    for (level, _) in fitting.iter().filter(|(_, layer)| listed.contains(layer)) {
        let request = OverlayRequest {
            level: Some(*level),
            ..request.clone()
        };
        match atlas.choose_overlay(id, &request) {
            Ok(choice) => found.push(choice),
            Err(OverlayError::Period { .. }) if refused.is_none() => refused = Some(request),
            Err(_) => return choose(atlas, id, &request).map(|choice| vec![choice]),
        }
    }
    match (found.is_empty(), refused) {
        (false, _) => Ok(found),
        (true, Some(request)) => choose(atlas, id, &request).map(|choice| vec![choice]),
        (true, None) => Err(does_not_fit(id, &names.join(", "))),
    }
}

fn does_not_fit(id: &str, layers: &str) -> Problem {
    invalid(
        format!("Bản đồ chuyên đề {id} cần một trong các lớp: {layers}."),
        format!("The overlay {id} needs one of the layers: {layers}."),
    )
}
