//! `/api/units/convert`: one unit at a time, and tables.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use phiabac::http::BoundServer;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{Answer, assert_problem, get, router, send, send_to};

/// An address with its query encoded.
async fn ask(query: &[(&str, &str)]) -> Answer {
    let encoded = query.iter().map(|(name, value)| {
        let mut pair = format!("{name}=");
        for byte in value.bytes() {
            write!(pair, "%{byte:02X}").unwrap();
        }
        pair
    });
    let query: Vec<String> = encoded.collect();
    get(&format!("/api/units/convert?{}", query.join("&"))).await
}

async fn post(query: &str, body: impl Into<Body>) -> Answer {
    let request = Request::builder()
        .method(Method::POST)
        .uri(format!("/api/units/convert{query}"))
        .header(header::HOST, "127.0.0.1:8080")
        .header(header::CONTENT_TYPE, "text/csv")
        .body(body.into())
        .unwrap();
    send(request).await
}

/// The rows of a CSV answer, the heading first.
fn rows(answer: &Answer, delimiter: u8) -> Vec<Vec<String>> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .from_reader(&answer.body[..]);
    let records = reader.records().map(|record| {
        let record = record.unwrap();
        record.iter().map(str::to_owned).collect()
    });
    records.collect()
}

const ADDED: [&str; 7] = [
    "status",
    "new_code",
    "new_name",
    "new_province_code",
    "new_province",
    "other_successors",
    "note",
];

async fn status_of(query: &[(&str, &str)]) -> (String, Value) {
    let answer = ask(query).await;
    assert_eq!(
        answer.status,
        StatusCode::OK,
        "{query:?}: {}",
        answer.text()
    );
    let document = answer.json();
    (document["status"].as_str().unwrap().to_owned(), document)
}

#[tokio::test]
async fn a_former_commune_becomes_a_present_one() {
    let (status, document) = status_of(&[
        ("commune", "Xã Tân Hưng"),
        ("district", "Huyện Lạng Giang"),
        ("province", "Tỉnh Bắc Giang"),
    ])
    .await;
    assert_eq!(status, "exact");
    assert_eq!(document["to"], "present");
    assert_eq!(document["asked"]["commune"], "Xã Tân Hưng");
    let matched = &document["matched"][0];
    assert_eq!(matched["former"], true);
    assert_eq!(matched["district"]["full_name_vi"], "Huyện Lạng Giang");
    assert_eq!(matched["province"]["full_name_vi"], "Tỉnh Bắc Giang");
    assert_eq!(document["default"]["province"]["name_vi"], "Bắc Ninh");
    assert_eq!(document["default"], document["items"][0]);
    assert_eq!(document["items"][0]["from"], matched["code"]);
}

#[tokio::test]
async fn spellings_and_oddities_are_told() {
    for (query, expected, note) in [
        (
            &[("address", "xa tan hung, h. lang giang, bac giang")][..],
            "by_name",
            "",
        ),
        (
            &[(
                "address",
                "Thôn 5, X. Tân Hưng, H.Lạng Giang, T. Bắc Giang, Việt Nam",
            )],
            "by_name",
            "",
        ),
        (
            &[("address", "Tân Hưng - Lạng Giang - Bắc Giang")],
            "by_name",
            "",
        ),
        (
            &[(
                "address",
                "Tan Hung commune, Lang Giang district, Bac Giang province",
            )],
            "by_name",
            "",
        ),
        (
            &[
                ("commune", "phường Tân Hưng"),
                ("district", "huyện Lạng Giang"),
            ],
            "by_name",
            "kind",
        ),
        (
            &[("address", "xã Tân Hưng, huyện Lạng Giang, tỉnh Bắc Ninh")],
            "by_name",
            "after the merger",
        ),
        (
            &[("address", "xã Tân Hưn, huyện Lạng Giang, tỉnh Bắc Giang")],
            "by_name",
            "spelling",
        ),
        (
            &[("address", "xã Tân Hưng, huyện Lạng Gian, tỉnh Bắc Giang")],
            "by_name",
            "spelling",
        ),
        (
            &[("code", "07390"), ("commune", "xã Không Đâu")],
            "exact",
            "names given",
        ),
    ] {
        let (status, document) = status_of(query).await;
        assert_eq!(status, expected, "{query:?}: {document}");
        let told = document["note_en"].as_str().unwrap();
        assert_eq!(told.is_empty(), note.is_empty(), "{query:?}: {told}");
        assert!(told.contains(note), "{query:?}: {told}");
    }
}

