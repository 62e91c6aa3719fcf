// Units closed on 1 July 2025: laid over the present ones (`now`), or in their place (`before`).
// Shapes of former communes are approximate and say so: dotted lines, and a hatch where the quality
// class is D.
import type { LayerSpecification } from 'maplibre-gl';
import { all, byZoom, get, is, isOneOf, visibility, type Theme } from './expressions';
import { COMMUNE_ZOOM } from '../layers/toggles';
import type { Palette } from './palette';

const provinceWidth = byZoom(4, 0.6, 7, 1.3, 10, 2, 14, 2.8);

export const formerUnits: Theme = (palette, { shown, time }) => {
  const before = time === 'before';
  return [
    ...formerCommunes(palette, before, shown.has(before ? 'communes' : 'former_communes')),
    ...formerProvinces(palette, before, shown.has(before ? 'provinces' : 'former_provinces')),
  ];
};

function formerCommunes(palette: Palette, before: boolean, drawn: boolean): LayerSpecification[] {
  const communes = {
    source: 'former',
    'source-layer': 'former_communes',
    minzoom: COMMUNE_ZOOM,
  } as const;
  return [
    {
      id: 'former-communes-area',
      type: 'fill',
      ...communes,
      // In the place of the present ones they answer a click, drawn or not.
      layout: visibility(before || drawn),
      paint: { 'fill-color': palette.formerBorder, 'fill-opacity': before ? 0 : 0.04 },
    },
    {
      id: 'former-communes-hatch',
      type: 'fill',
      ...communes,
      filter: all(is('quality', 'D')),
      layout: visibility(drawn),
      paint: {
        'fill-pattern': `${palette.name}-hatch`,
        'fill-opacity': byZoom(COMMUNE_ZOOM, 0.45, 11, 0.8),
      },
    },
    {
      id: 'former-communes-border',
      type: 'line',
      ...communes,
      layout: visibility(drawn),
      paint: {
        'line-color': palette.formerBorder,
        'line-opacity': byZoom(COMMUNE_ZOOM, 0.4, 10, 0.7),
        'line-width': byZoom(COMMUNE_ZOOM, 0.5, 12, 1.4),
        'line-dasharray': [1, 2],
      },
    },
  ];
}

function formerProvinces(palette: Palette, before: boolean, drawn: boolean): LayerSpecification[] {
  const provinces = { source: 'former', 'source-layer': 'former_provinces' } as const;
  return [
    {
      id: 'former-provinces-area',
      type: 'fill',
      ...provinces,
      layout: visibility(before || drawn),
      paint: { 'fill-color': palette.formerBorder, 'fill-opacity': before ? 0 : 0.05 },
    },
    // Provinces were merged whole: their borders of then are those of now and the ones between
    // parts of one province, each drawn once.
    {
      id: 'former-provinces-line',
      type: 'line',
      source: 'ground',
      'source-layer': 'borders',
      filter: all(isOneOf('level', ['province', 'former_province'])),
      layout: { ...visibility(before && drawn), 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': palette.formerBorder, 'line-width': provinceWidth },
    },
    {
      id: 'former-provinces-border',
      type: 'line',
      ...provinces,
      filter: all(['!=', get('approximate'), true]),
      layout: visibility(!before && drawn),
      paint: {
        'line-color': palette.formerBorder,
        'line-width': provinceWidth,
        'line-dasharray': [4, 2],
      },
    },
    // Over the line of then: gaps; over the present map: dots of its own.
    {
      id: 'former-provinces-border-approximate',
      type: 'line',
      ...provinces,
      filter: all(['==', get('approximate'), true]),
      layout: visibility(drawn),
      paint: {
        'line-color': before ? palette.land : palette.formerBorder,
        'line-width': provinceWidth,
        'line-dasharray': before ? [1.2, 2.4] : [1, 2],
      },
    },
  ];
}
