//! Stores elsewhere: https, http where the address says so, S3. The only code that opens connections.

#[cfg(feature = "remote-archives")]
pub(super) use built::store;

/// A program without this feature refuses such addresses when it reads its settings.
#[cfg(not(feature = "remote-archives"))]
pub(super) fn store(
    place: &url::Url,
) -> Result<Box<dyn object_store::ObjectStore>, object_store::Error> {
    Err(object_store::Error::NotSupported {
        source: format!("{place}: this program serves files only").into(),
    })
}

#[cfg(feature = "remote-archives")]
mod built {
    use std::time::Duration;

    use object_store::aws::AmazonS3Builder;
    use object_store::http::HttpBuilder;
    use object_store::{ClientOptions, Error, ObjectStore, RetryConfig};
    use url::{Position, Url};

    /// A server that does not answer within this time is given up, before the caller is.
    const PATIENCE: Duration = Duration::from_secs(4);

    /// How often a request is sent again that failed for no fault of its own.
    const MORE_TRIES: usize = 1;

    /// The store at an address; S3 with what the environment says of it (`AWS_…`).
    pub(in super::super) fn store(place: &Url) -> Result<Box<dyn ObjectStore>, Error> {
        // Refused where the code that encrypts is named already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let retry = RetryConfig {
            max_retries: MORE_TRIES,
            retry_timeout: PATIENCE,
            ..RetryConfig::default()
        };
        Ok(match place.scheme() {
            "s3" => Box::new(
                AmazonS3Builder::from_env()
                    .with_url(place.as_str())
                    .with_retry(retry)
                    .build()?,
            ),
            scheme => Box::new(
                HttpBuilder::new()
                    .with_url(&place[..Position::BeforePath])
                    .with_client_options(client(scheme == "http"))
                    .with_retry(retry)
                    .build()?,
            ),
        })
    }

    fn client(allow_http: bool) -> ClientOptions {
        ClientOptions::new()
            .with_connect_timeout(PATIENCE)
            .with_timeout(PATIENCE)
            .with_allow_http(allow_http)
    }
}
