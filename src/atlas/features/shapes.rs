//! The shapes of features at full detail, in degrees.

use std::borrow::Cow;
use std::collections::HashMap;

use geo::BoundingRect;
use geo_types::{Coord, Geometry, LineString, MultiPolygon, Point, Polygon};

use super::UNIT_LAYERS;
use crate::atlas::Atlas;
use crate::atlas::records::Row;
use crate::atlas::records::set::RecordSet;
use crate::coverage::{Coverage, NO_FACE, polygons_of};
use crate::domain::{LayerId, MapRecord};
use crate::geometry::{GridPoint, LonLat, LonLatBox, MicroDegrees, grid_to_microdegrees};

/// What lies around each unit, by the order of the unit in its table.
#[derive(Debug, Default)]
pub(super) struct Outlines(HashMap<u32, Outline>);

/// What lies around a unit.
#[derive(Debug)]
struct Outline {
    /// Its arcs, each with whether it is walked backwards so that the unit lies on the left hand.
    arcs: Vec<(u32, bool)>,
    bounds: LonLatBox,
}

impl Outlines {
    fn of(coverage: &Coverage, owners: &[u32]) -> Self {
        let owner = |face: u32| owners.get(face as usize).copied().unwrap_or(NO_FACE);
        let mut arcs: HashMap<u32, Vec<(u32, bool)>> = HashMap::new();
        for (arc, (_, sides)) in (0..).zip(coverage.arcs()) {
            let [ahead, behind] = sides.map(owner);
            if ahead == behind {
                continue;
            }
            // Sides are told for y downward: the face ahead lies on the right hand.
            for (unit, against) in [(ahead, true), (behind, false)] {
                if unit != NO_FACE {
                    arcs.entry(unit).or_default().push((arc, against));
                }
            }
        }
        let outlines = arcs.into_iter().filter_map(|(unit, arcs)| {
            let bounds = bounds_of(coverage, &arcs)?;
            Some((unit, Outline { arcs, bounds }))
        });
        Self(outlines.collect())
    }
}

impl Atlas {
    /// The shape of a record by its order in its table: the polygons of a unit and the lines of a
    /// border with every vertex that their file has; nothing where no source says the place.
    pub(in crate::atlas) fn geometry_at(
        &self,
        records: impl Into<RecordSet>,
        at: usize,
    ) -> Option<Cow<'_, Geometry<f64>>> {
        fn place<'a, R: MapRecord>(records: &[R], at: usize) -> Option<Cow<'a, Geometry<f64>>> {
            let place = records.get(at)?.place()?;
            Some(Cow::Owned(Point::new(place.lon, place.lat).into()))
        }
        let context = &self.context;
        let RecordSet { layer, time } = records.into();
        let around = match layer {
            LayerId::IndustrialZones => return place(&self.tables.industrial_zones, at),
            LayerId::BorderGates => return place(&self.tables.border_gates, at),
            LayerId::PowerPlants => return place(&self.tables.power_plants, at),
            LayerId::Provinces
            | LayerId::Communes
            | LayerId::FormerProvinces
            | LayerId::FormerCommunes => {
                return self
                    .unit_polygons(layer, at)
                    .map(Into::into)
                    .map(Cow::Owned);
            }
            LayerId::Borders => {
                return self.border_lines(time, at).map(Into::into).map(Cow::Owned);
            }
            LayerId::UnitLabels => return place(&self.tables.units, at),
            LayerId::Land => &context.land.get(at)?.geometry,
            LayerId::Water => &context.water.get(at)?.geometry,
            LayerId::Transport => &context.transport.get(at)?.geometry,
            LayerId::Places => &context.places.get(at)?.geometry,
            LayerId::SeaLabels => &context.sea_labels.get(at)?.geometry,
        };
        Some(Cow::Borrowed(around))
    }

    /// The polygons of a unit: outer rings against the clock, holes with it.
    fn unit_polygons(&self, layer: LayerId, at: usize) -> Option<MultiPolygon<f64>> {
        let coverage = self.coverage_of(layer)?;
        let own = self.outlines(layer)?.0.get(&(at as u32))?;
        let arcs = own.arcs.iter();
        let arcs = arcs.map(|&(arc, against)| points_of(coverage, arc, against));
        let polygons = polygons_of(arcs.collect());
        Some(polygons.iter().map(|rings| polygon(rings)).collect())
    }

    /// The box around a record; nothing where no source says the place.
    pub(in crate::atlas) fn bounds_at(&self, records: RecordSet, row: &Row) -> Option<LonLatBox> {
        let RecordSet { layer, time } = records;
        if let Some(outlines) = self.outlines(layer) {
            return outlines.0.get(&(row.at as u32)).map(|own| own.bounds);
        }
        if layer == LayerId::Borders {
            return self.borders(time).get(row.at).map(|border| border.bounds);
        }
        if let Some(place) = row.place {
            return LonLatBox::around([place]);
        }
        let around = self.geometry_at(records, row.at)?.bounding_rect()?;
        Some(LonLatBox {
            west: around.min().x,
            south: around.min().y,
            east: around.max().x,
            north: around.max().y,
        })
    }

    fn outlines(&self, layer: LayerId) -> Option<&Outlines> {
        let at = UNIT_LAYERS.iter().position(|own| *own == layer)?;
        let coverage = self.coverage_of(layer)?;
        let made = || Outlines::of(coverage, self.unit_faces().owners(layer));
        Some(self.features.outlines[at].get_or_init(made))
    }

    /// Lists the arcs around all units and of all borders.
    pub(in crate::atlas) fn warm_up_shapes(&self) {
        for layer in UNIT_LAYERS {
            self.outlines(layer);
        }
        self.borders(None);
    }
}

/// The box around some arcs.
pub(super) fn bounds_of(coverage: &Coverage, arcs: &[(u32, bool)]) -> Option<LonLatBox> {
    let points = arcs
        .iter()
        .flat_map(|&(arc, _)| coverage.points_of_arc(arc));
    let low = points.clone().copied().reduce(|a, b| GridPoint {
        x: a.x.min(b.x),
        y: a.y.min(b.y),
    })?;
    let high = points.copied().reduce(|a, b| GridPoint {
        x: a.x.max(b.x),
        y: a.y.max(b.y),
    })?;
    let corners = [low, high].map(|point| {
        let [lon, lat] = grid_to_microdegrees(point).map(|micro| f64::from(micro) / 1e6);
        LonLat { lon, lat }
    });
    LonLatBox::around(corners)
}

/// The points of an arc as its file has them.
pub(super) fn points_of(coverage: &Coverage, arc: u32, against: bool) -> Vec<MicroDegrees> {
    let points = coverage.points_of_arc(arc).iter();
    let mut points: Vec<MicroDegrees> = points
        .map(|&point: &GridPoint| grid_to_microdegrees(point))
        .collect();
    if against {
        points.reverse();
    }
    points
}

fn polygon(rings: &[Vec<MicroDegrees>]) -> Polygon<f64> {
    let mut rings = rings.iter().map(|ring| line(ring));
    let exterior = rings.next().unwrap_or_else(|| LineString(Vec::new()));
    Polygon::new(exterior, rings.collect())
}

/// A line in degrees.
pub(super) fn line(points: &[MicroDegrees]) -> LineString<f64> {
    let degrees = |&[x, y]: &MicroDegrees| Coord {
        x: f64::from(x) / 1e6,
        y: f64::from(y) / 1e6,
    };
    points.iter().map(degrees).collect()
}
