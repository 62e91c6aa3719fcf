// What a reader marked: the place that was asked for, and the ring of what lies near.
import type { SourceSpecification } from 'maplibre-gl';
import type { Position } from 'geojson';
import type { Drawing } from '../map/tool';
import { byZoom, type Theme } from './expressions';

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

/** The sources of what is marked; they are there only while something is. */
export function markedSources({ pin, ring, spot }: Marked): Record<string, SourceSpecification> {
  return {
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
  ...(marked?.pin
    ? [
        {
          id: 'pin-halo',
          type: 'circle',
          source: 'pin',
          paint: {
            'circle-radius': 16,
            'circle-color': palette.selection,
            'circle-opacity': 0.2,
          },
        } as const,
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
        } as const,
      ]
    : []),
  // A ring round what a list points at hides nothing.
  ...(marked?.spot
    ? [
        {
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
        } as const,
      ]
    : []),
];
