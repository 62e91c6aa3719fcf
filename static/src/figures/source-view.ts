// One source as the reader meets it: title, publisher, date, licence, address.
import { html, nothing, type TemplateResult } from 'lit';
import { formatDate, text, textIfAny, type Lang } from '../i18n';
import type { Source } from './types';

/** A line of a list of sources. */
export function sourceItem(lang: Lang, source: Source): TemplateResult {
  const { title, publisher, date, licence } = source;
  const facts = [publisher, date ? formatDate(lang, date) : null].filter(Boolean).join(', ');
  const link = addressOf(source);
  return html`<li>
    ${
      link
        ? html`<a href=${link} target="_blank" rel="noopener noreferrer">${title}</a>`
        : html`<span>${title}</span>`
    }
    ${facts ? html`<small>${facts}</small>` : nothing}
    ${licence ? html`<small>${licenceWords(lang, licence)}</small>` : nothing}
  </li>`;
}

/** The licence; phrases that are no names of licences in the language of the reader. */
export const licenceWords = (lang: Lang, licence: string): string =>
  text(lang, 'card.licence', { licence: textIfAny(lang, `licence.${licence}`) ?? licence });

/** The address of a source, if it is one that a browser can open. */
export const addressOf = ({ url }: Source): string | null =>
  url && /^https?:\/\//.test(url) ? url : null;

/** The sources of a figure, in its order. */
export const sourcesOf = (sources: readonly Source[], ids: readonly string[]): Source[] =>
  ids.flatMap((id) => sources.filter((source) => source.id === id));
