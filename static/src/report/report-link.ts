// The way from a card to the report of its unit, made for reading and printing.
import { html, nothing, type TemplateResult } from 'lit';
import { reportUrl } from '../api';
import { hasServer } from '../bundle/known';
import { text, type Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';

/** By which code questions about units and reports name a record; null for anything else. */
export function unitCode({ layer }: FeatureRef, code: unknown): string | null {
  if (typeof code !== 'string' || code === '') return null;
  switch (layer) {
    case 'provinces':
    case 'communes':
      return code;
    case 'former_provinces':
    case 'former_communes':
      return `former:${code}`;
    default:
      return null;
  }
}

/** A link to the report of a unit or of the region; none for other records. */
export function reportLink(
  lang: Lang,
  base: string,
  code: string | null,
): TemplateResult | typeof nothing {
  if (code === null || !hasServer(base)) return nothing;
  return html`<a
    class="report"
    href=${reportUrl(base, code, lang)}
    target="_blank"
    rel="noopener"
    title=${text(lang, 'report.hint')}
  >
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <path
        d="M5 2.500h7l4 4v11H5zM12 2.500v4h4M8 10.500h5M8 13.500h5"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linejoin="round"
        stroke-linecap="round"
      />
    </svg>
    ${text(lang, 'report.open')}
    <span class="visually-hidden">(${text(lang, 'report.newTab')})</span>
  </a>`;
}
