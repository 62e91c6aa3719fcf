//! Figures and the trade of gates, as JSON and as tables for spreadsheets.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;

use super::documents::json_bytes;
use super::figure_query::{Form, RawQuery};
use super::figure_table::table;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::service::{ASK_AGAIN, Document, Service};
use super::snapshot::Snapshot;
use super::spreadsheet::as_file;

/// The parameters of `/api/figures`.
pub(super) const FIGURES: &[&str] = &[
    "subject", "measure", "scope", "from", "to", "limit", "offset", "f",
];

/// The parameters of `/api/gates/{id}/trade`.
pub(super) const GATE_TRADE: &[&str] = &["measure", "scope", "from", "to", "compare", "f"];

/// `GET /api/figures`
pub(super) async fn figures(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Query(raw): Query<RawQuery>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let query = raw.figures(&atlas)?;
    let (form, paging) = (raw.form()?, raw.paging()?);
    let work = move || {
        let mut page = atlas.figures(&query, paging.limit, paging.offset);
        let next = paging.next(page.number_returned, page.number_matched);
        page.next = next.map(|offset| raw.at_offset("/api/figures", offset));
        let body = match form {
            Form::Json => json_bytes(&page),
            Form::Csv => table(&page.items, &page.sources),
        }?;
        Ok::<_, Problem>((body, page.next))
    };
    let (body, next) = service.workers.run(work).await??;
    let mut response = send(&service, &asked, form, body, "phiabac-figures").await?;
    if let Some(next) = next.and_then(|next| format!("<{next}>; rel=\"next\"").parse().ok()) {
        response.headers_mut().insert(header::LINK, next);
    }
    Ok(response)
}

/// `GET /api/gates/{id}/trade`
pub(super) async fn gate_trade(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(gate): Path<String>,
    Query(raw): Query<RawQuery>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let query = raw.figures(&atlas)?;
    let (form, year_on_year) = (raw.form()?, raw.year_on_year()?);
    let trade = atlas.gate_trade(&gate, &query, year_on_year);
    let trade = trade.ok_or_else(|| unknown_gate(&gate))?;
    let name = format!(
        "phiabac-trade-{}",
        trade.gate.place.code.as_deref().unwrap_or("gate")
    );
    let body = match form {
        Form::Json => json_bytes(&trade)?,
        Form::Csv => {
            let figures = atlas.gate_figures(&gate, &query);
            table(&figures.unwrap_or_default(), &trade.sources)?
        }
    };
    send(&service, &asked, form, body, &name).await
}

/// Sends a body; a table as a file of that name.
async fn send(
    service: &Service,
    asked: &HeaderMap,
    form: Form,
    body: Bytes,
    name: &str,
) -> Result<Response, Problem> {
    let media = match form {
        Form::Json => "application/json",
        Form::Csv => "text/csv; charset=utf-8",
    };
    let document = Document {
        body,
        media,
        caching: ASK_AGAIN,
    };
    let response = service.send(asked, document).await?;
    Ok(match form {
        Form::Json => response,
        Form::Csv => as_file(response, &format!("{name}.csv")),
    })
}

fn unknown_gate(gate: &str) -> Problem {
    let gate: String = gate.chars().take(64).collect();
    Problem::new(
        ProblemKind::UnknownGate,
        format!(
            "Không có cửa khẩu \"{gate}\". Hãy dùng tên viết liền của cửa khẩu, ví dụ huu-nghi, hoặc mã số của nó trong lớp border_gates."
        ),
        format!(
            "There is no border gate \"{gate}\". Use the slug of a gate, such as huu-nghi, or its number in the layer border_gates."
        ),
    )
}
