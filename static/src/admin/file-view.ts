// The form: which layer, which file, what is wished.
import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber, titleIn, type Lang } from '../i18n';
import { say, type TextKey } from './texts';
import type { LayerTitle, Wishes } from './types';

export interface FileState {
  readonly lang: Lang;
  readonly layers: readonly LayerTitle[];
  readonly wishes: Wishes;
  readonly file: File | null;
  readonly over: boolean;
  readonly mostMb: number;
  readonly busy: 'try' | 'write' | null;
  readonly canWrite: boolean;
  /** Whether something was changed since the dry run. */
  readonly stale: boolean;
}

export interface FileActions {
  readonly wish: (wishes: Partial<Wishes>) => void;
  readonly take: (file: File | undefined) => void;
  readonly drag: (over: boolean) => void;
  readonly tryIt: () => void;
  readonly write: () => void;
}

/** Layers whose boundaries are mended within a tolerance. */
const BOUNDARIES = ['communes', 'former_communes'];

export function fileView(state: FileState, actions: FileActions): TemplateResult {
  const { lang, wishes, file, mostMb, busy, canWrite, stale } = state;
  const tooLarge = file !== null && file.size > mostMb * 2 ** 20;
  return html`
    <h2>${say(lang, 'bring')}</h2>
    <p class="quiet">${say(lang, 'bringWhy')}</p>
    <form
      @submit=${(event: Event) => {
        event.preventDefault();
        actions.tryIt();
      }}
    >
      ${layerField(state, actions)} ${fileField(state, actions, tooLarge)}
      ${textField(state, actions, 'source', 'source', 'sourceHint')}
      <details>
        <summary>${say(lang, 'more')}</summary>
        <div class="options">
          <div class="pair">
            ${textField(state, actions, 'source_date', 'sourceDate')}
            ${textField(state, actions, 'source_licence', 'sourceLicence')}
            ${textField(state, actions, 'source_url', 'sourceUrl')}
          </div>
          <div class="pair">
            ${textField(state, actions, 'sheet', 'sheet', 'sheetHint')}
            ${textField(state, actions, 'crs', 'crs', 'crsHint')}
            ${
              BOUNDARIES.includes(wishes.layer)
                ? textField(state, actions, 'tolerance', 'tolerance')
                : nothing
            }
          </div>
          ${textField(state, actions, 'map', 'map', 'mapHint')}
          <div>
            ${checkField(state, actions, 'keep_going', 'keepGoing')}
            ${checkField(state, actions, 'replace', 'replace')}
          </div>
        </div>
      </details>
      ${stale ? html`<p class="note warn" role="status">${say(lang, 'tryAgain')}</p>` : nothing}
      <div class="row">
        <button
          type="submit"
          class=${canWrite ? '' : 'main'}
          ?disabled=${!file || tooLarge || busy !== null}
        >
          ${say(lang, 'try')}
        </button>
        <button
          type="button"
          class=${canWrite ? 'main' : ''}
          ?disabled=${!canWrite || busy !== null}
          @click=${actions.write}
        >
          ${say(lang, 'write')}
        </button>
        <span class="quiet" role="status"
          >${busy === null ? '' : say(lang, busy === 'try' ? 'trying' : 'writing')}</span
        >
      </div>
    </form>
  `;
}

function layerField({ lang, layers, wishes }: FileState, { wish }: FileActions): TemplateResult {
  return html`<label class="field">
    <span>${say(lang, 'layer')}</span>
    <select @change=${(event: Event) => wish({ layer: (event.target as HTMLSelectElement).value })}>
      ${layers.map(
        (layer) =>
          html`<option value=${layer.id} ?selected=${layer.id === wishes.layer}>
            ${titleIn(lang, layer)}
            (${say(lang, 'records', { n: formatNumber(lang, layer.count) })})
          </option>`,
      )}
    </select>
  </label>`;
}

function fileField(
  { lang, file, over, mostMb }: FileState,
  { take, drag }: FileActions,
  tooLarge: boolean,
): TemplateResult {
  const n = formatNumber(lang, mostMb);
  const pick = (event: Event): void => {
    const root = (event.target as HTMLElement).closest('.drop');
    root?.querySelector<HTMLInputElement>('input')?.click();
  };
  return html`<div class="field">
    <span class="label" id="file-label">${say(lang, 'file')}</span>
    <div
      class=${over ? 'drop is-over' : 'drop'}
      role="group"
      aria-labelledby="file-label"
      @dragover=${(event: DragEvent) => {
        event.preventDefault();
        drag(true);
      }}
      @dragleave=${() => drag(false)}
      @drop=${(event: DragEvent) => {
        event.preventDefault();
        drag(false);
        take(event.dataTransfer?.files[0]);
      }}
    >
      ${file ? html`<b>${file.name}</b>` : nothing}
      <button type="button" @click=${pick}>${say(lang, file ? 'another' : 'choose')}</button>
      <small>${say(lang, 'drop', { n })}</small>
      <input
        type="file"
        hidden
        accept=".xlsx,.ods,.csv,.gpkg,.zip,.shp,.geojson,.json,.kml,.fgb"
        aria-label=${say(lang, 'choose')}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          take(input.files?.[0]);
          // The same file, changed, can be chosen again.
          input.value = '';
        }}
      />
    </div>
    ${tooLarge ? html`<p class="note bad" role="alert">${say(lang, 'tooLarge', { n })}</p>` : nothing}
  </div>`;
}

type TextWish = {
  [K in keyof Wishes]: Wishes[K] extends string ? K : never;
}[keyof Wishes];

function textField(
  { lang, wishes }: FileState,
  { wish }: FileActions,
  name: TextWish,
  label: TextKey,
  hint?: TextKey,
): TemplateResult {
  return html`<label class="field">
    <span>${say(lang, label)}</span>
    <input
      name=${name}
      autocomplete="off"
      .value=${wishes[name]}
      @input=${(event: Event) => wish({ [name]: (event.target as HTMLInputElement).value })}
    />
    ${hint ? html`<small>${say(lang, hint)}</small>` : nothing}
  </label>`;
}

function checkField(
  { lang, wishes }: FileState,
  { wish }: FileActions,
  name: 'replace' | 'keep_going',
  label: TextKey,
): TemplateResult {
  return html`<label class="check">
    <input
      type="checkbox"
      name=${name}
      .checked=${wishes[name]}
      @change=${(event: Event) => wish({ [name]: (event.target as HTMLInputElement).checked })}
    />
    <span>${say(lang, label)}</span>
  </label>`;
}
