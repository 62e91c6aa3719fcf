//! Why an import stopped.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use crate::dataset::DatasetError;
use crate::domain::BroughtIn;

/// An import stopped; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A raw file cannot be read as what it should be.
    #[error("{file}: {problem}. Nothing was changed.", file = .file.display())]
    Raw {
        /// The raw file.
        file: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// Files were brought into the folder since it was compiled, and would be lost.
    #[error(
        "{folder} holds what was brought in by `phiabac import LAYER FILE` since it was compiled, \
         and would lose it: {files}. Compile into another folder with --to and bring these files \
         in again there, or add --discard-brought-in to lose them. Nothing was changed.",
        folder = .folder.display(), files = listed(.brought_in)
    )]
    WouldLose {
        /// The folder of the compiled files.
        folder: PathBuf,
        /// What was brought in.
        brought_in: Vec<BroughtIn>,
    },
    /// The compiled files of an earlier import, whose numbers must be kept, are damaged.
    #[error("{0} Nothing was changed.")]
    Earlier(#[from] DatasetError),
    /// The compiled files cannot be written.
    #[error("{file}: cannot be written: {source}. Nothing was changed.", file = .file.display())]
    Write {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl ImportError {
    /// A fault of a raw file.
    pub(crate) fn raw(file: &Path, problem: impl Display) -> Self {
        Self::Raw {
            file: file.to_owned(),
            problem: problem.to_string(),
        }
    }
}

/// The most files that are named; of more the number is told.
const MOST_NAMED: usize = 20;

fn listed(brought_in: &[BroughtIn]) -> String {
    let named = brought_in.iter().take(MOST_NAMED).map(|one| {
        let BroughtIn {
            file,
            layer,
            added,
            changed,
            removed,
            ..
        } = one;
        format!("{file} ({layer}: {added} added, {changed} changed, {removed} removed)")
    });
    let mut named: Vec<String> = named.collect();
    let more = brought_in.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        named.push(format!("and {more} more"));
    }
    named.join("; ")
}
