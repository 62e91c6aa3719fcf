//! What a dry run gives, and a real run must bring: the proof that these very bytes, with these
//! very wishes, were tried on the data as they still are.

use sha2::{Digest, Sha256};

use super::token::hexadecimal;
use crate::http::problem::Problem;
use crate::http::problem_kind::ProblemKind;

/// Makes tickets and knows them again. Nothing is kept: a ticket is a seal over what was tried,
/// under a key that lives as long as the process.
#[derive(Debug)]
pub(super) struct Tickets {
    key: Option<[u8; 32]>,
}

impl Default for Tickets {
    fn default() -> Self {
        let mut key = [0; 32];
        let key = getrandom::fill(&mut key).is_ok().then_some(key);
        if key.is_none() {
            tracing::error!("the system gives no random numbers: nothing can be imported");
        }
        Self { key }
    }
}

impl Tickets {
    /// The ticket for what was tried, part by part.
    pub(super) fn seal(&self, tried: &[&[u8]]) -> Result<String, Problem> {
        let key = self.key.as_ref();
        let key = key.ok_or_else(|| Problem::of_kind(ProblemKind::Internal))?;
        let inner = digest(key, 0x36, |hash| {
            for part in tried {
                // With its length, so that no two lists of parts read the same.
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
        });
        Ok(hexadecimal(&digest(key, 0x5c, |hash| hash.update(inner))))
    }

    /// Whether a ticket is that of what shall be done.
    pub(super) fn check(&self, ticket: Option<&str>, tried: &[&[u8]]) -> Result<(), Problem> {
        let own = self.seal(tried)?;
        let same = ticket.is_some_and(|given| {
            let pairs = given.bytes().zip(own.bytes());
            let differing = pairs.fold(0, |all, (one, other)| all | (one ^ other));
            given.len() == own.len() && std::hint::black_box(differing) == 0
        });
        if same {
            Ok(())
        } else {
            Err(Problem::of_kind(ProblemKind::TryFirst))
        }
    }
}

/// One of the two rounds of HMAC (RFC 2104): key and pad, then the content.
fn digest(key: &[u8; 32], pad: u8, content: impl FnOnce(&mut Sha256)) -> [u8; 32] {
    let mut block = [pad; 64];
    for (own, key) in block.iter_mut().zip(key) {
        *own ^= key;
    }
    let mut hash = Sha256::new();
    hash.update(block);
    content(&mut hash);
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seal_is_hmac_sha_256() {
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        let inner = digest(&key, 0x36, |hash| {
            hash.update(b"what do ya want for nothing?");
        });
        let sealed = hexadecimal(&digest(&key, 0x5c, |hash| hash.update(inner)));
        // Test case 2 of RFC 4231.
        let known = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(sealed, known);
    }

    #[test]
    fn a_ticket_is_for_one_thing() {
        let tickets = Tickets::default();
        let ticket = tickets.seal(&[b"zones", b"abc"]).unwrap();
        let given = Some(ticket.as_str());
        assert!(tickets.check(given, &[b"zones", b"abc"]).is_ok());
        assert!(tickets.check(given, &[b"zones", b"abd"]).is_err());
        assert!(tickets.check(given, &[b"zonesa", b"bc"]).is_err());
        assert!(tickets.check(None, &[b"zones", b"abc"]).is_err());
        assert!(tickets.check(Some(""), &[b"zones", b"abc"]).is_err());
        let others = Tickets::default();
        assert!(others.check(given, &[b"zones", b"abc"]).is_err());
    }
}
