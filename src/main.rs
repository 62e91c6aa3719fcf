//! The program: all it does is in the library's `cli`.

use std::process::ExitCode;

/// Gives memory back to the system: each exchange of the data frees a whole snapshot in pieces,
/// which the allocator of the C library keeps. `.cargo/config.toml` has its settings.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    phiabac::cli::main()
}
