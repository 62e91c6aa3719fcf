//! The page and its files. They must have been built: `make page` does it.

use axum::http::{StatusCode, header};

use crate::support::{Answer, get, get_with};
use pbf_font_tools::Glyphs;
use pbf_font_tools::prost::Message;

async fn built(target: &str) -> Answer {
    let answer = get(target).await;
    assert_eq!(
        answer.status,
        StatusCode::OK,
        "{target}; has the page been built (make page)? {}",
        String::from_utf8_lossy(&answer.body)
    );
    answer
}

#[tokio::test]
async fn the_page_loads_from_here_alone() {
    let page = built("/").await;
    assert_eq!(
        page.header(header::CONTENT_TYPE),
        "text/html; charset=utf-8"
    );
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(policy.ends_with("frame-ancestors *"), "{policy}");
}

#[tokio::test]
async fn what_the_page_names_is_there_and_kept_for_good() {
    let page = built("/").await;
    let assets: Vec<_> = page
        .text()
        .split('"')
        .filter_map(|part| part.strip_prefix('.'))
        .filter(|part| part.starts_with("/assets/"))
        .collect();
    assert!(assets.len() >= 2, "{}", page.text());
    for asset in assets {
        let answer = built(asset).await;
        assert!(
            answer.header(header::CACHE_CONTROL).contains("immutable"),
            "{asset}"
        );
        let packed = get_with(asset, &[("accept-encoding", "br")]).await;
        // What fits one packet is sent as it is.
        let is_small = answer.body.len() < 256;
        assert!(is_small || packed.body.len() < answer.body.len(), "{asset}");
        if asset.ends_with("js") {
            assert!(
                answer
                    .header(header::CONTENT_TYPE)
                    .starts_with("text/javascript")
            );
        }
    }
}

#[tokio::test]
async fn styles_name_this_server_only() {
    for style in ["/styles/light.json", "/styles/dark.json"] {
        let answer = built(style).await;
        assert_eq!(answer.json()["version"], 8);
        let text = answer.text();
        assert!(!text.contains("{base}"), "{style}");
        for address in text.split("://").skip(1) {
            assert!(
                address.starts_with("127.0.0.1:8080/"),
                "{style}: {address:.60}"
            );
        }
        assert!(text.contains("http://127.0.0.1:8080/tiles/"), "{style}");
    }
}

#[tokio::test]
async fn sprites_are_there_in_both_sizes() {
    for sprite in ["/sprites/atlas.json", "/sprites/atlas@2x.json"] {
        assert!(built(sprite).await.json().is_object());
    }
    for sprite in ["/sprites/atlas.png", "/sprites/atlas@2x.png"] {
        let answer = built(sprite).await;
        assert_eq!(answer.header(header::CONTENT_TYPE), "image/png");
        assert!(answer.body.starts_with(b"\x89PNG"));
    }
}

fn characters(answer: &Answer) -> Vec<char> {
    let glyphs = Glyphs::decode(&answer.body[..]).unwrap();
    assert_eq!(glyphs.stacks.len(), 1);
    let of_stack = |stack: &pbf_font_tools::Fontstack| {
        let ids = stack
            .glyphs
            .iter()
            .map(|glyph| char::from_u32(glyph.id).unwrap());
        ids.collect()
    };
    of_stack(&glyphs.stacks[0])
}

#[tokio::test]
async fn every_vietnamese_letter_has_a_glyph_in_every_font() {
    const LETTERS: &str =
        "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ";
    for font in ["Regular", "Medium", "SemiBold", "Bold", "Italic"] {
        let mut drawn = Vec::new();
        for range in ["0-255", "256-511", "7680-7935", "8192-8447"] {
            let target = format!("/fonts/Be%20Vietnam%20Pro%20{font}/{range}.pbf");
            drawn.extend(characters(&built(&target).await));
        }
        for letter in LETTERS.chars().chain(LETTERS.to_uppercase().chars()) {
            assert!(drawn.contains(&letter), "{font} lacks {letter}");
        }
    }
}

#[tokio::test]
async fn glyphs_have_the_measures_that_map_clients_expect() {
    let answer = built("/fonts/Be%20Vietnam%20Pro%20Regular/0-255.pbf").await;
    let glyphs = Glyphs::decode(&answer.body[..]).unwrap();
    let letter = glyphs.stacks[0]
        .glyphs
        .iter()
        .find(|glyph| glyph.id == u32::from('H'))
        .unwrap();
    // A capital of a 24-pixel font is about 17 pixels high; its picture has 3 more on each side.
    assert!((15..=20).contains(&letter.height), "{}", letter.height);
    let pixels = (letter.width + 6) * (letter.height + 6);
    assert_eq!(letter.bitmap.as_ref().unwrap().len(), pixels as usize);
}

#[tokio::test]
async fn the_first_known_font_of_a_stack_is_used() {
    let direct = built("/fonts/Be%20Vietnam%20Pro%20Bold/0-255.pbf").await;
    let stack = built(
        "/fonts/Nowhere%20Sans,%20Be%20Vietnam%20Pro%20Bold,Be%20Vietnam%20Pro%20Regular/0-255.pbf",
    )
    .await;
    assert_eq!(direct.body, stack.body);
}

#[tokio::test]
async fn a_range_without_glyphs_is_valid_and_empty() {
    let answer = built("/fonts/Be%20Vietnam%20Pro%20Regular/65280-65535.pbf").await;
    assert!(characters(&answer).is_empty());
}

#[tokio::test]
async fn font_files_are_served_as_they_are() {
    let answer = built("/fonts/ttf/BeVietnamPro-Regular.ttf").await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "font/ttf");
}
