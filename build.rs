//! Sees to it that the folder of the built page exists, so that the crate compiles without the
//! page, and that a release binary is made anew when the page changes.

use std::path::Path;

fn main() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/dist");
    if let Err(error) = std::fs::create_dir_all(&page) {
        println!(
            "cargo::warning={} could not be made: {error}",
            page.display()
        );
    }
    println!("cargo::rerun-if-changed=build.rs");
    // Debug builds read the page from disk; only release builds carry it.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=static/dist");
    }
}
