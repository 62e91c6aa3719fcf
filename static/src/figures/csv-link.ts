// The way to figures as a file, which a server makes.
import { html, nothing, type TemplateResult } from 'lit';
import { hasServer } from '../bundle/known';
import { text, type Lang } from '../i18n';

export const csvLink = (lang: Lang, base: string, url: string): TemplateResult | typeof nothing =>
  hasServer(base)
    ? html`<a class="csv" href=${url} download>${text(lang, 'figures.csv')}</a>`
    : nothing;
