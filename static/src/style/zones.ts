// Industrial zones: one square-shouldered sign per kind, larger for a larger zone; hollow and dashed where the place is not
// the real one.
import type { ExpressionSpecification } from 'maplibre-gl';
import { ZONE_KINDS } from '../layers/names';
import {
  all,
  colourBy,
  FONT,
  get,
  isGroup,
  isOneOf,
  isSingle,
  nameIn,
  visibility,
  type Theme,
} from './expressions';
import { groupLayer } from './groups';
import { pointSource } from './sources';

/** Scale of a sign by the area of the zone in hectares: stops of the square root, and the scale. */
const AREA_STOPS = [3, 0.82, 8.7, 1, 20, 1.3, 40, 1.6] as const;
/** A zone whose area nobody reported looks like a common cluster. */
const COMMON_AREA_HA = 75;

/** The scale of the sign of a zone of so many hectares. */
export function zoneScale(areaHa: number): number {
  const root = Math.sqrt(areaHa);
  const [first, least] = AREA_STOPS;
  if (root <= first) return least;
  for (let at = 2; at < AREA_STOPS.length; at += 2) {
    const [from = 0, low = 1, to = 0, high = 1] = AREA_STOPS.slice(at - 2, at + 2);
    if (root <= to) return low + ((root - from) / (to - from)) * (high - low);
  }
  return AREA_STOPS[AREA_STOPS.length - 1] ?? 1;
}

const byArea: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['sqrt', ['max', 0, ['coalesce', get('area_ha'), COMMON_AREA_HA]]],
  ...AREA_STOPS,
];

export const zoneLayers: Theme = (palette, { lang, shown, overlay, time, filters }) => {
  const kinds = ZONE_KINDS.filter((kind) => shown.has(kind));
  const any = kinds.length > 0;
  const ofKind = isOneOf('kind', kinds);
  const common = {
    source: pointSource('zones', filters),
    'source-layer': 'industrial_zones',
  } as const;
  const groups = (aside: 'clusters' | 'zones') => {
    const ofGroup = kinds.filter((kind) => (kind === 'cluster') === (aside === 'clusters'));
    return groupLayer(palette, {
      source: pointSource('zones', filters),
      layer: 'industrial_zones',
      id: `${aside}-group`,
      all: shown,
      filter: all(isGroup, isOneOf('kind', ofGroup)),
      shown: ofGroup.length > 0,
      areas: overlay !== null && time !== 'before',
      sign: get('kind'),
      aside,
    });
  };
  return [
    groups('zones'),
    groups('clusters'),
    {
      id: 'industrial_zones-sign',
      type: 'symbol',
      ...common,
      filter: all(isSingle, ofKind),
      layout: {
        ...visibility(any),
        'icon-image': [
          'concat',
          `${palette.name}-zone-`,
          ['get', 'kind'],
          [
            'match',
            ['get', 'precision'],
            'commune_centroid',
            '-centroid',
            'approximate',
            '-approximate',
            '',
          ],
        ],
        'icon-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          ...[5, 0.5, 8, 0.72, 11, 1, 14, 1.25].map((value, index) =>
            index % 2 === 0 ? value : ['*', value, byArea],
          ),
        ] as ExpressionSpecification,
        'icon-allow-overlap': true,
        // Larger zones are drawn last, above the others.
        'symbol-sort-key': ['coalesce', ['get', 'area_ha'], 0],
      },
    },
    {
      id: 'industrial_zones-name',
      type: 'symbol',
      ...common,
      minzoom: 11,
      filter: all(isSingle, ofKind),
      layout: {
        ...visibility(any && shown.has('labels')),
        'text-field': nameIn(lang),
        'text-font': FONT.medium,
        'text-size': 11.5,
        'text-anchor': 'top',
        'text-offset': [0, 1.1],
        'text-max-width': 10,
        'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'area_ha'], 0]],
      },
      paint: {
        'text-color': colourBy('kind', palette.zones, palette.ink),
        'text-halo-color': palette.halo,
        'text-halo-width': 1.4,
      },
    },
  ];
};