#[tokio::test]
async fn several_of_a_name_are_all_listed() {
    let (status, document) = status_of(&[("commune", "Xã Tân Thành")]).await;
    assert_eq!(status, "ambiguous");
    let matched = document["matched"].as_array().unwrap();
    assert!(matched.len() > 5);
    assert!(
        matched
            .iter()
            .all(|unit| unit["name_vi"] == "Tân Thành" && unit["kind_vi"] == "Xã cũ")
    );
    let mut items = document["items"].as_array().unwrap().iter();
    assert!(
        matched
            .iter()
            .all(|unit| items.clone().any(|item| item["from"] == unit["code"]))
    );
    assert!(items.all(|item| matched.iter().any(|unit| unit["code"] == item["from"])));
    assert_eq!(document["default"], Value::Null);
}

/// A commune that was divided: where it is asked for decides.
#[tokio::test]
async fn a_place_decides_between_successors() {
    let edges = include_str!("../../geodata/predecessors.csv");
    let mut parts: Vec<Vec<&str>> = edges
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|edge| edge[0] == "commune" && edge[3] == "part" && edge[4] == "false")
        .collect();
    parts.truncate(40);
    let mut decided = 0;
    for edge in parts {
        let (former, successor) = (edge[1], edge[2]);
        let unit = get(&format!("/api/units/{successor}")).await.json();
        let [lon, lat] = ["lon", "lat"].map(|axis| unit[axis].to_string());
        let (status, document) = status_of(&[("code", former), ("lon", &lon), ("lat", &lat)]).await;
        assert_eq!(status, "by_place", "{former} {successor}: {document}");
        assert_eq!(document["default"]["code"], *successor);
        assert_eq!(document["items"][0]["code"], *successor);
        let defaults = document["items"].as_array().unwrap().iter();
        assert_eq!(defaults.filter(|item| item["default"] == true).count(), 1);
        decided += 1;
    }
    assert!(decided > 30, "{decided}");
    let (status, document) =
        status_of(&[("code", "former:00004"), ("lon", "102.5"), ("lat", "22.3")]).await;
    assert_ne!(status, "by_place");
    assert!(
        document["note_en"].as_str().unwrap().contains("outside"),
        "{document}"
    );
}

#[tokio::test]
async fn bad_questions_are_told_so() {
    let long = "a ".repeat(300);
    for query in [
        &[][..],
        &[("commune", "")],
        &[("commune", ",;.")],
        &[("code", "abc")],
        &[("code", "1234")],
        &[("code", "00000")],
        &[("commune", &long)],
        &[("district", &long)],
        &[("commune", "Tân Hưng"), ("lon", "106")],
        &[("commune", "Tân Hưng"), ("lon", "NaN"), ("lat", "21")],
        &[("commune", "Tân Hưng"), ("to", "xyz")],
    ] {
        let answer = ask(query).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query:?}");
        assert_problem(&answer, &format!("{query:?}"));
    }
    // 20 kB, encoded: longer than any address may be.
    let answer = ask(&[("commune", &"a".repeat(20_000))]).await;
    assert_eq!(answer.status, StatusCode::URI_TOO_LONG);
    assert_problem(&answer, "20 kB");
}

