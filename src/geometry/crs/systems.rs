//! The list of systems: names and areas of use as EPSG has them.

/// How coordinates of a system come about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Projection {
    /// Degrees of WGS 84, longitude first.
    LonLat,
    /// Degrees of WGS 84, latitude first.
    LatLon,
    /// Metres on the sphere of Web Mercator.
    WebMercator,
    /// Degrees of VN-2000, latitude first.
    Vn2000,
    /// Metres in a zone of VN-2000.
    Vn2000Metres {
        /// Degrees east of its meridian.
        meridian: f64,
        /// The scale along the meridian: 0.9996 in zones of 6 degrees, 0.9999 in those of 3.
        scale: f64,
    },
}

/// One system.
#[derive(Clone, Copy, Debug)]
pub(super) struct System {
    pub epsg: Option<u16>,
    pub name_vi: &'static str,
    pub name_en: &'static str,
    pub projection: Projection,
    /// West, south, east, north.
    pub area: [f64; 4],
}

/// All systems; the order of the first four is that of the constants of [`super::Crs`].
pub(super) static SYSTEMS: [System; 24] = [
    System {
        epsg: None,
        name_vi: "WGS 84 (kinh độ, vĩ độ)",
        name_en: "WGS 84 (CRS84)",
        projection: Projection::LonLat,
        area: [-180.0, -90.0, 180.0, 90.0],
    },
    System {
        epsg: Some(4326),
        name_vi: "WGS 84 (vĩ độ, kinh độ)",
        name_en: "WGS 84",
        projection: Projection::LatLon,
        area: [-180.0, -90.0, 180.0, 90.0],
    },
    System {
        epsg: Some(3857),
        name_vi: "WGS 84 / Web Mercator",
        name_en: "WGS 84 / Pseudo-Mercator",
        projection: Projection::WebMercator,
        area: [-180.0, -85.06, 180.0, 85.06],
    },
    System {
        epsg: Some(4756),
        name_vi: "VN-2000 (vĩ độ, kinh độ)",
        name_en: "VN-2000",
        projection: Projection::Vn2000,
        area: [102.14, 8.33, 109.53, 23.4],
    },
    zone(
        3405,
        "VN-2000 / UTM múi 48 (kinh tuyến trục 105°)",
        "VN-2000 / UTM zone 48N",
        [105.0, 0.9996],
        [102.14, 8.33, 108.0, 23.4],
    ),
    zone(
        3406,
        "VN-2000 / UTM múi 49 (kinh tuyến trục 111°)",
        "VN-2000 / UTM zone 49N",
        [111.0, 0.9996],
        [108.0, 10.43, 109.53, 21.56],
    ),
    zone(
        5896,
        "VN-2000 / TM-3, kinh tuyến trục 102°00′",
        "VN-2000 / TM-3 zone 481",
        [102.0, 0.9999],
        [102.14, 9.2, 103.51, 22.82],
    ),
    zone(
        5897,
        "VN-2000 / TM-3, kinh tuyến trục 105°00′",
        "VN-2000 / TM-3 zone 482",
        [105.0, 0.9999],
        [103.5, 8.33, 106.51, 23.4],
    ),
    zone(
        5898,
        "VN-2000 / TM-3, kinh tuyến trục 108°00′",
        "VN-2000 / TM-3 zone 491",
        [108.0, 0.9999],
        [106.5, 8.57, 109.53, 22.95],
    ),
    zone(
        5899,
        "VN-2000 / TM-3, kinh tuyến trục 107°45′",
        "VN-2000 / TM-3 107-45",
        [107.75, 0.9999],
        [106.43, 8.57, 108.76, 21.67],
    ),
    zone(
        9205,
        "VN-2000 / TM-3, kinh tuyến trục 103°00′",
        "VN-2000 / TM-3 103-00",
        [103.0, 0.9999],
        [102.14, 20.89, 103.99, 22.82],
    ),
    zone(
        9206,
        "VN-2000 / TM-3, kinh tuyến trục 104°00′",
        "VN-2000 / TM-3 104-00",
        [104.0, 0.9999],
        [103.21, 20.57, 105.03, 22.04],
    ),
    zone(
        9207,
        "VN-2000 / TM-3, kinh tuyến trục 104°30′",
        "VN-2000 / TM-3 104-30",
        [104.5, 0.9999],
        [103.4, 8.33, 105.54, 10.55],
    ),
    zone(
        9208,
        "VN-2000 / TM-3, kinh tuyến trục 104°45′",
        "VN-2000 / TM-3 104-45",
        [104.75, 0.9999],
        [103.53, 10.18, 105.86, 22.85],
    ),
    zone(
        9209,
        "VN-2000 / TM-3, kinh tuyến trục 105°30′",
        "VN-2000 / TM-3 105-30",
        [105.5, 0.9999],
        [104.33, 9.19, 106.69, 23.4],
    ),
    zone(
        9210,
        "VN-2000 / TM-3, kinh tuyến trục 105°45′",
        "VN-2000 / TM-3 105-45",
        [105.75, 0.9999],
        [105.26, 9.75, 107.8, 23.12],
    ),
    zone(
        9211,
        "VN-2000 / TM-3, kinh tuyến trục 106°00′",
        "VN-2000 / TM-3 106-00",
        [106.0, 0.9999],
        [104.83, 16.92, 107.03, 22.7],
    ),
    zone(
        9212,
        "VN-2000 / TM-3, kinh tuyến trục 106°15′",
        "VN-2000 / TM-3 106-15",
        [106.25, 0.9999],
        [106.41, 11.3, 107.43, 17.22],
    ),
    zone(
        9213,
        "VN-2000 / TM-3, kinh tuyến trục 106°30′",
        "VN-2000 / TM-3 106-30",
        [106.5, 0.9999],
        [105.43, 21.32, 106.25, 22.75],
    ),
    zone(
        9214,
        "VN-2000 / TM-3, kinh tuyến trục 107°00′",
        "VN-2000 / TM-3 107-00",
        [107.0, 0.9999],
        [105.88, 15.99, 108.24, 21.63],
    ),
    zone(
        9215,
        "VN-2000 / TM-3, kinh tuyến trục 107°15′",
        "VN-2000 / TM-3 107-15",
        [107.25, 0.9999],
        [106.09, 21.32, 107.37, 22.47],
    ),
    zone(
        9216,
        "VN-2000 / TM-3, kinh tuyến trục 107°30′",
        "VN-2000 / TM-3 107-30",
        [107.5, 0.9999],
        [107.33, 13.92, 108.55, 15.42],
    ),
    zone(
        9217,
        "VN-2000 / TM-3, kinh tuyến trục 108°15′",
        "VN-2000 / TM-3 108-15",
        [108.25, 0.9999],
        [108.55, 11.25, 109.53, 14.71],
    ),
    zone(
        9218,
        "VN-2000 / TM-3, kinh tuyến trục 108°30′",
        "VN-2000 / TM-3 108-30",
        [108.5, 0.9999],
        [107.2, 10.43, 109.52, 14.61],
    ),
];

const fn zone(
    epsg: u16,
    name_vi: &'static str,
    name_en: &'static str,
    [meridian, scale]: [f64; 2],
    area: [f64; 4],
) -> System {
    System {
        epsg: Some(epsg),
        name_vi,
        name_en,
        projection: Projection::Vn2000Metres { meridian, scale },
        area,
    }
}
