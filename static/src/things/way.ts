// A row that leads to a thing: icon, name, what it is, how far.
import { html, nothing, type TemplateResult } from 'lit';
import type { Lang } from '../i18n';
import { kmWords } from './distance';
import { fullName } from './names';
import { thingIcon } from './thing-icon';
import type { Near } from './types';

type Named = Pick<Near, 'kind' | 'former' | 'full_name_vi' | 'full_name_en'>;

interface Way {
  readonly thing: Named & {
    readonly km?: number | undefined;
    readonly precision?: Near['precision'] | undefined;
  };
  /** A second line. */
  readonly about?: string;
  readonly go: () => void;
}

export function wayView(lang: Lang, { thing, about, go }: Way): TemplateResult {
  const { km, precision } = thing;
  return html`<li>
    <button type="button" class="way" @click=${go}>
      ${thingIcon(thing.kind, thing.former)}
      <span>
        <span class="way-name">${fullName(lang, thing)}</span>
        ${about ? html`<small>${about}</small>` : nothing}
      </span>
      ${km === undefined ? nothing : html`<b class="km">${kmWords(lang, km, precision)}</b>`}
    </button>
  </li>`;
}
