// The areas of an overlay: coloured by the class that the page sets as feature state; those without
// a value are hatched. Nothing is there while no overlay is chosen.
import type { ExpressionSpecification } from 'maplibre-gl';
import { byZoom, visibility, type Theme } from './expressions';

/** What a feature state of an area is called. */
export const CLASS_STATE = 'class';

export const OVERLAY_AREA = 'overlay-area';

const classOf: ExpressionSpecification = ['feature-state', CLASS_STATE];

export const overlayAreas: Theme = (palette, { overlay, time }) => {
  if (!overlay) return [];
  // Values are those of present units.
  const layout = visibility(time !== 'before');
  const area = {
    source: 'ground',
    'source-layer': overlay.level === 'province' ? 'provinces' : 'communes',
  } as const;
  const colours = overlay.colours.flatMap((colour, index) => [index, colour] as const);
  return [
    {
      id: OVERLAY_AREA,
      type: 'fill',
      ...area,
      layout,
      paint: {
        'fill-color':
          colours.length > 0
            ? (['match', ['coalesce', classOf, -1], ...colours, overlay.missingColour] as never)
            : overlay.missingColour,
        'fill-opacity': byZoom(5, 0.92, 9, 0.8, 13, 0.55),
      },
    },
    ...(overlay.missing.length > 0
      ? [
          {
            id: 'overlay-missing',
            type: 'fill' as const,
            ...area,
            layout,
            filter: ['match', ['id'], [...overlay.missing], true, false] as never,
            paint: { 'fill-pattern': `${palette.name}-hatch-missing` },
          },
        ]
      : []),
  ];
};
