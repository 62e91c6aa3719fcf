// What a reader marked: the place that was asked for, the ring of what lies near, what was drawn.
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { Feature, FeatureCollection, Position } from 'geojson';
import type { Drawing } from '../map/tool';
import { all, byZoom, FONT, get, is, type Theme } from './expressions';
import type { Palette } from './palette';

export interface Marked {
  /** Longitude, latitude of the place that was asked for. */
  readonly pin: readonly [number, number] | null;
  /** A closed line round what is near. */
  readonly ring: readonly Position[] | null;
  /** Longitude, latitude of what a list points at. */
  readonly spot?: readonly [number, number] | null;
  /** What is being drawn or was drawn with a tool. */
  readonly drawing?: Drawing | null;
}

export const NOTHING_MARKED: Marked = { pin: null, ring: null };

/** Name of the source of what is drawn with a tool. */
export const DRAWING = 'drawing';

/** The sources of what is marked; they are there only while something is. */
export function markedSources({
  pin,
  ring,
  spot,
  drawing,
}: Marked): Record<string, SourceSpecification> {
  return {
    ...(drawing ? { [DRAWING]: { type: 'geojson', data: drawnShapes(drawing) } } : {}),
    ...(pin ? { pin: { type: 'geojson', data: { type: 'Point', coordinates: [...pin] } } } : {}),
    ...(spot ? { spot: { type: 'geojson', data: { type: 'Point', coordinates: [...spot] } } } : {}),
    ...(ring
      ? { ring: { type: 'geojson', data: { type: 'Polygon', coordinates: [[...ring]] } } }
      : {}),
  };
}

/** Above the ground, below all signs. */
export const ringLayers: Theme = (palette, { marked }) =>
  marked?.ring
    ? [
        {
          id: 'ring-area',
          type: 'fill',
          source: 'ring',
          paint: { 'fill-color': palette.selection, 'fill-opacity': 0.07 },
        },
        {
          id: 'ring-line',
          type: 'line',
          source: 'ring',
          paint: {
            'line-color': palette.selection,
            'line-width': 2,
            'line-dasharray': [3, 2],
          },
        },
      ]
    : [];

/** Above everything. */
export const pinLayers: Theme = (palette, { marked }) => [
  ...(marked?.drawing ? drawingLayers(palette) : []),
  ...(marked?.pin ? pinOf(palette) : []),
  ...(marked?.spot ? [spotOf(palette)] : []),
];

/** The area, the line, the corners and the notes of a drawing, each with its `part`. */
export function drawnShapes({ positions, closed, corners, notes }: Drawing): FeatureCollection {
  const [first] = positions;
  const line = closed && first ? [...positions, first] : [...positions];
  const shape = (part: string, geometry: Feature['geometry'], words = ''): Feature => ({
    type: 'Feature',
    properties: { part, words },
    geometry,
  });
  return {
    type: 'FeatureCollection',
    features: [
      ...(closed && corners.length > 2
        ? [shape('area', { type: 'Polygon', coordinates: [line] })]
        : []),
      ...(line.length > 1 ? [shape('line', { type: 'LineString', coordinates: line })] : []),
      ...corners.map((corner) => shape('corner', { type: 'Point', coordinates: [...corner] })),
      ...notes.map(({ at, words }) =>
        shape('note', { type: 'Point', coordinates: [...at] }, words),
      ),
    ],
  };
}

const drawingLayers = (palette: Palette): LayerSpecification[] => [
  {
    id: 'drawing-area',
    type: 'fill',
    source: DRAWING,
    filter: all(is('part', 'area')),
    paint: { 'fill-color': palette.selection, 'fill-opacity': 0.12 },
  },
  {
    id: 'drawing-casing',
    type: 'line',
    source: DRAWING,
    filter: all(is('part', 'line')),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': palette.paper, 'line-width': 5.5, 'line-opacity': 0.85 },
  },
  {
    id: 'drawing-line',
    type: 'line',
    source: DRAWING,
    filter: all(is('part', 'line')),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': palette.selection, 'line-width': 2.5 },
  },
  {
    id: 'drawing-corner',
    type: 'circle',
    source: DRAWING,
    filter: all(is('part', 'corner')),
    paint: {
      'circle-radius': 4.5,
      'circle-color': palette.paper,
      'circle-stroke-color': palette.selection,
      'circle-stroke-width': 2.5,
    },
  },
  {
    id: 'drawing-note',
    type: 'symbol',
    source: DRAWING,
    filter: all(is('part', 'note')),
    layout: {
      'text-field': get('words'),
      'text-font': FONT.semibold,
      'text-size': 13,
      'text-anchor': 'bottom',
      'text-offset': [0, -0.7],
      // What was measured is said, whatever else has a name there.
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: {
      'text-color': palette.selection,
      'text-halo-color': palette.paper,
      'text-halo-width': 2,
    },
  },
];

const pinOf = (palette: Palette): LayerSpecification[] => [
  {
    id: 'pin-halo',
    type: 'circle',
    source: 'pin',
    paint: {
      'circle-radius': 16,
      'circle-color': palette.selection,
      'circle-opacity': 0.2,
    },
  },
  {
    id: 'pin',
    type: 'circle',
    source: 'pin',
    paint: {
      'circle-radius': 6.5,
      'circle-color': palette.selection,
      'circle-stroke-color': palette.paper,
      'circle-stroke-width': 2.5,
    },
  },
];

/** A ring round what a list points at hides nothing. */
const spotOf = (palette: Palette): LayerSpecification => ({
  id: 'spot',
  type: 'circle',
  source: 'spot',
  paint: {
    'circle-radius': byZoom(5, 13, 12, 20),
    'circle-color': palette.selection,
    'circle-opacity': 0.12,
    'circle-stroke-color': palette.selection,
    'circle-stroke-width': 2.5,
  },
});
