// Industrial zones: one square-shouldered sign per kind; hollow and dashed where the place is not
// the real one.
import { ZONE_KINDS } from '../layers/names';
import {
  all,
  byZoom,
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

export const zoneLayers: Theme = (palette, { lang, shown }) => {
  const kinds = ZONE_KINDS.filter((kind) => shown.has(kind));
  const any = kinds.length > 0;
  const ofKind = isOneOf('kind', kinds);
  const common = {
    source: 'zones',
    'source-layer': 'industrial_zones',
  } as const;
  return [
    groupLayer(palette, {
      source: 'zones',
      layer: 'industrial_zones',
      filter: all(isGroup, ofKind),
      shown: any,
      sign: get('kind'),
    }),
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
        'icon-size': byZoom(5, 0.5, 8, 0.72, 11, 1, 14, 1.25),
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
