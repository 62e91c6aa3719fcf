//! The commands. Each is one file: what it takes, what it does, how it ends.

mod archive;
mod check;
mod convert;
mod data_folder;
mod export;
mod folder;
mod import;
mod log;
mod part;
mod serve;
mod site;
mod token;
mod usage;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::ConfigError;

/// Nothing to say against the data or the run.
const GOOD: u8 = 0;
/// The data or the run failed.
const FAILED: u8 = 1;
/// The command was used in a wrong way; clap ends with the same code.
const WRONG_USAGE: u8 = 2;

/// Phía Bắc Atlas: the map service for northern Vietnam.
#[derive(Debug, Parser)]
#[command(name = "phiabac", version, about, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    Import(import::Import),
    Check(check::Check),
    Convert(convert::Convert),
    Token(token::Token),
    Export(export::Export),
}

/// Runs the command of this process. Errors are told once, with all their causes.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let ended = match cli.command {
        Command::Serve(serve) => serve.run(),
        Command::Import(import) => import.run(),
        Command::Check(check) => check.run(),
        Command::Convert(convert) => convert.run(),
        Command::Token(token) => token.run(),
        Command::Export(export) => export.run(),
    };
    match ended {
        Ok(()) => ExitCode::from(GOOD),
        Err(error) => {
            tell(&error);
            ExitCode::from(code_of(&error))
        }
    }
}

fn code_of(error: &anyhow::Error) -> u8 {
    if error.is::<ConfigError>() || error.is::<usage::WrongUsage>() {
        WRONG_USAGE
    } else {
        FAILED
    }
}

/// One line for what failed, one for each cause behind it.
fn tell(error: &anyhow::Error) {
    let mut stderr = std::io::stderr().lock();
    // If not even stderr takes the message, there is nobody left to tell.
    let _ = writeln!(stderr, "phiabac: {}", told(error).join("\n  because: "));
}

/// What failed and its causes; a cause that the line before already tells is not told again.
fn told(error: &anyhow::Error) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for cause in error.chain() {
        let line = cause.to_string().trim_end().to_owned();
        if lines.last().is_none_or(|before| !before.contains(&line)) {
            lines.push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn each_cause_is_told_once() {
        let error = anyhow::anyhow!("os error 2")
            .context("units.csv: os error 2. Restore it.")
            .context("geodata cannot be served");
        assert_eq!(
            told(&error),
            [
                "geodata cannot be served",
                "units.csv: os error 2. Restore it."
            ]
        );
    }

    #[test]
    fn every_command_shows_an_example() {
        for command in Cli::command().get_subcommands_mut() {
            let help = command.render_long_help().to_string();
            assert!(help.contains("Example"), "{}", command.get_name());
        }
    }
}
