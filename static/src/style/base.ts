// The quiet ground: sea, land, neighbours, archipelagos, water, roads and railways.
import { all, byZoom, get, is, isOneOf, visibility, type Theme } from './expressions';
import type { LayerSpecification } from 'maplibre-gl';

/** Zooms at which lakes and rivers are gone: closer by, coarse lines would be taken for exact ones. */
const LAKES_TO = 9.5;
const RIVERS_TO = 12.5;

/** Square kilometres; the outlines of smaller lakes are no more than triangles. */
const LEAST_LAKE = 10;

const ground = { source: 'ground' } as const;

/** Sea, land and fresh water. */
export const groundLayers: Theme = (palette) => [
  { id: 'sea', type: 'background', paint: { 'background-color': palette.sea } },
  {
    id: 'land-surroundings',
    type: 'fill',
    source: 'surroundings',
    // The line below softens its edge.
    paint: { 'fill-color': palette.neighbour, 'fill-antialias': false },
  },
  // The land around is coarse: the same line closes its gaps.
  {
    id: 'land-surroundings-edge',
    type: 'line',
    source: 'surroundings',
    paint: { 'line-color': palette.neighbour, 'line-width': byZoom(4, 3, 6, 8, 8, 24) },
  },
  {
    id: 'land-neighbours',
    type: 'fill',
    ...ground,
    'source-layer': 'land',
    filter: all(is('kind', 'neighbour')),
    paint: { 'fill-color': palette.neighbour, 'fill-antialias': false },
  },
  // Neighbours and our own borders come from sources of different detail: a line in the colour of
  // the neighbour closes the gap of up to a kilometre between them.
  {
    id: 'land-neighbours-edge',
    type: 'line',
    ...ground,
    'source-layer': 'land',
    filter: all(is('kind', 'neighbour')),
    paint: { 'line-color': palette.neighbour, 'line-width': byZoom(4, 1.5, 8, 3, 12, 10) },
  },
  {
    id: 'land-vietnam',
    type: 'fill',
    ...ground,
    'source-layer': 'land',
    filter: all(is('kind', 'vietnam')),
    paint: { 'fill-color': palette.land },
  },
  {
    id: 'land-archipelagos',
    type: 'fill',
    ...ground,
    'source-layer': 'land',
    filter: all(is('kind', 'archipelago')),
    paint: { 'fill-color': palette.archipelago, 'fill-outline-color': palette.coast },
  },
  {
    id: 'region',
    type: 'fill',
    source: 'ground',
    'source-layer': 'provinces',
    paint: { 'fill-color': palette.land },
  },
  {
    id: 'rivers',
    type: 'line',
    ...ground,
    'source-layer': 'water',
    filter: all(is('kind', 'river')),
    maxzoom: RIVERS_TO,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': palette.river,
      'line-opacity': byZoom(RIVERS_TO - 2, 1, RIVERS_TO, 0),
      'line-width': byZoom(5, 0.4, 8, 1, 12, 2.4),
    },
  },
  {
    id: 'lakes',
    type: 'fill',
    ...ground,
    'source-layer': 'water',
    filter: all(is('kind', 'lake'), ['>=', ['coalesce', get('area_km2'), 0], LEAST_LAKE]),
    maxzoom: LAKES_TO,
    // The outlines are coarse: lakes fade before that shows.
    paint: {
      'fill-color': palette.lake,
      'fill-opacity': byZoom(LAKES_TO - 2, 1, LAKES_TO, 0),
    },
  },
  {
    id: 'coastline',
    type: 'line',
    ...ground,
    'source-layer': 'water',
    filter: all(is('kind', 'coastline')),
    paint: { 'line-color': palette.coast, 'line-width': byZoom(5, 0.5, 10, 1) },
  },
];

/** Railways, national roads and expressways; what is not built yet is dashed. */
export const transportLayers: Theme = (palette, { shown }) => {
  const on = visibility(shown.has('transport'));
  const line = (
    id: string,
    kind: string,
    future: boolean,
    minzoom: number,
    color: string,
    width: ReturnType<typeof byZoom>,
    dashes?: number[],
  ): LayerSpecification => ({
    id,
    type: 'line',
    ...ground,
    'source-layer': 'transport',
    minzoom,
    filter: all(
      is('kind', kind),
      isOneOf('status', future ? ['construction', 'planned'] : ['existing']),
    ),
    layout: { ...on, 'line-join': 'round', ...(dashes ? {} : { 'line-cap': 'round' }) },
    paint: {
      'line-color': color,
      'line-width': width,
      ...(dashes ? { 'line-dasharray': dashes } : {}),
    },
  });
  const express = byZoom(5, 0.7, 8, 1.5, 12, 3.2);
  return [
    line('railways', 'railway', false, 6, palette.railway, byZoom(6, 0.7, 12, 1.8), [5, 2.5]),
    line('railways-future', 'railway', true, 8, palette.railway, byZoom(8, 0.7, 12, 1.4), [1, 3]),
    line('roads', 'national_road', false, 6.5, palette.road, byZoom(6.5, 0.6, 9, 1.2, 12, 2.6)),
    line('expressways-future', 'expressway', true, 7, palette.expressway, express, [2, 1.6]),
    line('expressways', 'expressway', false, 5, palette.expressway, express),
  ];
};
