// What the small card says of a record: a few of its fields and figures, the rest is in the atlas.
import type { Item } from '../api';
import { recordView, type RecordView } from '../atlas/record';
import { layerOf, type Catalog } from '../catalog';
import type { Figures } from '../figures/types';
import { fieldsSaidBy } from '../figures/subject';
import type { Lang } from '../i18n';
import type { LayerId } from '../layers/names';

/** Fields by layer, the most telling first. */
const FIELDS: Partial<Readonly<Record<LayerId, readonly string[]>>> = {
  provinces: ['seat', 'communes'],
  communes: ['province', 'area_km2'],
  former_provinces: ['successor', 'area_km2'],
  former_communes: ['province', 'district', 'successor'],
  industrial_zones: ['status', 'area_ha', 'industries', 'province'],
  border_gates: ['status', 'neighbour', 'facing_gate', 'province'],
  power_plants: ['status', 'capacity_mw', 'province'],
};

/** Fields that say what kind of thing it is and how well it is placed: never left out. */
const ALWAYS = ['kind', 'class', 'mode', 'fuel', 'precision', 'quality', 'approximate'];

/** Measures, the most telling first; each is shown with its newest figure. */
const MEASURES = [
  'population_registered',
  'population_average',
  'area',
  'zone_area',
  'zone_occupancy',
  'clusters_established',
];
const MOST_FIGURES = 2;

/** The newest figures of the most telling measures. */
export function tellingFigures(figures: Figures | null): Figures | null {
  if (!figures) return null;
  const items = MEASURES.flatMap((measure) =>
    figures.items
      .filter((figure) => figure.measure === measure && figure.value !== null)
      .slice(0, 1),
  );
  return { ...figures, items: items.slice(0, MOST_FIGURES) };
}

/** Name, kind, precision and the most telling fields; a figure takes the place of its field. */
export function tellingView(
  lang: Lang,
  layer: LayerId,
  catalog: Catalog | null,
  item: Item,
  figures: Figures | null,
): RecordView {
  const known = layerOf(catalog, layer);
  const wanted = FIELDS[layer] ?? [];
  const fields = [...wanted, ...ALWAYS].flatMap(
    (id) => known?.fields.filter((field) => field.id === id) ?? [],
  );
  const said = fieldsSaidBy(tellingFigures(figures));
  return recordView(lang, layer, known && { ...known, fields }, item, said);
}
