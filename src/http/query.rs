//! Query strings, read strictly: each route names its parameters, anything else is an error.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

use super::language::Language;
use super::problem::Problem;
use super::problem_kind::ProblemKind;

/// The parameter that every route knows.
const LANGUAGE: &str = "lang";

/// What other sites add to links, to follow who comes from where: nothing that a page shows.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "gbraid",
    "wbraid",
    "dclid",
    "gclsrc",
    "msclkid",
    "twclid",
    "ttclid",
    "yclid",
    "igsh",
    "igshid",
    "mc_cid",
    "mc_eid",
    "zarsrc",
    "zalo_click_id",
    "_ga",
    "_gl",
    "si",
    "mibextid",
    "fb_action_ids",
    "fb_action_types",
    "fb_source",
    "hsCtaTracking",
];

/// Beginnings of such names.
const TRACKING_STARTS: &[&str] = &["utm_", "mtm_", "pk_", "hsa_"];

/// A query without what other sites added to the link.
pub(super) fn without_tracking(query: &str) -> String {
    let kept = query.split('&').filter(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        let follows =
            TRACKING.contains(&name) || TRACKING_STARTS.iter().any(|start| name.starts_with(start));
        !pair.is_empty() && !follows
    });
    kept.collect::<Vec<_>>().join("&")
}

/// Lets a request for a page pass, whatever other sites added to the link.
pub(super) async fn only_known_or_tracking(
    known: &'static [&'static str],
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    check(
        &without_tracking(request.uri().query().unwrap_or_default()),
        known,
    )?;
    Ok(next.run(request).await)
}

/// Lets a request pass whose parameters the route knows, each given once at most.
pub(super) async fn only_known(
    known: &'static [&'static str],
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if let Some(query) = request.uri().query() {
        check(query, known)?;
    }
    Ok(next.run(request).await)
}

/// Whether a query has known parameters only, each once.
///
/// # Errors
/// Names the first parameter that is not known, or is given twice.
pub(super) fn check(query: &str, known: &[&str]) -> Result<(), Problem> {
    let mut seen = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if name != LANGUAGE && !known.contains(&name) {
            return Err(unknown(name, known));
        }
        if name == LANGUAGE && Language::of_code(value).is_none() {
            return Err(Problem::new(
                ProblemKind::InvalidValue,
                "Tham số lang chỉ nhận vi hoặc en.",
                "The parameter lang is either vi or en.",
            ));
        }
        if seen.contains(&name) {
            return Err(Problem::new(
                ProblemKind::InvalidValue,
                format!("Tham số {name} xuất hiện hai lần; chỉ ghi một lần."),
                format!("The parameter {name} is given twice; give it once."),
            ));
        }
        seen.push(name);
    }
    Ok(())
}

fn unknown(name: &str, known: &[&str]) -> Problem {
    let name: String = name.chars().take(64).collect();
    let list = [&[LANGUAGE], known].concat().join(", ");
    Problem::new(
        ProblemKind::UnknownParameter,
        format!("Địa chỉ này không có tham số \"{name}\". Các tham số dùng được: {list}."),
        format!("This address has no parameter \"{name}\". It knows: {list}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_other_sites_add_is_left_out() {
        let query = "utm_source=zalo&layers=gates&fbclid=x&&zarsrc=30&lang=en&gclid";
        assert_eq!(without_tracking(query), "layers=gates&lang=en");
        assert_eq!(without_tracking(""), "");
    }

    #[test]
    fn only_known_parameters_pass_and_only_once() {
        let known = &["bbox"][..];
        for good in ["", "&", "lang=en", "bbox=1,2,3,4&lang=vi"] {
            assert!(check(good, known).is_ok(), "{good}");
        }
        for bad in [
            "x=1",
            "BBOX=1",
            "bbox=1&bbox=1",
            "lang=fr",
            "lang",
            "%62box=1",
            "=1",
        ] {
            assert!(check(bad, known).is_err(), "{bad}");
        }
    }
}
