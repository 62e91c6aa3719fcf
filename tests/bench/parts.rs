//! Single parts on the real data, by their public functions: what a person changes here shows
//! before it shows in a tile. `make bench-parts` runs it; `-- NAME` chooses.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{BatchSize, Criterion};
use phiabac::coverage::{Coverage, Level, MultiPolygon, Topology, build, rank, ring_points};
use phiabac::dataset::Tables;
use phiabac::dataset::topojson::{BoundaryFile, BoundarySet, read_boundaries};
use phiabac::domain::{AreaLevel, BreakMethod, LayerId, SummaryCount, Unit};
use phiabac::geometry::{LonLat, TileCoord};
use phiabac::overlay::{Areas, Classes, Cut, Question, summarise};
use phiabac::search::{Entry, EntryName, NameIndex, Question as Asked, unit_sort};
use phiabac::store::{AreaIndex, PlaceIndex};
use phiabac::tile::{AreaLayer, Attributes, Levels, Tag, TileLayer, areas_in};

#[path = "../support/random.rs"]
mod random;

use random::Random;

/// The delta at a zoom where all of it is in one tile, and a ward's surroundings.
const TILES: [(&str, [u32; 3]); 3] = [
    ("z6, the delta", [6, 50, 28]),
    ("z9, Hà Nội", [9, 406, 225]),
    ("z13, a few wards", [13, 6503, 3608]),
];

fn main() {
    let data = Data::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata"));
    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    simplify(&mut criterion, &data);
    clip_and_encode(&mut criterion, &data);
    index(&mut criterion, &data);
    search(&mut criterion, &data);
    join(&mut criterion, &data);
    criterion.final_summary();
}

struct Data {
    tables: Tables,
    boundaries: BoundaryFile,
    coverage: Arc<Coverage>,
}

impl Data {
    fn read(geodata: &Path) -> Self {
        let tables = Tables::read(geodata).unwrap_or_else(|cause| panic!("{cause}"));
        let file = geodata.join("boundaries/communes.topojson");
        let boundaries = read_boundaries(&file, BoundarySet::Communes);
        let boundaries = boundaries.unwrap_or_else(|cause| panic!("{cause}"));
        let coverage = Arc::new(Coverage::new(&boundaries.topology));
        Self {
            tables,
            boundaries,
            coverage,
        }
    }

    /// The communes of a province as polygons, as a delivery brings them.
    fn outlines_of(&self, province: &str) -> Vec<MultiPolygon> {
        let topology = &self.boundaries.topology;
        let own = topology.faces.iter().zip(&self.boundaries.properties);
        let own = own.filter(|(_, properties)| properties.province == province);
        own.map(|(face, _)| {
            let polygon = |rings: &Vec<Vec<_>>| {
                rings
                    .iter()
                    .map(|ring| ring_points(topology, ring))
                    .collect()
            };
            face.polygons.iter().map(polygon).collect()
        })
        .collect()
    }

    /// Present communes, each with its number among the faces.
    fn communes(&self) -> impl Iterator<Item = &Unit> {
        let communes = self.tables.units.iter();
        communes.filter(|unit| unit.layer() == LayerId::Communes)
    }
}

fn simplify(criterion: &mut Criterion, data: &Data) {
    let mut group = criterion.benchmark_group("simplify");
    let outlines = data.outlines_of("24");
    group.bench_function("shared borders of Bắc Ninh found", |bench| {
        bench.iter(|| build(black_box(&outlines)));
    });
    let topology: Topology = build(&outlines).expect("a province is a coverage");
    group.bench_function("its vertices ranked for all zooms", |bench| {
        bench.iter_batched_ref(|| topology.clone(), rank, BatchSize::LargeInput);
    });
    group.bench_function("a level of the region prepared, z8", |bench| {
        bench.iter(|| Level::prepare(black_box(&data.coverage), 8));
    });
    group.finish();
}

