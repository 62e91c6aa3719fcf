//! `GET /tiles/{archive}/{z}/{x}/{y}`: one tile of an archive.

use std::io::Read;
use std::sync::Arc;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use pmtiles::{PmtError, PmtResult, TileCoord};

use super::super::conditional::EntityTag;
use super::super::encoding::{Encoded, accepted, encode};
use super::super::problem::Problem;
use super::super::problem_kind::ProblemKind;
use super::super::service::{Service, empty, full, not_modified};
use super::super::tiles::{PREFERRED, whole_number, without_suffix};
use super::opened::Opened;
use super::{Archive, unavailable};

/// A tile is no larger than this when it is unpacked.
const MOST_UNPACKED_BYTES: u64 = 64 << 20;

/// The tile, as it lies in the archive for callers that can read it so, else unpacked.
pub(in crate::http) async fn tile(
    service: &Service,
    archive: &Archive,
    [z, x, y]: [&str; 3],
    asked: &HeaderMap,
    caching: HeaderValue,
) -> Result<Response, Problem> {
    let coord = coord(z, x, y)?;
    let (opened, stored) = stored(service, archive, coord).await?;
    let coding = opened.coding();
    let as_stored = accepted(asked, [coding; 3]).coding == coding;
    let wanted = accepted(asked, PREFERRED);
    let tag = EntityTag::of((
        archive.setting.id.as_str(),
        opened.version(),
        [u32::from(coord.z()), coord.x(), coord.y()],
        (as_stored, wanted),
    ));
    if tag.is_held_by(asked) {
        return Ok(not_modified(&tag, caching));
    }
    if stored.is_empty() {
        return Ok(empty(&tag, caching));
    }
    let encoded = if as_stored {
        Encoded {
            body: stored,
            coding,
        }
    } else {
        let plain = unpacked(&stored).ok_or_else(|| failed(archive, "a tile is damaged"))?;
        encode(plain, wanted)
    };
    Ok(full(encoded, opened.media(), &tag, caching))
}

/// The bytes of a tile as they lie in the archive, none where it has no such tile; and the archive
/// that they are of.
async fn stored(
    service: &Service,
    archive: &Archive,
    coord: TileCoord,
) -> Result<(Arc<Opened>, Bytes), Problem> {
    let opened = archive.opened().await.ok_or_else(unavailable)?;
    match Box::pin(kept(service, archive, &opened, coord)).await {
        Ok(bytes) => Ok((opened, bytes)),
        // Another archive has taken its place: that one answers from now on.
        Err(PmtError::SourceModified) => {
            archive.hold(None);
            let opened = archive.opened().await.ok_or_else(unavailable)?;
            let bytes = Box::pin(kept(service, archive, &opened, coord)).await;
            let bytes = bytes.map_err(|error| failed(archive, &error.to_string()))?;
            Ok((opened, bytes))
        }
        Err(error) => Err(failed(archive, &error.to_string())),
    }
}

async fn kept(
    service: &Service,
    archive: &Archive,
    opened: &Opened,
    coord: TileCoord,
) -> PmtResult<Bytes> {
    let numbers = [u32::from(coord.z()), coord.x(), coord.y()];
    let key = (archive.place_in_list, opened.version(), numbers);
    let read = Box::pin(async { Ok(opened.tile(coord).await?.unwrap_or_default()) });
    let kept = &service.settings.archives.0.kept;
    kept.get_or_make(&key, read).await
}

/// The cause is for the log.
fn failed(archive: &Archive, cause: &str) -> Problem {
    tracing::error!(
        archive.id = archive.setting.id,
        cause,
        "a tile of an archive cannot be read"
    );
    Problem::of_kind(ProblemKind::ArchiveUnavailable)
}

fn coord(z: &str, x: &str, y: &str) -> Result<TileCoord, Problem> {
    let none = || Problem::of_kind(ProblemKind::NoSuchTile);
    let zoom = u8::try_from(whole_number(z)?).map_err(|_| none())?;
    if zoom > pmtiles::MAX_ZOOM {
        return Err(none());
    }
    TileCoord::new(zoom, whole_number(x)?, whole_number(without_suffix(y))?).map_err(|_| none())
}

fn unpacked(stored: &[u8]) -> Option<Bytes> {
    let reader = flate2::read::MultiGzDecoder::new(stored);
    let mut plain = Vec::new();
    reader
        .take(MOST_UNPACKED_BYTES + 1)
        .read_to_end(&mut plain)
        .ok()?;
    (plain.len() as u64 <= MOST_UNPACKED_BYTES).then(|| plain.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::gzip;

    #[test]
    fn damaged_tiles_are_no_tiles() {
        let packed = gzip(b"a tile").unwrap();
        assert_eq!(unpacked(&packed).unwrap(), b"a tile"[..]);
        assert!(unpacked(&packed[..packed.len() - 1]).is_none());
        assert!(unpacked(b"no gzip").is_none());
    }

    #[test]
    fn archives_may_have_larger_zooms_than_live_layers() {
        assert!(coord("18", "208000", "115000.mvt").is_ok());
        for [z, x, y] in [
            ["32", "0", "0"],
            ["3", "8", "0"],
            ["3", "x", "0"],
            ["03", "0", "0"],
        ] {
            assert!(coord(z, x, y).is_err(), "{z}/{x}/{y}");
        }
    }
}
