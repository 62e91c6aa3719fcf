//! Query strings, read strictly: each route names its parameters, anything else is an error.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

use super::language::Language;
use super::problem::Problem;
use super::problem_kind::ProblemKind;

/// The parameter that every route knows.
const LANGUAGE: &str = "lang";

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

fn check(query: &str, known: &[&str]) -> Result<(), Problem> {
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