fn clip_and_encode(criterion: &mut Criterion, data: &Data) {
    let levels = Arc::new(Levels::new(data.coverage.clone(), 0));
    let owners: Vec<u32> = (0..data.coverage.face_count() as u32).collect();
    let attributes = data
        .boundaries
        .codes
        .iter()
        .zip(&data.boundaries.properties);
    let attributes = attributes.map(|(code, properties)| Attributes {
        id: code.parse().expect("a code is a number"),
        tags: vec![
            Tag::always("code", code.clone()),
            Tag::always("name_vi", properties.name_vi.clone()),
            Tag::always("province", properties.province.clone()),
        ],
    });
    let layer = TileLayer::Areas(AreaLayer {
        levels: levels.clone(),
        owners: owners.clone(),
        attributes: attributes.collect(),
    });
    for (what, [z, x, y]) in TILES {
        let coord = TileCoord::new(z as u8, x, y).expect("a tile that exists");
        // The level is prepared before anything is measured.
        let level = levels.at(coord.z());
        criterion.bench_function(&format!("clip/{what}"), |bench| {
            bench.iter(|| areas_in(level, black_box(coord), &owners));
        });
        criterion.bench_function(&format!("clip and encode/{what}"), |bench| {
            bench.iter(|| layer.render(LayerId::Communes, black_box(coord), None, None));
        });
    }
}

fn index(criterion: &mut Criterion, data: &Data) {
    let mut group = criterion.benchmark_group("index");
    let zones = &data.tables.industrial_zones;
    let places = || {
        (0..)
            .zip(zones)
            .filter_map(|(number, zone)| Some((zone.place?, number)))
    };
    group.bench_function("zones by nearness, made", |bench| {
        bench.iter(|| PlaceIndex::new(places()));
    });
    group.bench_function("communes by place, made", |bench| {
        bench.iter(|| AreaIndex::new(data.coverage.clone()));
    });
    let (zones, communes) = (
        PlaceIndex::new(places()),
        AreaIndex::new(data.coverage.clone()),
    );
    let mut random = Random::new(20_261_122);
    let asked: Vec<LonLat> = (0..1000)
        .map(|_| LonLat {
            lon: 102.1 + 6.0 * random.fraction(),
            lat: 17.9 + 5.5 * random.fraction(),
        })
        .collect();
    group.bench_function("20 nearest zones, 1,000 times", |bench| {
        bench.iter(|| {
            for &place in &asked {
                black_box(zones.nearest(place, 20, 100.0));
            }
        });
    });
    group.bench_function("the commune of a place, 1,000 times", |bench| {
        bench.iter(|| {
            for &place in &asked {
                black_box(communes.face_at(place));
            }
        });
    });
    group.finish();
}

fn search(criterion: &mut Criterion, data: &Data) {
    let mut group = criterion.benchmark_group("search");
    let entry = |unit: &Unit| Entry {
        sort: unit_sort(unit.kind),
        former: !unit.is_present(),
        names: vec![EntryName {
            text: unit.name_vi.clone(),
            says_sort: false,
        }],
        around: Vec::new(),
        place: unit.label_place,
        weight: 1.0,
        size: unit.population.unwrap_or(0) as f32,
    };
    let entries: Vec<Entry> = data.tables.units.iter().map(entry).collect();
    group.bench_function("names of all units listed", |bench| {
        bench.iter_batched(|| entries.clone(), NameIndex::new, BatchSize::LargeInput);
    });
    let names = NameIndex::new(entries);
    for text in [
        "bac ninh",
        "phường Ba Đình",
        "xa tan yen bac giang",
        "dien bien fu",
    ] {
        let asked = Asked {
            text: text.to_owned(),
            limit: 10,
            ..Asked::default()
        };
        group.bench_function(text, |bench| bench.iter(|| names.search(black_box(&asked))));
    }
    group.finish();
}

fn join(criterion: &mut Criterion, data: &Data) {
    let mut group = criterion.benchmark_group("join");
    let areas = Areas::of(AreaLevel::Commune, &data.tables.units, |_| None);
    let question = Question {
        only: &[],
        count: &SummaryCount::Sum("area_ha".to_owned()),
        parts_by: Some("kind"),
    };
    let zones = &data.tables.industrial_zones;
    group.bench_function("area of zones summed over communes", |bench| {
        bench.iter(|| summarise(black_box(&areas), zones, &question));
    });
    let residents: Vec<f64> = data
        .communes()
        .filter_map(|unit| unit.population.map(|residents| residents as f64))
        .collect();
    for method in [BreakMethod::Natural, BreakMethod::Quantile] {
        let cut = Cut {
            method,
            classes: 5,
            breaks: &[],
            zero_apart: false,
            around_zero: false,
        };
        group.bench_function(
            format!("residents cut into 5 classes, {method:?}"),
            |bench| {
                bench.iter(|| Classes::cut(black_box(&residents), &cut));
            },
        );
    }
    group.finish();
}
