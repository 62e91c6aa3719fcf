// Units closed on 1 July 2025. Shapes of former communes are approximate and say so: dotted lines,
// and a hatch where the quality class is D.
import { all, byZoom, get, is, visibility, type Theme } from './expressions';
import { COMMUNE_ZOOM } from '../layers/toggles';

export const formerUnits: Theme = (palette, { shown }) => {
  const communes = visibility(shown.has('former_communes'));
  const provinces = visibility(shown.has('former_provinces'));
  const lineWidth = byZoom(COMMUNE_ZOOM, 0.6, 12, 1.4);
  return [
    {
      id: 'former-communes-area',
      type: 'fill',
      source: 'former',
      'source-layer': 'former_communes',
      minzoom: COMMUNE_ZOOM,
      layout: communes,
      paint: { 'fill-color': palette.formerBorder, 'fill-opacity': 0.04 },
    },
    {
      id: 'former-communes-hatch',
      type: 'fill',
      source: 'former',
      'source-layer': 'former_communes',
      minzoom: COMMUNE_ZOOM,
      filter: all(is('quality', 'D')),
      layout: communes,
      paint: { 'fill-pattern': `${palette.name}-hatch` },
    },
    {
      id: 'former-communes-border',
      type: 'line',
      source: 'former',
      'source-layer': 'former_communes',
      minzoom: COMMUNE_ZOOM,
      layout: communes,
      paint: {
        'line-color': palette.formerBorder,
        'line-opacity': 0.7,
        'line-width': lineWidth,
        'line-dasharray': [1, 2],
      },
    },
    {
      id: 'former-provinces-area',
      type: 'fill',
      source: 'former',
      'source-layer': 'former_provinces',
      layout: provinces,
      paint: { 'fill-color': palette.formerBorder, 'fill-opacity': 0.05 },
    },
    {
      id: 'former-provinces-border',
      type: 'line',
      source: 'former',
      'source-layer': 'former_provinces',
      filter: all(['!=', get('approximate'), true]),
      layout: provinces,
      paint: {
        'line-color': palette.formerBorder,
        'line-width': byZoom(5, 1, 8, 1.6, 12, 2.4),
        'line-dasharray': [4, 2],
      },
    },
    {
      id: 'former-provinces-border-approximate',
      type: 'line',
      source: 'former',
      'source-layer': 'former_provinces',
      filter: all(['==', get('approximate'), true]),
      layout: provinces,
      paint: {
        'line-color': palette.formerBorder,
        'line-width': byZoom(5, 1, 8, 1.6, 12, 2.4),
        'line-dasharray': [1, 2],
      },
    },
  ];
};
