// The frame of the panel: beside the map with a button that folds it, on a phone a sheet with a
// handle. What stands in it is given.
import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { text, type Lang } from '../i18n';
import type { BottomSheet } from './bottom-sheet';

export interface PanelState {
  readonly lang: Lang;
  readonly phone: boolean;
  readonly open: boolean;
  readonly sheet: BottomSheet;
  /** What the panel is called. */
  readonly label: string;
  /** Why the catalogue is not there, null if it is. */
  readonly failure: string | null;
  readonly content: unknown;
}

export interface PanelActions {
  readonly turn: () => void;
  readonly retry: () => void;
}

export function panelView(
  { lang, phone, open, sheet, label, failure, content }: PanelState,
  { turn, retry }: PanelActions,
): TemplateResult {
  const unfolded = phone || open;
  const height = phone && sheet.dragged !== null ? { height: `${sheet.dragged}px` } : {};
  return html`
    ${phone ? nothing : foldView(lang, open, turn)}
    <aside
      id="panel"
      class="panel ${unfolded ? '' : 'is-folded'} ${sheet.height} ${
        sheet.dragged === null ? '' : 'is-dragged'
      }"
      style=${styleMap(height)}
      tabindex="-1"
      aria-label=${label}
      ?inert=${!unfolded}
    >
      ${phone ? handleView(lang, sheet) : nothing}
      ${failure === null ? nothing : failureView(lang, failure, retry)} ${content}
    </aside>
  `;
}

function foldView(lang: Lang, open: boolean, turn: () => void): TemplateResult {
  const words = text(lang, open ? 'panel.fold' : 'panel.unfold');
  return html`<button
    type="button"
    class="fold ${open ? 'is-open' : ''}"
    aria-expanded=${open}
    aria-controls="panel"
    title=${words}
    aria-label=${words}
    @click=${turn}
  >
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <path
        d=${open ? 'M10 3L5 8l5 5' : 'M6 3l5 5-5 5'}
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  </button>`;
}

function handleView(lang: Lang, sheet: BottomSheet): TemplateResult {
  return html`<button
    type="button"
    class="handle"
    aria-label=${text(lang, sheet.height === 'tall' ? 'sheet.less' : 'sheet.more')}
    @pointerdown=${sheet.grab}
    @pointermove=${sheet.move}
    @pointerup=${sheet.release}
    @pointercancel=${sheet.release}
    @click=${(event: MouseEvent) => {
      // A click without a pointer: from the keyboard or from assistive technology.
      if (event.detail === 0) sheet.step();
    }}
  ></button>`;
}

function failureView(lang: Lang, detail: string, retry: () => void): TemplateResult {
  return html`<div class="failure" role="alert">
    <p>${text(lang, 'app.error.catalog')} ${detail}</p>
    <button type="button" @click=${retry}>${text(lang, 'app.retry')}</button>
  </div>`;
}
