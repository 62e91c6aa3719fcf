//! `phiabac serve`: load the data, answer until told to stop.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use clap::Args;
use tokio::signal::unix::{SignalKind, signal};

use super::log::{self, LogFormat};
use crate::config::{RawServeConfig, ServeConfig};
use crate::http::{self, BoundServer, Snapshots, Watch};

/// Serve the map, its tiles and its data over HTTP
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  phiabac serve --listen 127.0.0.1:8080 --data geodata\n\n\
    Every setting can also stand in the environment (PHIABAC_LISTEN …) or in a TOML file\n\
    (listen = \"127.0.0.1:8080\"); flags come before the environment, the environment before the file.\n\
    PHIABAC_LOG=debug logs every request."
)]
pub(super) struct Serve {
    #[command(flatten)]
    settings: RawServeConfig,

    /// TOML file with settings
    #[arg(long, env = "PHIABAC_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,

    /// How the log is written
    #[arg(long, env = "PHIABAC_LOG_FORMAT", value_enum, default_value_t)]
    log_format: LogFormat,
}

impl Serve {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let started = Instant::now();
        log::start(self.log_format);
        let file = self
            .config
            .as_deref()
            .map(RawServeConfig::from_file)
            .transpose()?;
        let config = ServeConfig::resolve(self.settings.or(file.unwrap_or_default()))?;
        let snapshots = Snapshots::of_folder(&config.data)
            .with_context(|| format!("the data in {} cannot be served", config.data.display()))?;
        tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .context("the system gave no threads to serve with")?
            .block_on(answer(Arc::new(snapshots), config, started))
    }
}

async fn answer(
    snapshots: Arc<Snapshots>,
    config: ServeConfig,
    started: Instant,
) -> anyhow::Result<()> {
    let wanted = config.http.listen;
    let server = BoundServer::bind(wanted).await.with_context(|| {
        format!("nothing can listen on {wanted}; choose another address with --listen, port 0 takes a free one")
    })?;
    let mut settings = config.http;
    settings.listen = server.address();
    let stop = stop_signal()?;
    tracing::info!(
        server.address = %server.address(),
        data.version = snapshots.version(),
        ready_ms = started.elapsed().as_millis() as u64,
        "serving http://{}", server.address()
    );
    let archives = settings.archives.clone();
    tokio::spawn(async move { archives.open_all().await });
    let warming = snapshots.clone();
    std::thread::spawn(move || warming.warm_up());
    let watching = config.watch.then(|| Watch::start(snapshots.clone()));
    let _watch = watching
        .transpose()
        .context("the system gave no thread to watch the data with")?;
    let router = http::live_router(snapshots.clone(), settings);
    if let Some(zoom) = config.warm_to_zoom {
        tokio::spawn(http::keep_low_zooms_warm(router.clone(), snapshots, zoom));
    }
    server.serve(router, stop).await;
    tracing::info!("stopped");
    Ok(())
}

/// Done when the process is asked to stop: by Ctrl-C or by a supervisor's SIGTERM.
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt()).context("Ctrl-C cannot be watched for")?;
    let mut terminate = signal(SignalKind::terminate()).context("SIGTERM cannot be watched for")?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
