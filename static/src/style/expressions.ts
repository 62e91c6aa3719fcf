// Expressions that read like words, and the options every theme file is a function of.
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import type { ToggleId } from '../layers/toggles';
import type { Filters } from '../state/filters';
import type { OverlayPaint } from '../overlays/paint';
import type { Marked } from './marked';
import type { Palette } from './palette';

export interface StyleOptions {
  readonly lang: Lang;
  readonly shown: ReadonlySet<ToggleId>;
  /** `page`: fonts by file and tile addresses inline. `any`: glyph ranges and TileJSON. */
  readonly client: 'page' | 'any';
  readonly selected: FeatureRef | null;
  readonly overlay: OverlayPaint | null;
  /** Which records are drawn, as CQL2 text; all by default. */
  readonly filters?: Filters;
  /** Whether units are drawn as they are or as they were; as they are by default. */
  readonly time?: 'now' | 'before';
  /** What a reader marked; nothing by default. */
  readonly marked?: Marked;
}

/** One theme: its layers from bottom to top. */
export type Theme = (palette: Palette, options: StyleOptions) => LayerSpecification[];

export const FONT = {
  regular: ['Be Vietnam Pro Regular'],
  medium: ['Be Vietnam Pro Medium'],
  semibold: ['Be Vietnam Pro SemiBold'],
  italic: ['Be Vietnam Pro Italic'],
};

export const get = (property: string): ExpressionSpecification => ['get', property];

export const is = (property: string, value: string): ExpressionSpecification => [
  '==',
  ['get', property],
  value,
];

export const isOneOf = (property: string, values: readonly string[]): ExpressionSpecification => [
  'in',
  ['get', property],
  ['literal', [...values]],
];

export const all = (...conditions: ExpressionSpecification[]): ExpressionSpecification => [
  'all',
  ...conditions,
];

export const isGroup: ExpressionSpecification = ['has', 'point_count'];
export const isSingle: ExpressionSpecification = ['!', ['has', 'point_count']];

/** Places that are not real places: drawn hollow and dashed. */
export const isImprecise: ExpressionSpecification = isOneOf('precision', [
  'approximate',
  'commune_centroid',
]);
export const isPlaced: ExpressionSpecification = ['!', isImprecise];

/** The name in the language asked for, or in the other if there is none. */
export const nameIn = (lang: Lang): ExpressionSpecification =>
  lang === 'vi'
    ? ['coalesce', ['get', 'name_vi'], ['get', 'name_en'], '']
    : ['coalesce', ['get', 'name_en'], ['get', 'name_vi'], ''];

/** A value that grows with the zoom; stops are zoom, value, zoom, value. */
export const byZoom = (...stops: number[]): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  ...(stops as [number, number]),
];

/** A colour by the value of a property, with the colour for all other values. */
export function colourBy(
  property: string,
  colours: Readonly<Record<string, string>>,
  other: string,
): ExpressionSpecification {
  const pairs = Object.entries(colours).flat() as [string, string];
  return ['match', ['get', property], ...pairs, other] as ExpressionSpecification;
}

export const visibility = (shown: boolean): { visibility: 'visible' | 'none' } => ({
  visibility: shown ? 'visible' : 'none',
});
