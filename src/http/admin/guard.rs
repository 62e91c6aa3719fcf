//! Who may change the data: whoever sends the token. Wrong tokens are counted.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};

use crate::http::problem::Problem;
use crate::http::problem_kind::ProblemKind;
use crate::http::service::Service;

/// Wrong tokens in [`WITHIN`] that are answered as such; more are turned away.
const MOST_WRONG: usize = 10;

/// How long a wrong token is remembered.
const WITHIN: Duration = Duration::from_mins(1);

/// The proof that a request came with the token: a handler that takes it is closed to all others.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) struct Clerk(());

impl FromRequestParts<Arc<Service>> for Clerk {
    type Rejection = Problem;

    async fn from_request_parts(
        parts: &mut Parts,
        service: &Arc<Service>,
    ) -> Result<Self, Problem> {
        let Some(hash) = &service.settings.admin_token_hash else {
            return Err(Problem::of_kind(ProblemKind::AdminOff));
        };
        let Some(token) = bearer(&parts.headers) else {
            return Err(token_needed());
        };
        if hash.is_of(token) {
            return Ok(Self(()));
        }
        match service.admin.tries.wrong(Instant::now()) {
            None => {
                tracing::warn!("a wrong token for the administration");
                Err(token_needed())
            }
            Some(wait) => Err(too_many(wait)),
        }
    }
}

/// The token that a request carries.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let given = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = given.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

fn token_needed() -> Problem {
    Problem::of_kind(ProblemKind::TokenNeeded).with_header(
        header::WWW_AUTHENTICATE,
        HeaderValue::from_static("Bearer realm=\"phiabac\""),
    )
}

fn too_many(wait: Duration) -> Problem {
    let seconds = wait.as_secs().max(1);
    Problem::of_kind(ProblemKind::TooManyTries)
        .with_header(header::RETRY_AFTER, HeaderValue::from(seconds))
}

/// The wrong tokens of the last minute. The right one always passes: nobody can lock its owner out.
#[derive(Debug, Default)]
pub(super) struct Tries(Mutex<VecDeque<Instant>>);

impl Tries {
    /// Counts a wrong token; when there are too many, gives how long to wait instead.
    fn wrong(&self, now: Instant) -> Option<Duration> {
        let mut recent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while recent
            .front()
            .is_some_and(|&then| now.saturating_duration_since(then) >= WITHIN)
        {
            recent.pop_front();
        }
        if recent.len() < MOST_WRONG {
            recent.push_back(now);
            return None;
        }
        let oldest = recent.front().copied().unwrap_or(now);
        Some(WITHIN.saturating_sub(now.saturating_duration_since(oldest)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_tokens_are_turned_away_for_a_while() {
        let (tries, start) = (Tries::default(), Instant::now());
        for _ in 0..MOST_WRONG {
            assert_eq!(tries.wrong(start), None);
        }
        let half = start + WITHIN / 2;
        for _ in 0..3 {
            assert_eq!(tries.wrong(half), Some(WITHIN / 2));
        }
        assert_eq!(tries.wrong(start + WITHIN), None);
    }

    #[test]
    fn tokens_come_as_bearers() {
        let with = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, text.parse().unwrap());
            bearer(&headers).map(str::to_owned)
        };
        assert_eq!(with("Bearer abc").as_deref(), Some("abc"));
        assert_eq!(with("bearer  abc").as_deref(), Some("abc"));
        for bad in ["abc", "Basic abc", "Bearer", "Bearer "] {
            assert_eq!(with(bad), None, "{bad}");
        }
    }
}
