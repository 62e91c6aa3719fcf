// What a reader takes along: a link, a frame, an element, a picture; all made of the same state.
import { hasServer } from '../bundle/known';
import type { Lang } from '../i18n';
import type { Interaction } from '../map/interaction';
import { parametersOf, withParameters } from '../state/parameters';

/** What the atlas shows. */
export interface Shared {
  /** Origin of the server, without a slash at the end. */
  readonly base: string;
  /** What stands after the `#`. */
  readonly hash: string;
}

/** How the map looks on the other page. */
export interface Wishes {
  readonly title: string;
  readonly legend: boolean;
  readonly search: boolean;
  readonly lang: Lang;
  readonly theme: 'light' | 'dark' | 'auto';
  readonly interaction: Interaction;
  readonly size: Size;
}

/** Pixels, or the whole width with a height or with a ratio such as `16 / 9`. */
export type Size =
  | { readonly kind: 'fixed'; readonly width: number; readonly height: number }
  | { readonly kind: 'wide'; readonly height: number }
  | { readonly kind: 'ratio'; readonly ratio: string };

/** Pixels that a map over the whole width is taken to have. */
export const USUAL_WIDTH = 800;

/** Parameters of the atlas that other pages know too, but for the view. */
const STATE = ['layers', 'overlay', 'level', 'period', 'zones', 'gates', 'plants', 'time'];

/** Width and height in pixels, as far as they are known. */
export function pixelsOf(size: Size): { readonly width: number; readonly height: number } {
  if (size.kind === 'fixed') return size;
  if (size.kind === 'wide') return { width: USUAL_WIDTH, height: size.height };
  const [across = 1, down = 1] = size.ratio.split('/').map(Number);
  return { width: USUAL_WIDTH, height: Math.round((USUAL_WIDTH * down) / across) };
}

/** The atlas as it is now. */
export const linkTo = ({ base, hash }: Shared, lang: Lang): string =>
  `${base}/${lang === 'en' ? '?lang=en' : ''}${withParameters(hash, {})}`;

/** The map as a page of its own; `view` as in `map`, null for the whole region. */
export function embedUrl(shared: Shared, view: string | null, wishes: Wishes): string {
  const { lang, theme, interaction, title, legend, search } = wishes;
  const query = {
    ...stateOf(shared, view),
    title: title || null,
    legend: legend ? '1' : null,
    search: search && interaction !== 'none' ? '1' : null,
    lang: lang === 'vi' ? null : lang,
    theme: theme === 'light' ? null : theme,
    interaction: interaction === 'full' ? null : interaction,
  };
  // A host of plain files knows no address without the name of its file.
  return address(shared.base, hasServer(shared.base) ? '/embed' : '/embed.html', query);
}

export function frameHtml(url: string, title: string, size: Size): string {
  const [box, style] = boxOf(size);
  return [
    '<iframe',
    `  src="${escaped(url)}"`,
    `  title="${escaped(title)}"`,
    ...box.map((line) => `  ${line}`),
    `  style="${style}"`,
    '  loading="lazy"',
    '  allow="fullscreen"',
    '></iframe>',
  ].join('\n');
}

export function elementHtml(shared: Shared, view: string | null, wishes: Wishes): string {
  const { map, ...state } = stateOf(shared, view);
  const { title, legend, search, lang, theme, interaction, size } = wishes;
  const still = interaction === 'none';
  const values = {
    title: title || null,
    view: map ?? null,
    ...state,
    lang: lang === 'vi' ? null : lang,
    theme: theme === 'light' ? null : theme,
    interaction: interaction === 'full' ? null : interaction,
  };
  const attributes = Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [`${name}="${escaped(value)}"`],
  );
  const flags = [
    ...(legend ? ['legend'] : []),
    ...(search && !still ? ['search'] : []),
    ...(still ? [] : ['popup']),
  ];
  return [
    `<script type="module" src="${escaped(shared.base)}/embed.js"></script>`,
    '<phiabac-map',
    ...[...attributes, ...flags].map((line) => `  ${line}`),
    `  style="display: block; ${elementStyle(size)}"`,
    '></phiabac-map>',
  ].join('\n');
}

/** A still picture; it is drawn twice as fine as its size says. */
export function pictureUrl(shared: Shared, view: string | null, wishes: Wishes): string {
  const { width, height } = pixelsOf(wishes.size);
  return address(shared.base, '/picture.png', {
    ...stateOf(shared, view),
    title: wishes.title || null,
    legend: wishes.legend ? '1' : '0',
    lang: wishes.lang === 'vi' ? null : wishes.lang,
    theme: wishes.theme === 'dark' ? 'dark' : null,
    width: String(width),
    height: String(height),
    scale: '2',
  });
}

/** The state as parameters, null where there is nothing to say. */
function stateOf({ hash }: Shared, view: string | null): Record<string, string | null> {
  const parameters = parametersOf(hash);
  const entries = STATE.map((name) => [name, parameters.get(name)] as const);
  return { map: view, ...Object.fromEntries(entries) };
}

const address = (
  base: string,
  path: string,
  query: Readonly<Record<string, string | null>>,
): string => `${base}${path}${withParameters('', query).replace('#', '?')}`;

/** Lines of a frame that say how large it is, and its style. */
function boxOf(size: Size): readonly [readonly string[], string] {
  switch (size.kind) {
    case 'fixed':
      return [[`width="${size.width}"`, `height="${size.height}"`], 'border: 0; max-width: 100%'];
    case 'wide':
      return [['width="100%"', `height="${size.height}"`], 'border: 0'];
    case 'ratio':
      return [[], `border: 0; width: 100%; aspect-ratio: ${size.ratio}`];
  }
}

function elementStyle(size: Size): string {
  switch (size.kind) {
    case 'fixed':
      return `width: ${size.width}px; max-width: 100%; height: ${size.height}px`;
    case 'wide':
      return `height: ${size.height}px`;
    case 'ratio':
      return `aspect-ratio: ${size.ratio}`;
  }
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  '<': '&lt;',
  '>': '&gt;',
};

const escaped = (words: string): string => words.replace(/[&"<>]/g, (sign) => SIGNS[sign] ?? sign);
