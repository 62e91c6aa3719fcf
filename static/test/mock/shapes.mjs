// Generated shapes for tests of the page, made from sums alone: a grid of invented provinces and
// communes with invented zones, gates and plants. Nothing here is a fact.

const WEST = 102.2;
const SOUTH = 18;
const STEP = 0.95;
const COLUMNS = 6;
const ROWS = 3;
const PARTS = 4;

const feature = (id, geometry, properties) => ({ type: 'Feature', id, geometry, properties });
const box = (west, south, east, north) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
const point = (lon, lat) => ({ type: 'Point', coordinates: [lon, lat] });
const line = (...coordinates) => ({ type: 'LineString', coordinates });
const pick = (list, index) => list[index % list.length];

/** Every layer as a list of GeoJSON features. */
export function generatedLayers() {
  const provinces = [];
  const communes = [];
  const unitLabels = [];
  const borders = [];
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const number = row * COLUMNS + column + 1;
      const code = String(number).padStart(2, '0');
      const west = WEST + column * STEP;
      const south = SOUTH + row * STEP * 1.7;
      const [east, north] = [west + STEP, south + STEP * 1.7];
      const names = { name_vi: `Tỉnh mẫu ${number}`, name_en: `Sample province ${number}` };
      provinces.push(
        feature(number, box(west, south, east, north), {
          code,
          ...names,
          kind: pick(['province', 'municipality'], number),
          area_km2: 1000.5 * number,
          population: 1234567,
        }),
      );
      unitLabels.push(
        feature(number, point((west + east) / 2, (south + north) / 2), {
          level: 'province',
          code,
          ...names,
          rank: number,
        }),
      );
      const edge = (level, ...coordinates) =>
        borders.push(feature(borders.length + 1, line(...coordinates), { level }));
      edge(row === 0 ? 'national' : 'province', [west, south], [east, south]);
      edge(column === 0 ? 'national' : 'province', [west, south], [west, north]);
      if (row === ROWS - 1) edge('national', [west, north], [east, north]);
      if (column === COLUMNS - 1) edge('national', [east, south], [east, north]);
      for (let part = 0; part < PARTS * PARTS; part += 1) {
        const w = west + ((part % PARTS) * STEP) / PARTS;
        const s = south + (Math.floor(part / PARTS) * STEP * 1.7) / PARTS;
        const id = number * 100 + part;
        const named = { name_vi: `Xã mẫu ${id}`, name_en: `Sample commune ${id}` };
        communes.push(
          feature(id, box(w, s, w + STEP / PARTS, s + (STEP * 1.7) / PARTS), {
            code: String(id).padStart(5, '0'),
            ...named,
            kind: pick(['commune', 'ward'], part),
            province: code,
            area_km2: 60.25,
          }),
        );
        unitLabels.push(
          feature(id, point(w + STEP / PARTS / 2, s + (STEP * 1.7) / PARTS / 2), {
            level: 'commune',
            code: String(id).padStart(5, '0'),
            ...named,
            rank: 100 + part,
          }),
        );
        edge('commune', [w, s], [w + STEP / PARTS, s]);
        edge('commune', [w, s], [w, s + (STEP * 1.7) / PARTS]);
      }
    }
  }
  return {
    provinces,
    communes,
    borders,
    unit_labels: unitLabels,
    former_provinces: provinces.map((one) => ({
      ...one,
      properties: { ...one.properties, approximate: one.id === 4 },
    })),
    former_communes: communes.map((one, index) => ({
      ...one,
      properties: { ...one.properties, quality: pick(['A', 'B', 'C', 'D'], index) },
    })),
    industrial_zones: [...zones(), ...zoneGroups()],
    border_gates: gates(),
    power_plants: plants(),
    land: [
      feature(1, box(99, 17.5, 102.2, 25), { kind: 'neighbour', name_vi: 'Láng giềng mẫu' }),
      feature(2, box(WEST, SOUTH, WEST + STEP * COLUMNS, 22.9), { kind: 'vietnam' }),
    ],
    water: [
      feature(1, line([103, 22.5], [105, 21], [106.5, 20.2]), {
        kind: 'river',
        name_vi: 'Sông mẫu',
      }),
    ],
    transport: [
      feature(1, line([103, 22], [106, 21], [107.5, 21.3]), {
        kind: 'expressway',
        ref: 'CT.00',
        status: 'existing',
      }),
      feature(2, line([105, 18.4], [105.8, 21], [106.7, 21.9]), {
        kind: 'railway',
        status: 'existing',
      }),
    ],
    places: [feature(1, point(105.8, 21.2), { kind: 'airport', name_vi: 'Sân bay mẫu', rank: 1 })],
    sea_labels: [
      feature(1, point(112.08, 16.37), {
        kind: 'archipelago',
        name_vi: 'Quần đảo Hoàng Sa (Việt Nam)',
        name_en: 'Hoàng Sa Archipelago (Viet Nam)',
        rank: 1,
      }),
      feature(2, point(113.98, 9.29), {
        kind: 'archipelago',
        name_vi: 'Quần đảo Trường Sa (Việt Nam)',
        name_en: 'Trường Sa Archipelago (Viet Nam)',
        rank: 1,
      }),
    ],
  };
}

function zones() {
  const kinds = ['cluster', 'park', 'cluster', 'border_economic_zone', 'economic_zone'];
  return Array.from({ length: 60 }, (_, index) =>
    feature(index + 1, point(102.6 + (index % 12) * 0.44, 18.6 + Math.floor(index / 12) * 0.85), {
      code: `khu-mau-${index}`,
      name_vi: `Khu mẫu ${index}`,
      name_en: `Sample zone ${index}`,
      kind: pick(kinds, index),
      status: pick(['operating', 'unknown'], index),
      area_ha: 20 + index,
      precision: pick(['exact', 'site', 'commune_centroid'], index),
    }),
  );
}

/** Points that a server would have grouped. */
function zoneGroups() {
  return [103.4, 105.1, 106.3].map((lon, index) =>
    feature(9001 + index, point(lon, 20.05), {
      point_count: 7 + index * 20,
      kind: pick(['cluster', 'park'], index),
      area_ha: 300.5,
    }),
  );
}

function gates() {
  const classes = ['international', 'main', 'secondary', 'clearance_point', 'unknown'];
  return Array.from({ length: 15 }, (_, index) =>
    feature(index + 1, point(102.4 + index * 0.38, 22.84), {
      code: `cua-khau-mau-${index}`,
      name_vi: `Cửa khẩu mẫu ${index}`,
      name_en: `Sample gate ${index}`,
      class: pick(classes, index),
      mode: pick(['road', 'rail', 'river', 'sea', 'air'], Math.floor(index / 5)),
      status: 'operating',
      precision: pick(['exact', 'site', 'approximate'], index),
    }),
  );
}

function plants() {
  const fuels = ['hydro', 'coal', 'gas', 'solar', 'wind', 'biomass', 'waste', 'pumped_storage'];
  return Array.from({ length: 40 }, (_, index) =>
    feature(index + 1, point(102.8 + (index % 8) * 0.66, 18.9 + Math.floor(index / 8) * 0.8), {
      code: `nha-may-mau-${index}`,
      name_vi: `Nhà máy mẫu ${index}`,
      name_en: `Sample plant ${index}`,
      fuel: pick(fuels, index),
      status: pick(['operating', 'planned'], index),
      capacity_mw: 10 + (index % 8) * 300,
      precision: pick(['exact', 'exact', 'approximate'], index),
    }),
  );
}
