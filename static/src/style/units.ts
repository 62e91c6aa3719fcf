// Units and their borders: invisible areas that answer a click, and each border drawn once.
import { all, byZoom, is, visibility, type Theme } from './expressions';
import { COMMUNE_ZOOM } from '../layers/toggles';

const units = { source: 'ground' } as const;
const rounded = { 'line-cap': 'round', 'line-join': 'round' } as const;

/** Areas of present units; nothing is painted, a click finds them. */
export const unitAreas: Theme = (palette, { time }) => [
  {
    id: 'provinces-area',
    type: 'fill',
    ...units,
    'source-layer': 'provinces',
    layout: visibility(time !== 'before'),
    paint: { 'fill-color': palette.land, 'fill-opacity': 0 },
  },
  {
    id: 'communes-area',
    type: 'fill',
    ...units,
    'source-layer': 'communes',
    minzoom: COMMUNE_ZOOM,
    layout: visibility(time !== 'before'),
    paint: { 'fill-color': palette.land, 'fill-opacity': 0 },
  },
];

/** Commune and province borders of today, quiet. */
export const unitBorders: Theme = (palette, { shown, time }) => [
  {
    id: 'communes-border',
    type: 'line',
    ...units,
    'source-layer': 'borders',
    minzoom: COMMUNE_ZOOM,
    filter: all(is('level', 'commune')),
    layout: { ...visibility(time !== 'before' && shown.has('communes')), ...rounded },
    paint: {
      'line-color': palette.communeBorder,
      'line-width': byZoom(COMMUNE_ZOOM, 0.4, 11, 1, 14, 1.6),
    },
  },
  // A former province border that is no province border today is still a border of communes.
  {
    id: 'communes-border-former',
    type: 'line',
    ...units,
    'source-layer': 'borders',
    minzoom: COMMUNE_ZOOM,
    filter: all(is('level', 'former_province')),
    layout: { ...visibility(time !== 'before' && shown.has('communes')), ...rounded },
    paint: {
      'line-color': palette.communeBorder,
      'line-width': byZoom(COMMUNE_ZOOM, 0.4, 11, 1, 14, 1.6),
    },
  },
  {
    id: 'provinces-border',
    type: 'line',
    ...units,
    'source-layer': 'borders',
    filter: all(is('level', 'province')),
    layout: { ...visibility(time !== 'before' && shown.has('provinces')), ...rounded },
    paint: {
      'line-color': palette.provinceBorder,
      'line-width': byZoom(4, 0.5, 7, 1.1, 10, 1.8, 14, 2.6),
    },
  },
];

/** The national border, above every area: always drawn. */
export const nationalBorder: Theme = (palette) => [
  {
    id: 'national-border-band',
    type: 'line',
    ...units,
    'source-layer': 'borders',
    filter: all(is('level', 'national')),
    layout: rounded,
    paint: {
      'line-color': palette.nationalBand,
      'line-opacity': 0.45,
      'line-width': byZoom(4, 3, 7, 6, 12, 12),
    },
  },
  {
    id: 'national-border',
    type: 'line',
    ...units,
    'source-layer': 'borders',
    filter: all(is('level', 'national')),
    layout: rounded,
    paint: {
      'line-color': palette.nationalBorder,
      'line-width': byZoom(4, 0.9, 7, 1.6, 12, 2.6),
    },
  },
];
