//! The administration: closed without the token, and with it a file in, tried first, written once,
//! taken back; whatever comes that should not.

use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderName, Method, StatusCode, header};
use phiabac::dataset::files_of;
use phiabac::http::Front;
use phiabac::http::{self, AdminToken, Snapshots};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Answer, assert_problem, request, router, send_to, settings};

const TWO: &str = "Tên;Tỉnh;Diện tích\nCCN Thử Một;24;12\nCCN Thử Hai;24;13\n";

const ZONES: &str = "/admin/import/industrial_zones?filename=a.csv&source=Th%E1%BB%AD";

/// A service whose data may be changed, and the token that it wants.
pub struct Office {
    _folder: TempDir,
    router: Front,
    token: AdminToken,
}

impl Office {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
        let data = folder.path().join("data");
        for file in files_of(&real).unwrap() {
            let own = data.join(file.strip_prefix(&real).unwrap());
            std::fs::create_dir_all(own.parent().unwrap()).unwrap();
            std::fs::copy(&file, &own).unwrap();
        }
        let token = AdminToken::random().unwrap();
        let mut settings = settings();
        settings.admin_token_hash = Some(token.hash());
        settings.upload_bytes = 1 << 20;
        let snapshots = Arc::new(Snapshots::of_folder(&data).unwrap());
        Self {
            router: http::live_router(snapshots, settings),
            _folder: folder,
            token,
        }
    }

    pub async fn ask(&self, method: Method, target: &str, body: impl Into<Body>) -> Answer {
        let bearer = format!("Bearer {}", self.token.as_str());
        let mut request = request(method, target, &[("authorization", &bearer)]);
        *request.body_mut() = body.into();
        send_to(self.router.clone(), request).await
    }

    pub async fn post(&self, target: &str, body: impl Into<Body>) -> Answer {
        self.ask(Method::POST, target, body).await
    }

    /// One whose data were changed once, so that there is something to go back to.
    pub async fn with_a_release_before() -> Self {
        let office = Self::new();
        let tried = office.post(ZONES, TWO).await.json();
        let ticket = tried["ticket"].as_str().unwrap();
        let real = format!("{ZONES}&dry_run=false&ticket={ticket}");
        assert_eq!(office.post(&real, TWO).await.status, StatusCode::OK);
        office
    }

    async fn state(&self) -> Value {
        self.ask(Method::GET, "/admin/state", "").await.json()
    }

    /// Number of zones that the service answers with.
    async fn zones(&self) -> u64 {
        let target = "/ogc/collections/industrial_zones/items?limit=1";
        let items = self.ask(Method::GET, target, "").await.json();
        items["numberMatched"].as_u64().unwrap()
    }
}

/// Which pages may load an answer.
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Every address of the administration that wants the token, with its method.
const CLOSED: [(Method, &str); 4] = [
    (Method::GET, "/admin/state"),
    (Method::POST, "/admin/reload"),
    (Method::POST, "/admin/undo"),
    (Method::POST, ZONES),
];

#[tokio::test]
async fn without_a_hash_all_is_closed_and_says_how_it_is_opened() {
    for (method, target) in CLOSED {
        for headers in [&[][..], &[("authorization", "Bearer x")]] {
            let answer = send_to(router(), request(method.clone(), target, headers)).await;
            assert_problem(&answer, target);
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{target}");
            let detail = answer.json()["detail"].to_string();
            assert!(detail.contains("phiabac token"), "{detail}");
        }
    }
}

#[tokio::test]
async fn the_page_says_whether_there_is_a_token_to_ask_for() {
    let closed = crate::support::get("/admin").await;
    assert!(closed.text().contains("<phiabac-admin off>"));
    let open = Office::new().ask(Method::GET, "/admin", "").await;
    assert!(open.text().contains("<phiabac-admin>"));
}

