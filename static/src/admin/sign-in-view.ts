// Asks for the token, or tells how the administration is switched on.
import { html, nothing, type TemplateResult } from 'lit';
import type { Lang } from '../i18n';
import { say } from './texts';

export function signInView(
  lang: Lang,
  { busy, fault }: { busy: boolean; fault: string | null },
  enter: (token: string) => void,
): TemplateResult {
  return html`<section class="narrow">
    <h2>${say(lang, 'signIn')}</h2>
    <p class="quiet">${say(lang, 'signInWhy')}</p>
    <form
      @submit=${(event: Event) => {
        event.preventDefault();
        const form = event.target as HTMLFormElement;
        enter(form.querySelector('input')?.value.trim() ?? '');
      }}
    >
      <label class="field">
        <span>${say(lang, 'token')}</span>
        <input
          name="token"
          type="password"
          required
          autocomplete="current-password"
          spellcheck="false"
        />
        <small>${say(lang, 'tokenHint')}</small>
      </label>
      ${fault ? html`<p class="note bad" role="alert">${fault}</p>` : nothing}
      <div class="row">
        <button type="submit" class="main" ?disabled=${busy}>
          ${say(lang, busy ? 'entering' : 'enter')}
        </button>
      </div>
    </form>
  </section>`;
}

export const offView = (lang: Lang): TemplateResult =>
  html`<section class="narrow">
    <h2>${say(lang, 'off')}</h2>
    <p>${say(lang, 'offHow')}</p>
    <ol>
      <li>${say(lang, 'offStep1')} <code>phiabac token</code></li>
      <li>${say(lang, 'offStep2')}</li>
    </ol>
  </section>`;