#[tokio::test]
async fn what_is_not_found_comes_with_candidates() {
    for query in [
        &[(
            "address",
            "xã Tân Hưnggggg, huyện Lạng Giang, tỉnh Bắc Giang",
        )][..],
        &[("commune", "xã Zuân Khuongg")],
        &[
            ("commune", "xã Tân Hưng"),
            ("district", "Zzzz"),
            ("province", "Yyyy"),
        ],
    ] {
        let answer = ask(query).await;
        assert_eq!(
            answer.status,
            StatusCode::NOT_FOUND,
            "{query:?}: {}",
            answer.text()
        );
        assert_problem(&answer, &format!("{query:?}"));
        let document = answer.json();
        assert_eq!(document["type"], "/problems/unit-not-found");
        let candidates = document["candidates"].as_array().unwrap();
        assert!((1..=5).contains(&candidates.len()), "{query:?}: {document}");
        assert!(candidates.iter().all(|unit| unit["code"].is_string()));
    }
    let answer = ask(&[("code", "99999")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_table_keeps_its_columns_and_gets_ours() {
    let body = "stt,mã xã,xã/phường,quận/huyện,tỉnh\n\
        1,,Xã Tân Hưng,Huyện Lạng Giang,Tỉnh Bắc Giang\n\
        2,4,,,\n\
        3,,tan hung,lang giang,bac giang\n\
        4,,Xã Zzz,,\n\
        5,,\"Xã Tân Thành\",,\n\
        6,,,,\n";
    let answer = post("", body).await;
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "text/csv; charset=utf-8"
    );
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    let rows = rows(&answer, b',');
    assert_eq!(rows[0][5..], ADDED);
    let statuses: Vec<&str> = rows[1..].iter().map(|row| row[5].as_str()).collect();
    assert_eq!(
        statuses,
        [
            "exact",
            "exact",
            "by_name",
            "not_found",
            "ambiguous",
            "not_found"
        ]
    );
    assert_eq!(
        rows[1][..5],
        ["1", "", "Xã Tân Hưng", "Huyện Lạng Giang", "Tỉnh Bắc Giang"]
    );
    assert_eq!(rows[1][6..], rows[3][6..]);
    assert_eq!(rows[1][9], "Tỉnh Bắc Ninh");
    assert!(rows[5][11].contains("Xã Tân Thành, "), "{:?}", rows[5]);
    assert!(rows[5][6].is_empty() && rows[5][10].is_empty());
}

#[tokio::test]
async fn delimiters_marks_and_line_ends_are_kept() {
    for delimiter in [',', ';', '\t'] {
        let row = |cells: [&str; 3]| cells.join(&delimiter.to_string());
        let text = format!(
            "\u{feff}{}\r\n{}\r\n{}\r\n",
            row(["Phường, xã", "Tỉnh", "x"]).replace("Phường, xã", "\"Phường, xã\""),
            row(["\"Xã Tân\nHưng\"", "Bắc Giang", "\"1;2,\t3\""]),
            row(["Xã Đại Sơn", "Bắc Giang", "=1+1"])
        );
        let answer = post("?lang=en", text).await;
        assert!(answer.body.starts_with(b"\xef\xbb\xbf"), "{delimiter:?}");
        assert!(answer.text().ends_with("\r\n"));
        let rows = rows(&answer, delimiter as u8);
        assert_eq!(rows.len(), 3, "{}", answer.text());
        assert_eq!(rows[0][3..], ADDED);
        assert_eq!(rows[1][..3], ["Xã Tân\nHưng", "Bắc Giang", "1;2,\t3"]);
        assert_eq!(rows[2][2], "=1+1", "their columns stay as they are");
        assert_eq!(rows[2][3], "by_name", "{:?}", rows[2]);
    }
    let answer = post("", "xã\nXã Đại Sơn\n").await;
    assert!(!answer.body.starts_with(b"\xef\xbb\xbf") && !answer.text().contains('\r'));
}

#[tokio::test]
async fn broken_rows_cost_no_others() {
    let mut body = "xã,tỉnh\nXã Đại Sơn,Bắc Giang\nmột\na,b,c\n\"x\"y,z\n\"Xã,Bắc\n"
        .as_bytes()
        .to_vec();
    body.extend(b"T\xe2n,Giang\n");
    body.extend("Xã Đại Sơn,Bắc Giang\n".as_bytes());
    let rows = rows(&post("?lang=en", body).await, b',');
    let statuses: Vec<&str> = rows[1..].iter().map(|row| row[2].as_str()).collect();
    let broken = "malformed";
    assert_eq!(
        statuses,
        ["by_name", broken, broken, broken, broken, broken, "by_name"]
    );
    assert!(rows.iter().all(|row| row.len() == 9), "{rows:?}");
    assert_eq!(rows[3][..2], ["a", "b,c"]);
    assert!(rows[2][8].contains("1 cells"), "{:?}", rows[2]);
    assert!(rows[6][8].contains("UTF-8"), "{:?}", rows[6]);
    let long = format!(
        "xã,ghi chú\nXã Đại Sơn,{}\n{},x\n",
        "y".repeat(20_000),
        "z".repeat(20_000)
    );
    let rows = self::rows(&post("", long).await, b',');
    assert_eq!(rows[1][1].len(), 20_000);
    assert_eq!((&*rows[1][2], &*rows[2][2]), ("ambiguous", "malformed"));
}

#[tokio::test]
async fn what_is_no_table_is_refused() {
    let utf16: Vec<u8> = "\u{feff}xã\nTân\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (body, told) in [
        (Vec::new(), "empty"),
        (b"\xef\xbb\xbf".to_vec(), "empty"),
        (b"\n\n\n".to_vec(), "empty"),
        (b"PK\x03\x04\x14\x00\x06\x00".to_vec(), "CSV UTF-8"),
        (utf16, "CSV UTF-8"),
        (b"x\xe3,t\xecnh\nT\xe2n,B\xe5c\n".to_vec(), "CSV UTF-8"),
        (b"name,age\nAn,3\n".to_vec(), "name, age"),
        (
            "tỉnh,huyện\nBắc Giang,Lạng Giang\n".as_bytes().to_vec(),
            "tỉnh, huyện",
        ),
        (b"{\"a\": 1}".to_vec(), "commune"),
    ] {
        let answer = post("?lang=en", body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{told}");
        assert_problem(&answer, told);
        let document = answer.json();
        assert_eq!(document["type"], "/problems/invalid-table");
        let detail = document["detail"].as_str().unwrap();
        assert!(detail.contains(told), "{detail}");
    }
    let header_only = rows(&post("", "xã,tỉnh\n").await, b',');
    assert_eq!(header_only.len(), 1);
    for query in ["?f=xml", "?to=never", "?code=20"] {
        assert_problem(&post(query, "xã\n").await, query);
    }
}

#[tokio::test]
async fn json_has_rows_and_a_summary() {
    let answer = post(
        "?f=json&lang=en",
        "xã,tỉnh\nXã Đại Sơn,Bắc Giang\nx\n\"q\"\"\",1\n",
    )
    .await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
    let document = answer.json();
    let description = get("/api/openapi.json").await.json();
    let mut schema = description["components"]["schemas"]["ConvertedTable"].clone();
    schema["components"] = description["components"].clone();
    let errors: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&document)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(document["summary"]["rows"], 3);
    assert_eq!(document["summary"]["malformed"], 1);
    assert_eq!(document["items"][0]["new_province"], "Bac Ninh Province");
    assert_eq!(document["items"][2]["input"][0], "q\"");
    let empty = post("?f=json", "xã\n").await.json();
    assert_eq!(empty["items"], serde_json::json!([]));
}

#[tokio::test]
async fn back_to_former_units() {
    let rows = rows(&post("?to=former", "mã\n11948\n00004\n").await, b',');
    let statuses: Vec<&str> = rows[1..].iter().map(|row| row[1].as_str()).collect();
    assert_eq!(statuses, ["exact", "split"]);
    assert!(
        rows[2][2].is_empty() && rows[2][6].contains("Quận "),
        "{:?}",
        rows[2]
    );
}

#[tokio::test]
async fn too_many_rows_or_bytes_are_refused() {
    let most = "xã\n".to_owned() + &"a\n".repeat(200_000);
    let answer = post("", most.clone()).await;
    assert_eq!(answer.status, StatusCode::OK);
    let answer = post("?lang=en", most + "a\n").await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_problem(&answer, "rows");
    assert!(
        answer.text().contains("phiabac convert"),
        "{}",
        answer.text()
    );
    // Without a length it must be read to be known.
    let chunk = "x,".repeat(1 << 19);
    let chunks = (0..40).map(move |_| Ok::<_, std::io::Error>(chunk.clone()));
    let answer = post("", Body::from_stream(tokio_stream::iter(chunks))).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_problem(&answer, "chunks");
}

/// Two large tables at a time; a small one always finds a place.
#[tokio::test]
async fn conversions_are_few_at_a_time() {
    let router = router();
    let request = |body: Body, length: usize| {
        Request::builder()
            .method(Method::POST)
            .uri("/api/units/convert")
            .header(header::CONTENT_LENGTH, length)
            .body(body)
            .unwrap()
    };
    let (senders, waiting): (Vec<_>, Vec<_>) = (0..2)
        .map(|_| {
            let (sender, receiver) =
                tokio::sync::mpsc::channel::<Result<String, std::io::Error>>(1);
            let stream = tokio_stream::wrappers::ReceiverStream::new(receiver);
            let asked = request(Body::from_stream(stream), 1 << 20);
            (sender, tokio::spawn(send_to(router.clone(), asked)))
        })
        .unzip();
    for sender in &senders {
        sender.send(Ok("xã\n".into())).await.unwrap();
        sender.send(Ok("a\n".into())).await.unwrap();
    }
    let third = send_to(router.clone(), request(Body::from("xã\n"), 1 << 20)).await;
    assert_eq!(third.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_problem(&third, "third");
    assert_eq!(third.header(header::RETRY_AFTER), "5");
    let small = send_to(router.clone(), request(Body::from("xã\n"), 4)).await;
    assert_eq!(small.status, StatusCode::OK);
    drop(senders);
    for answer in waiting {
        assert_eq!(answer.await.unwrap().status, StatusCode::OK);
    }
    let mut last = StatusCode::SERVICE_UNAVAILABLE;
    for _ in 0..200 {
        last = send_to(router.clone(), request(Body::from("xã\n"), 1 << 20))
            .await
            .status;
        if last == StatusCode::OK {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(last, StatusCode::OK, "places are given back");
}

async fn serve() -> SocketAddr {
    let server = BoundServer::bind(([127, 0, 0, 1], 0).into()).await.unwrap();
    let address = server.address();
    tokio::spawn(server.serve(router(), std::future::pending()));
    address
}

fn head(length: Option<usize>) -> String {
    let length = length.map_or("Transfer-Encoding: chunked".to_owned(), |length| {
        format!("Content-Length: {length}")
    });
    format!(
        "POST /api/units/convert HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{length}\r\n\r\n"
    )
}

/// A client that writes all before it reads anything gets every row.
#[tokio::test]
async fn a_client_may_send_all_before_it_reads() {
    let address = serve().await;
    let rows = 100_000;
    let mut body = "stt,xã,huyện,tỉnh\n".to_owned();
    for row in 0..rows {
        writeln!(
            body,
            "{row},Xã Tân Hưng,huyện Lạng Giang,tỉnh Bắc Giang {}",
            row % 5
        )
        .unwrap();
    }
    let mut stream = TcpStream::connect(address).await.unwrap();
    let begun = Instant::now();
    stream
        .write_all(head(Some(body.len())).as_bytes())
        .await
        .unwrap();
    stream.write_all(body.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    tokio::time::timeout(Duration::from_mins(2), read)
        .await
        .expect("no deadlock")
        .unwrap();
    // A chunk may end within a letter.
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer:.200}");
    assert!(
        answer.contains("transfer-encoding: chunked"),
        "{answer:.400}"
    );
    assert!(answer.ends_with("0\r\n\r\n"));
    let lines = answer
        .lines()
        .filter(|line| line.contains(",huyện Lạng Giang,"))
        .count();
    eprintln!("100,000 rows in {:?}", begun.elapsed());
    // A chunk may end within a line.
    assert!((rows - 1000..=rows).contains(&lines), "{lines}");
}

/// 200 MB: refused before they come when the length is told, and after 32 MiB when it is not.
#[tokio::test]
async fn two_hundred_megabytes_are_refused_and_the_server_stays_up() {
    let address = serve().await;
    let length = 200_000_000;
    for told in [Some(length), None] {
        let (mut reader, mut writer) = TcpStream::connect(address).await.unwrap().into_split();
        let sending = tokio::spawn(async move {
            let chunk = vec![b'x'; 1 << 20];
            let _ = writer.write_all(head(told).as_bytes()).await;
            let mut sent = 0;
            while sent < length {
                if told.is_none() && writer.write_all(b"100000\r\n").await.is_err() {
                    break;
                }
                if writer.write_all(&chunk).await.is_err() {
                    break;
                }
                if told.is_none() && writer.write_all(b"\r\n").await.is_err() {
                    break;
                }
                sent += chunk.len();
            }
            sent
        });
        let mut answer = Vec::new();
        let begun = Instant::now();
        let read = async {
            let mut chunk = [0; 4096];
            // The connection may be reset behind the answer.
            while let Ok(count @ 1..) = reader.read(&mut chunk).await {
                answer.extend_from_slice(&chunk[..count]);
            }
        };
        tokio::time::timeout(Duration::from_secs(20), read)
            .await
            .expect("an answer in time");
        let answer = String::from_utf8_lossy(&answer);
        assert!(
            answer.starts_with("HTTP/1.1 413"),
            "{told:?}: {answer:.300}"
        );
        assert!(
            answer.contains("phiabac convert"),
            "{told:?}: {answer:.600}"
        );
        let sent = sending.await.unwrap();
        assert!(sent < length / 2, "{told:?}: {sent} bytes were taken");
        eprintln!(
            "{told:?}: refused after {sent} bytes in {:?}",
            begun.elapsed()
        );
    }
    let mut stream = TcpStream::connect(address).await.unwrap();
    let asked = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    stream.write_all(asked.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}
