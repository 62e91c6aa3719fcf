//! The body of a list of items: written by workers a piece at a time, as fast as it is taken, so
//! that whole layers leave in little memory.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::feature_text::write_feature;
use super::items_query::Written;
use crate::atlas::{Atlas, RecordSet};
use crate::http::encoding::Coding;
use crate::http::packer::Packer;
use crate::http::problem::Problem;
use crate::http::service::Service;

/// How much text makes a piece. A list that fits into one is sent whole.
const PIECE_BYTES: usize = 1 << 20;

/// Pieces that wait to be taken.
const WAITING: usize = 2;

/// How long to wait before a worker is asked again, and how often.
const PATIENCE: (Duration, u32) = (Duration::from_millis(50), 200);

/// The end of a collection.
const TAIL: &str = "]}";

/// Records to be written.
pub(super) struct Listing {
    pub(super) atlas: Arc<Atlas>,
    pub(super) records: RecordSet,
    /// Their order among the records of the layer.
    pub(super) rows: Vec<u32>,
    pub(super) written: Written,
}

/// What is left after the first piece.
pub(super) enum Part {
    /// Nothing: the piece is the whole, and not packed.
    Whole,
    /// More pieces.
    More(Rest),
}

/// What is left of a list.
pub(super) struct Rest {
    listing: Arc<Listing>,
    /// Records that are written already.
    done: usize,
    /// Packs all pieces as one body; gone when the end is written.
    packer: Arc<Mutex<Option<Packer<Vec<u8>>>>>,
}

impl Listing {
    /// The first piece after a head, and what is left. Where there is more, all of it is packed.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub(super) fn begin(self, head: &str, coding: Coding) -> io::Result<(Bytes, Part)> {
        let mut text = head.to_owned();
        let done = self.write(&mut text, 0);
        if done == self.rows.len() {
            text.push_str(TAIL);
            return Ok((text.into(), Part::Whole));
        }
        let mut packer = Some(Packer::new(Vec::new(), coding)?);
        let first = packed(&mut packer, &text, false)?;
        let rest = Rest {
            listing: Arc::new(self),
            done,
            packer: Arc::new(Mutex::new(packer)),
        };
        Ok((first, Part::More(rest)))
    }

    /// Writes records from one on until there is enough; says how many are written then.
    fn write(&self, text: &mut String, from: usize) -> usize {
        for (at, &row) in self.rows.iter().enumerate().skip(from) {
            if text.len() >= PIECE_BYTES {
                return at;
            }
            let Written {
                crs,
                shaped,
                properties,
            } = &self.written;
            if let Some(item) = self
                .atlas
                .item(self.records, row, *shaped, properties.as_ref())
            {
                text.push_str(if at == 0 { "\n" } else { ",\n" });
                write_feature(text, &item, *crs, &[]);
            }
        }
        self.rows.len()
    }
}

/// What a text adds to a packed body: perhaps nothing yet.
fn packed(kept: &mut Option<Packer<Vec<u8>>>, text: &str, is_last: bool) -> io::Result<Bytes> {
    let Some(mut packer) = kept.take() else {
        return Ok(Bytes::new());
    };
    packer.write_all(text.as_bytes())?;
    if is_last {
        return packer.finish().map(Bytes::from);
    }
    let bytes = std::mem::take(packer.out());
    *kept = Some(packer);
    Ok(bytes.into())
}

impl Rest {
    /// The first piece and all others as a body.
    pub(super) fn after(self, first: Bytes, service: Arc<Service>) -> Body {
        let (send, take) = mpsc::channel(WAITING);
        tokio::spawn(async move {
            let mut rest = self;
            // Whoever hangs up takes no more pieces: then sending fails and the writing ends.
            let mut went = send.send(Ok(first)).await;
            while went.is_ok() {
                match rest.next(&service).await {
                    // A packer may hold a piece back until there is more.
                    Ok(Some(piece)) if piece.is_empty() => {}
                    Ok(Some(piece)) => went = send.send(Ok(piece)).await,
                    Ok(None) => break,
                    Err(why) => {
                        let _ = send.send(Err(why)).await;
                        break;
                    }
                }
            }
        });
        Body::from_stream(ReceiverStream::new(take))
    }

    /// The next piece; waits for a worker while all are busy. A body that has begun cannot turn
    /// into a problem: when no worker comes, it breaks off.
    async fn next(&mut self, service: &Service) -> io::Result<Option<Bytes>> {
        let from = self.done;
        if from >= self.listing.rows.len() {
            return Ok(None);
        }
        let (pause, times) = PATIENCE;
        for _ in 0..times {
            let (listing, packer) = (self.listing.clone(), self.packer.clone());
            let work = move || {
                let mut text = String::with_capacity(PIECE_BYTES);
                let done = listing.write(&mut text, from);
                let is_last = done == listing.rows.len();
                if is_last {
                    text.push_str(TAIL);
                }
                let mut packer = packer.lock().unwrap_or_else(PoisonError::into_inner);
                packed(&mut packer, &text, is_last).map(|piece| (piece, done))
            };
            let made: Result<_, Problem> = service.workers.run(work).await;
            if let Ok(made) = made {
                let (piece, done) = made?;
                self.done = done;
                return Ok(Some(piece));
            }
            tokio::time::sleep(pause).await;
        }
        tracing::warn!("a list of items broke off: no worker was free");
        Err(io::Error::other("no worker was free"))
    }
}
