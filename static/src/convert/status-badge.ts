// How a unit was found, as a badge: a sign and a word, and a colour besides.
import { html, svg, type TemplateResult } from 'lit';
import { text, type Lang } from '../i18n';
import type { Direction, Status } from './types';

/** Nothing to do, something to look at, something to mend. */
type Tone = 'good' | 'look' | 'mend';

const LOOKS: Readonly<Record<Status, { readonly tone: Tone; readonly path: string }>> = {
  exact: { tone: 'good', path: 'M3.500 8.500l3 3 6-7' },
  by_name: { tone: 'good', path: 'M2.500 6.500l2.500 2.500 5-5.500M3 13h10' },
  by_place: {
    tone: 'good',
    path: 'M8 14s4-3.800 4-7a4 4 0 0 0-8 0c0 3.200 4 7 4 7zM8 6.600v.8',
  },
  unchanged: { tone: 'good', path: 'M3.500 6h9M3.500 10h9' },
  split: { tone: 'look', path: 'M8 14V9.500L3.500 5V2.500M8 9.500L12.500 5V2.500' },
  ambiguous: {
    tone: 'look',
    path: 'M5.500 6a2.500 2.500 0 1 1 3.700 2.200c-.8.400-1.200.9-1.200 1.800M8 12.800v.2',
  },
  not_found: { tone: 'mend', path: 'M4 4l8 8M12 4l-8 8' },
  malformed: { tone: 'mend', path: 'M8 3v6.500M8 12.500v.2' },
};

/** The sign alone, decorative. */
export function statusSign(status: Status): TemplateResult {
  return html`<svg
    class="sign"
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill="none"
    aria-hidden="true"
  >
    ${svg`<path d=${LOOKS[status].path} stroke="currentColor" stroke-width="1.8"
      stroke-linecap="round" stroke-linejoin="round" />`}
  </svg>`;
}

/** The status in a word. A present unit made of several former ones was not split. */
export const statusWords = (lang: Lang, status: Status, to: Direction): string =>
  status === 'split' && to === 'former'
    ? text(lang, 'convert.status.merged')
    : text(lang, `convert.status.${status}`);

export function statusBadge(lang: Lang, status: Status, to: Direction): TemplateResult {
  return html`<span class=${`badge ${LOOKS[status].tone}`}
    >${statusSign(status)}${statusWords(lang, status, to)}</span
  >`;
}

export const toneOf = (status: Status): Tone => LOOKS[status].tone;

/** What the status means, in a sentence. */
export function saysWords(lang: Lang, status: Status, to: Direction): string {
  if (to === 'former' && status === 'split') return text(lang, 'convert.says.merged');
  if (to === 'former' && status === 'unchanged') return text(lang, 'convert.says.unchangedFormer');
  if (to === 'former' && status === 'ambiguous') return text(lang, 'convert.says.ambiguousFormer');
  return text(lang, `convert.says.${status}`);
}
