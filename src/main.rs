//! The program: all it does is in the library's `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    phiabac::cli::main()
}
