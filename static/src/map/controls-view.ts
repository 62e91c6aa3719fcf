// What stands over the drawing: the buttons, the cross of the keyboard, scale and sources, the words
// at the pointer.
import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { text, type Lang } from '../i18n';

/** Marks the middle while the map is moved by keys. */
export const aimView = (): TemplateResult =>
  html`<svg class="aim" viewBox="0 0 22 22" aria-hidden="true">
    <path d="M11 1v7M11 14v7M1 11h7M14 11h7" stroke="currentColor" stroke-width="2" />
  </svg>`;

export interface MoveActions {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly home: () => void;
}

/** Nearer, farther, the whole region, and what others put into the slot `tools`. */
export function buttonsView(lang: Lang, { zoomIn, zoomOut, home }: MoveActions): TemplateResult {
  return html`<div class="buttons" role="group">
    ${button(lang, 'map.zoomIn', 'M10 4v12M4 10h12', zoomIn)}
    ${button(lang, 'map.zoomOut', 'M4 10h12', zoomOut)}
    ${button(lang, 'map.home', 'M4 7V4h3M13 4h3v3M16 13v3h-3M7 16H4v-3', home)}
    <slot name="tools"></slot>
  </div>`;
}

function button(
  lang: Lang,
  key: 'map.zoomIn' | 'map.zoomOut' | 'map.home',
  path: string,
  action: () => void,
): TemplateResult {
  const label = text(lang, key);
  return html`<button type="button" title=${label} aria-label=${label} @click=${action}>
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <path d=${path} stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
    </svg>
  </button>`;
}

/** Sources, open or folded. */
export function attributionView(
  lang: Lang,
  attribution: readonly string[],
  open: boolean,
  turned: (open: boolean) => void,
): TemplateResult {
  return html`<details
    class="attribution"
    ?open=${open}
    @toggle=${(event: Event) => turned((event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary>© ${text(lang, 'map.attribution')}</summary>
    <p>${[...attribution, 'MapLibre'].join(' · ')}</p>
  </details>`;
}

/** Words beside the pointer; `x` and `y` are pixels of the map. */
export interface Tip {
  readonly words: string;
  readonly x: number;
  readonly y: number;
}

export const tipView = (tip: Tip | null): TemplateResult | typeof nothing =>
  tip
    ? html`<div class="tip" style=${styleMap({ transform: `translate(${tip.x}px, ${tip.y}px)` })}>
        ${tip.words}
      </div>`
    : nothing;