#[tokio::test]
async fn only_the_token_opens_and_wrong_ones_are_counted() {
    let office = Office::new();
    let hash = office.token.hash().to_string();
    let wrong = [
        "",
        "Bearer",
        "Bearer x",
        "Basic eDp4",
        &format!("Bearer {hash}"),
    ];
    for (method, target) in CLOSED {
        for given in wrong {
            let request = request(method.clone(), target, &[("authorization", given)]);
            let answer = send_to(office.router.clone(), request).await;
            assert_problem(&answer, target);
            let status = answer.status;
            assert!(
                [StatusCode::UNAUTHORIZED, StatusCode::TOO_MANY_REQUESTS].contains(&status),
                "{target} {given}: {status}"
            );
            if status == StatusCode::UNAUTHORIZED {
                assert!(
                    answer
                        .header(header::WWW_AUTHENTICATE)
                        .starts_with("Bearer")
                );
            }
        }
    }
    let mut last = StatusCode::OK;
    for _ in 0..20 {
        let request = request(
            Method::GET,
            "/admin/state",
            &[("authorization", "Bearer x")],
        );
        let answer = send_to(office.router.clone(), request).await;
        last = answer.status;
        if last == StatusCode::TOO_MANY_REQUESTS {
            assert!(answer.header(header::RETRY_AFTER).parse::<u64>().unwrap() <= 60);
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    // Whoever has the token is not locked out by those who have not.
    assert_eq!(office.state().await["can_change"], true);
}

#[tokio::test]
async fn scripts_of_other_pages_and_frames_are_kept_out() {
    let office = Office::new();
    let origin = ("origin", "https://evil.example");
    let asked = [origin, ("access-control-request-method", "POST")];
    for (method, headers) in [(Method::GET, &asked[..1]), (Method::OPTIONS, &asked[..])] {
        let request = request(method.clone(), "/admin/state", headers);
        let answer = send_to(office.router.clone(), request).await;
        let allowed = answer.headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
        assert_eq!(allowed, None, "{method}");
    }
    for (method, target) in CLOSED {
        let answer = office.ask(method, target, "").await;
        assert_eq!(answer.header(RESOURCE_POLICY), "same-origin", "{target}");
    }
    let page = office.ask(Method::GET, "/admin", "").await;
    assert_eq!(page.status, StatusCode::OK);
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(policy.contains("script-src 'self';"), "{policy}");
    assert_eq!(page.header(RESOURCE_POLICY), "same-origin");
    // What is public may be loaded by any page.
    let open = office.ask(Method::GET, "/catalog.json", "").await;
    assert_eq!(open.header(RESOURCE_POLICY), "cross-origin");
}

#[tokio::test]
async fn a_file_is_tried_written_served_and_taken_back() {
    let office = Office::new();
    let (before, snapshot) = (
        office.zones().await,
        office.state().await["snapshot"].clone(),
    );
    assert_eq!(office.state().await["can_undo"], false);

    // 1. Not without a dry run.
    let real = format!("{ZONES}&dry_run=false");
    let answer = office.post(&real, TWO).await;
    assert_problem(&answer, "without a ticket");
    assert_eq!(answer.json()["type"], "/problems/try-first");

    // 2. The dry run tells row by row and changes nothing.
    let tried = office.post(ZONES, TWO).await;
    assert_eq!(tried.status, StatusCode::OK, "{}", tried.text());
    let tried = tried.json();
    assert_eq!(tried["report"]["counts"]["added"], 2, "{tried}");
    assert_eq!(tried["report"]["file"], "a.csv");
    assert_eq!(tried["report"]["written"], false);
    assert_eq!(tried["report"]["rows"].as_array().unwrap().len(), 2);
    assert_eq!(
        (office.zones().await, &tried["reload"]),
        (before, &Value::Null)
    );
    let ticket = tried["ticket"].as_str().unwrap();

    // 3. The ticket is for these bytes, this layer and these wishes.
    let with = |target: &str| format!("{target}&dry_run=false&ticket={ticket}");
    for (target, body) in [
        (with(ZONES), TWO.replace("13", "14")),
        (with(&format!("{ZONES}&replace=true")), TWO.to_owned()),
        (
            with(&ZONES.replace("industrial_zones", "power_plants")),
            TWO.to_owned(),
        ),
    ] {
        let answer = office.post(&target, body).await;
        assert_eq!(answer.json()["type"], "/problems/try-first", "{target}");
    }
    assert_eq!(office.zones().await, before);

    // 4. The real run: the new data answer when it does.
    let done = office.post(&with(ZONES), TWO).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    let done = done.json();
    assert_eq!(done["report"]["written"], true, "{done}");
    assert_eq!(done["reload"]["state"], "changed");
    assert_eq!(office.zones().await, before + 2);
    let state = office.state().await;
    assert_ne!(state["snapshot"], snapshot);
    assert_eq!(
        (&state["snapshot"], &state["can_undo"]),
        (&done["reload"]["snapshot"], &Value::Bool(true))
    );

    // 5. The data are others now: the ticket is spent.
    let again = office.post(&with(ZONES), TWO).await;
    assert_eq!(again.json()["type"], "/problems/try-first");

    // 6. Back, and nothing is new then.
    let undone = office.post("/admin/undo", "").await;
    assert_eq!(undone.status, StatusCode::OK, "{}", undone.text());
    assert_eq!(undone.json()["snapshot"], snapshot);
    assert_eq!(office.zones().await, before);
    let reloaded = office.post("/admin/reload", "").await.json();
    assert_eq!(reloaded["state"], "unchanged");
}

#[tokio::test]
async fn what_should_not_come_changes_nothing() {
    let office = Office::new();
    let snapshot = office.state().await["snapshot"].clone();
    let at = |layer: &str, query: &str| format!("/admin/import/{layer}?{query}");
    let large = "x".repeat((1 << 20) + 1);
    let named = "filename=a.csv&source=x";
    for (target, body, status) in [
        (at("nowhere", named), TWO, 404),
        (at("land", named), TWO, 404),
        (at("industrial_zones", ""), TWO, 400),
        (at("industrial_zones", "filename=../../x"), TWO, 400),
        (
            at("industrial_zones", "filename=/vsicurl/http:%2f%2fx/a.csv"),
            TWO,
            400,
        ),
        (at("industrial_zones", "filename=a.csv&nowhere=1"), TWO, 400),
        (
            at("industrial_zones", "filename=a.csv&dry_run=maybe"),
            TWO,
            400,
        ),
        (
            at("industrial_zones", "filename=a.csv&tolerance=-1"),
            TWO,
            400,
        ),
        (at("industrial_zones", "filename=a.csv&map=x"), TWO, 400),
        (
            at("industrial_zones", "filename=a.vrt&source=x"),
            "<OGRVRTDataSource/>",
            422,
        ),
        (at("industrial_zones", "filename=a.exe&source=x"), "MZ", 422),
        (
            at("industrial_zones", "filename=a.gpkg&source=x"),
            "SQLite format 3\0",
            422,
        ),
        (
            at("industrial_zones", "filename=a.xlsx&source=x"),
            "PK\u{3}\u{4}",
            422,
        ),
        (at("industrial_zones", named), "", 422),
        (at("industrial_zones", named), &large, 413),
        ("/admin/undo".to_owned(), "", 409),
        ("/admin/reload?x=1".to_owned(), "", 400),
    ] {
        let answer = office.post(&target, body.to_owned()).await;
        assert_problem(&answer, &target);
        assert_eq!(
            answer.status.as_u16(),
            status,
            "{target}: {}",
            answer.text()
        );
        assert!(
            !answer.text().contains("/tmp"),
            "{target}: {}",
            answer.text()
        );
    }
    assert_eq!(office.state().await["snapshot"], snapshot);
    assert_eq!(
        office.post("/admin/reload", "").await.json()["state"],
        "unchanged"
    );
}

#[tokio::test]
async fn data_that_were_handed_in_cannot_be_changed() {
    let token = AdminToken::random().unwrap();
    let mut settings = settings();
    settings.admin_token_hash = Some(token.hash());
    let router = http::router(crate::support::ATLAS.clone(), settings);
    let bearer = format!("Bearer {}", token.as_str());
    for target in ["/admin/reload", "/admin/undo", ZONES] {
        let asked = request(Method::POST, target, &[("authorization", &bearer)]);
        let answer = send_to(router.clone(), asked).await;
        assert_eq!(answer.json()["type"], "/problems/not-reloaded", "{target}");
    }
}
