//! `phiabac token`: a token for the administration, and the hash of it for the settings.

use std::io::Write;

use anyhow::Context;
use clap::Args;

use crate::http::AdminToken;

/// Make a token that opens /admin, and print it with its hash
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  phiabac token\n\n\
    Give the token to whoever brings in data; it is shown only now. Put the hash into the settings\n\
    of the server (admin_token_hash = \"…\", or PHIABAC_ADMIN_TOKEN_HASH) and start it again.\n\
    A new hash makes the old token worthless.")]
pub(super) struct Token {}

impl Token {
    #[expect(clippy::unused_self, reason = "every command runs so")]
    pub(super) fn run(self) -> anyhow::Result<()> {
        let token = AdminToken::random().context("the system gives no random numbers")?;
        let mut stdout = std::io::stdout().lock();
        write!(
            stdout,
            "token             {}\nadmin_token_hash  {}\n",
            token.as_str(),
            token.hash()
        )
        .context("the token could not be printed")
    }
}
