//! GDAL's own driver for OGC API Features, and with it QGIS, reads every collection: whole, by
//! pages, and as filters of place and of fields choose.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use gdal::vector::LayerAccess;
use gdal::{Dataset, DatasetOptions, GdalOpenFlags};
use phiabac::atlas::{FilterLanguage, RecordQuery};
use phiabac::domain::LayerId;
use phiabac::geometry::{Crs, LonLatBox};
use phiabac::http::BoundServer;
use tokio::runtime::Runtime;

use crate::support::{ATLAS, router};

/// A server on a port of its own, as long as the runtime lives.
fn serve(runtime: &Runtime) -> SocketAddr {
    runtime.block_on(async {
        let server = BoundServer::bind(([127, 0, 0, 1], 0).into()).await.unwrap();
        let address = server.address();
        tokio::spawn(server.serve(router(), std::future::pending()));
        address
    })
}

fn open(address: SocketAddr) -> Dataset {
    let options = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_VECTOR,
        allowed_drivers: Some(&["OAPIF"]),
        ..DatasetOptions::default()
    };
    Dataset::open_ex(format!("OAPIF:http://{address}/ogc"), options).unwrap()
}

/// The ids that a query finds without any HTTP.
fn expected(layer: LayerId, bbox: Option<LonLatBox>, filter: Option<&str>) -> BTreeSet<u64> {
    let filter = filter.map(|text| {
        let read = ATLAS.read_filter(layer, text, FilterLanguage::Text, Crs::CRS84);
        read.unwrap().filter
    });
    let query = RecordQuery {
        records: layer.into(),
        filter,
        bbox: bbox.map(Into::into),
        order: Vec::new(),
    };
    let each = ATLAS.wanted_orders(&query).into_iter();
    each.map(|order| ATLAS.item(layer, order, false, None).unwrap().id)
        .collect()
}

/// The ids that GDAL reads.
fn read(layer: &mut gdal::vector::Layer) -> BTreeSet<u64> {
    let mut ids = BTreeSet::new();
    for feature in layer.features() {
        let id = feature.fid().expect("GDAL knows the number of a feature");
        assert!(ids.insert(id), "{id} comes twice");
    }
    ids
}

#[test]
fn gdal_reads_every_collection() {
    let runtime = Runtime::new().unwrap();
    let dataset = open(serve(&runtime));
    assert_eq!(dataset.layer_count(), LayerId::ALL.len());
    for &id in LayerId::ALL {
        let mut layer = dataset.layer_by_name(id.as_str()).unwrap();
        assert_eq!(read(&mut layer), expected(id, None, None), "{id}");
    }
}

#[test]
fn gdal_filters_by_place_and_by_fields() {
    let runtime = Runtime::new().unwrap();
    let dataset = open(serve(&runtime));
    let around = LonLatBox {
        west: 105.2,
        south: 20.7,
        east: 105.5,
        north: 21.0,
    };
    for (id, filter) in [
        (
            LayerId::IndustrialZones,
            "kind = 'cluster' AND area_ha >= 30",
        ),
        (LayerId::Communes, "kind = 'ward'"),
        (LayerId::Borders, "level = 'province'"),
    ] {
        let mut layer = dataset.layer_by_name(id.as_str()).unwrap();
        layer.set_spatial_filter_rect(around.west, around.south, around.east, around.north);
        let inside = read(&mut layer);
        assert!(!inside.is_empty(), "{id}");
        assert_eq!(inside, expected(id, Some(around), None), "{id}");
        layer.set_attribute_filter(filter).unwrap();
        let both = read(&mut layer);
        assert!(
            !both.is_empty() && both.len() < inside.len(),
            "{id}: {}",
            both.len()
        );
        assert_eq!(both, expected(id, Some(around), Some(filter)), "{id}");
    }
}
