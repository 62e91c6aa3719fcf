// The words at the lower edge while the server cannot be reached.
import { css, html, nothing, type TemplateResult } from 'lit';
import { text, type Lang } from '../i18n';
import type { Connection } from './connection';

/** The place for the words is always there, so that they are read out when they come. */
export function connectionView(
  lang: Lang,
  connection: Connection,
  retry: () => void,
): TemplateResult {
  const trying = connection === 'trying';
  return html`<div class="connection" role="status">
    ${
      connection === 'there'
        ? nothing
        : html`<p>
            <svg width="18" height="18" viewBox="0 0 20 20" fill="none" aria-hidden="true">
              <path
                d="M2 7.500a12 12 0 0 1 16 0M5 11a7.500 7.500 0 0 1 10 0M8 14.500a3.200 3.200 0 0 1 4 0M3 3l14 14"
                stroke="currentColor"
                stroke-width="1.7"
                stroke-linecap="round"
              />
            </svg>
            <span>${text(lang, 'offline.lost')}</span>
            <button type="button" ?disabled=${trying} @click=${retry}>
              ${text(lang, trying ? 'offline.trying' : 'app.retry')}
            </button>
          </p>`
    }
  </div>`;
}

export const connectionCss = css`
  .connection {
    position: absolute;
    z-index: 4;
    left: 0;
    right: 0;
    bottom: 20px;
    display: grid;
    justify-items: center;
    padding: 0 12px;
    pointer-events: none;
  }
  .beside-panel .connection {
    left: calc(var(--panel-width, 348px) + 12px);
  }
  .connection p {
    display: flex;
    align-items: center;
    gap: 10px;
    margin: 0;
    padding: 8px 8px 8px 14px;
    border-radius: 12px;
    background: var(--tip);
    color: var(--tip-text);
    box-shadow: var(--shadow);
    font-size: 13px;
    line-height: 1.4;
    pointer-events: auto;
  }
  .connection svg {
    flex: none;
  }
  .connection button {
    flex: none;
    min-height: 32px;
    padding: 0 12px;
    border: 1px solid currentColor;
    border-radius: 8px;
    background: none;
    color: inherit;
    font-weight: 600;
  }
  .connection button:disabled {
    border-color: transparent;
    cursor: default;
  }
  .connection button:focus-visible {
    outline: 2px solid currentColor;
    outline-offset: 2px;
  }
  @media (max-width: 719px) {
    .connection {
      bottom: calc(13dvh + 16px);
    }
  }
`;
