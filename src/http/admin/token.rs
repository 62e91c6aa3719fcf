//! The token of the administration: made by `phiabac token`, known to the server only as a hash.

use std::fmt::{self, Write};
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// Random bytes of a token.
const TOKEN_BYTES: usize = 32;

/// What stands before them, so that a token is recognised where it was left by mistake.
const PREFIX: &str = "phiabac_";

/// A new token: whoever has it may change the data.
#[derive(Clone)]
pub struct AdminToken(String);

impl AdminToken {
    /// A token that nobody can guess.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn random() -> std::io::Result<Self> {
        let mut bytes = [0; TOKEN_BYTES];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        Ok(Self(format!("{PREFIX}{}", hexadecimal(&bytes))))
    }

    /// The token itself, for the one who will use it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the server is told of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(&self.0)
    }
}

/// A token is not for logs.
impl fmt::Debug for AdminToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AdminToken")
    }
}

/// SHA-256 of a token. The token has 256 random bits, so nothing slower is needed.
#[derive(Clone, Copy, Debug)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    fn of(token: &str) -> Self {
        Self(Sha256::digest(token).into())
    }

    /// Whether this is the hash of a token; takes as long for any.
    pub(super) fn is_of(&self, token: &str) -> bool {
        let given = Self::of(token);
        let differing = self.0.iter().zip(given.0).map(|(own, other)| own ^ other);
        std::hint::black_box(differing.fold(0, |all, bits| all | bits)) == 0
    }
}

impl fmt::Display for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hexadecimal(&self.0))
    }
}

/// The text is no hash of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it has 64 hexadecimal digits; `phiabac token` prints one with its token")]
pub struct TokenHashError;

impl FromStr for TokenHash {
    type Err = TokenHashError;

    fn from_str(text: &str) -> Result<Self, TokenHashError> {
        let mut hash = [0; 32];
        let text = text.trim();
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(TokenHashError);
        }
        for (place, byte) in hash.iter_mut().enumerate() {
            let digits = text.get(place * 2..place * 2 + 2).ok_or(TokenHashError)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| TokenHashError)?;
        }
        Ok(Self(hash))
    }
}

/// Bytes as hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing into a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_knows_its_token_and_no_other() {
        let (one, other) = (AdminToken::random().unwrap(), AdminToken::random().unwrap());
        let hash: TokenHash = one.hash().to_string().parse().unwrap();
        assert!(hash.is_of(one.as_str()));
        for wrong in [other.as_str(), "", &hash.to_string(), &one.as_str()[1..]] {
            assert!(!hash.is_of(wrong), "{wrong}");
        }
        assert!(!format!("{one:?}").contains(one.as_str()));
    }

    #[test]
    fn the_hash_is_plain_sha_256() {
        let known = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
        assert_eq!(TokenHash::of("hello").to_string(), known);
    }

    #[test]
    fn what_is_no_hash_is_refused() {
        for bad in ["", "abc", &"g".repeat(64), &"a".repeat(63), &"é".repeat(32)] {
            assert!(bad.parse::<TokenHash>().is_err(), "{bad}");
        }
    }
}
