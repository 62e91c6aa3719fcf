//! Where the log goes: standard error, as lines for people or as JSON for machines.

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

/// Name of the variable that says what is logged, such as `debug` or `phiabac::http=trace`.
const FILTER: &str = "PHIABAC_LOG";

/// How a line of the log is written.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum LogFormat {
    /// For people
    #[default]
    Text,
    /// For machines, one object a line
    Json,
}

/// Starts the log; a second call changes nothing.
pub(super) fn start(format: LogFormat) {
    let filter = EnvFilter::try_from_env(FILTER).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // Starting twice happens in tests only, and the first log is as good as the second.
    let _ = match format {
        LogFormat::Text => log.with_target(false).try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
}
