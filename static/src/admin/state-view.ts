// What is served, whether the last reload went well, and the ways to load again and to go back.
import { html, nothing, type TemplateResult } from 'lit';
import type { Lang } from '../i18n';
import { say } from './texts';
import type { Attempt, ServerState } from './types';

export interface StateState {
  readonly lang: Lang;
  readonly server: ServerState;
  readonly busy: 'reload' | 'undo' | null;
  readonly locked: boolean;
  readonly asking: boolean;
  readonly told: string | null;
}

export interface StateActions {
  readonly reload: () => void;
  readonly ask: (asking: boolean) => void;
  readonly undo: () => void;
}

export function stateView(
  { lang, server, busy, locked, asking, told }: StateState,
  { reload, ask, undo }: StateActions,
): TemplateResult {
  return html`
    <h2>${say(lang, 'served')}</h2>
    <dl class="facts">
      <div>
        <dt>${say(lang, 'version')}</dt>
        <dd><code>${server.snapshot}</code></dd>
      </div>
      <div>
        <dt>${say(lang, 'loadedAt')}</dt>
        <dd>${time(lang, server.loaded)}</dd>
      </div>
      ${server.reload ? attemptView(lang, server.reload) : nothing}
    </dl>
    ${
      server.reload?.state === 'failed'
        ? html`<p class="note bad" role="alert">
            ${say(lang, 'keepsOld')} ${server.reload.reason}
          </p>`
        : nothing
    }
    ${told ? html`<p class="note good" role="status">${told}</p>` : nothing}
    ${server.can_change ? nothing : html`<p class="note warn">${say(lang, 'noFolder')}</p>`}
    <div class="row">
      <button type="button" ?disabled=${!server.can_change || locked} @click=${reload}>
        ${say(lang, busy === 'reload' ? 'reloading' : 'reload')}
      </button>
      <button
        type="button"
        aria-expanded=${asking}
        ?disabled=${!server.can_undo || locked}
        @click=${() => ask(!asking)}
      >
        ${say(lang, busy === 'undo' ? 'undoing' : 'undo')}
      </button>
    </div>
    ${
      asking
        ? html`<div class="note warn" role="group" aria-label=${say(lang, 'undo')}>
            <p>${say(lang, 'undoAsk')}</p>
            <div class="row">
              <button type="button" class="main" ?disabled=${locked} @click=${undo}>
                ${say(lang, 'undoYes')}
              </button>
              <button type="button" @click=${() => ask(false)}>${say(lang, 'no')}</button>
            </div>
          </div>`
        : nothing
    }
  `;
}

function attemptView(lang: Lang, { state, at }: Attempt): TemplateResult {
  const words = { loading: 'reloadLoading', done: 'reloadDone', failed: 'reloadFailed' } as const;
  return html`<div>
    <dt>${say(lang, 'lastReload')}</dt>
    <dd>${time(lang, at)}: ${say(lang, words[state])}</dd>
  </div>`;
}

/** A moment in the reader's own time zone. */
function time(lang: Lang, at: string): string {
  return new Intl.DateTimeFormat(lang === 'vi' ? 'vi-VN' : 'en-GB', {
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(at));
}
