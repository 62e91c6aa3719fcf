// The look of the dialog for sharing: words and wishes on the left, the preview on the right; one
// below the other on a phone.
import { css } from 'lit';

export const shareCss = css`
  * {
    box-sizing: border-box;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  dialog {
    width: min(1080px, calc(100vw - 48px));
    max-width: none;
    max-height: calc(100dvh - 48px);
    padding: 0;
    border: 0;
    border-radius: 16px;
    background: var(--surface);
    color: var(--text);
    box-shadow: var(--edge), var(--shadow);
    font: 400 14px/1.5 var(--font);
    overflow: hidden;
  }
  dialog:has(.link) {
    width: min(640px, calc(100vw - 48px));
  }
  dialog::backdrop {
    background: rgb(10 18 26 / 0.5);
  }
  .sheet {
    display: flex;
    flex-direction: column;
    max-height: inherit;
  }
  .top {
    flex: none;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    padding: 10px 10px 0 24px;
  }
  h2 {
    margin: 0;
    font-size: 19px;
    line-height: 1.3;
    font-weight: 700;
    letter-spacing: -0.01em;
  }
  h3 {
    margin: 0 0 4px;
    font-size: 12px;
    font-weight: 600;
    color: var(--text-quiet);
  }
  .close {
    flex: none;
    display: grid;
    place-items: center;
    width: 44px;
    height: 44px;
    border: 0;
    border-radius: 10px;
    background: none;
    color: var(--text-quiet);
  }
  .close:hover {
    background: var(--hover);
  }
  .tabs {
    flex: none;
    display: flex;
    gap: 4px;
    padding: 0 10px;
    border-bottom: 1px solid var(--line);
    overflow-x: auto;
    scrollbar-width: none;
  }
  .tabs button {
    flex: none;
    min-height: 44px;
    margin-bottom: -1px;
    padding: 0 14px;
    border: 0;
    border-bottom: 3px solid transparent;
    background: none;
    font-weight: 500;
    color: var(--text-quiet);
  }
  .tabs button:hover {
    background: var(--hover);
  }
  .tabs button:focus-visible {
    outline-offset: -3px;
  }
  .tabs [aria-selected='true'] {
    border-bottom-color: var(--accent);
    color: var(--text);
    font-weight: 600;
  }
  .body {
    flex: 1;
    min-height: 0;
    display: grid;
    grid-template-columns: 340px minmax(0, 1fr);
    grid-template-rows: auto auto 1fr;
    gap: 14px 28px;
    padding: 16px 24px 24px;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .body.link {
    grid-template-columns: minmax(0, 1fr);
  }
  .lead {
    grid-column: 1 / -1;
    margin: 0;
    max-width: 76ch;
    color: var(--text-quiet);
  }
  wishes-form {
    grid-column: 1;
    grid-row: 2 / span 2;
    align-content: start;
  }
  .preview,
  copy-words {
    grid-column: 2;
    grid-row: 2;
    min-width: 0;
  }
  .body:not(.link) copy-words {
    grid-row: 3;
  }
  .link :is(wishes-form, copy-words) {
    grid-column: 1;
    grid-row: auto;
  }
  .window {
    border-radius: 10px;
    background: var(--sea);
    box-shadow: 0 0 0 1px var(--line-strong);
    overflow: hidden;
  }
  .window > * {
    display: block;
    max-width: none;
    border: 0;
    transform-origin: 0 0;
  }
  copy-words a {
    padding: 8px 4px;
    color: var(--accent);
    font-weight: 500;
    white-space: nowrap;
  }

  @media (max-width: 899px) {
    .body {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: none;
    }
    .body :is(.preview, copy-words, wishes-form),
    .body:not(.link) copy-words {
      grid-column: 1;
      grid-row: auto;
    }
  }
  @media (max-width: 719px) {
    dialog,
    dialog:has(.link) {
      width: 100vw;
      height: 100dvh;
      max-height: none;
      margin: 0;
      border-radius: 0;
    }
    .sheet {
      height: 100%;
    }
    .top {
      padding: 4px 4px 0 16px;
    }
    h2 {
      font-size: 17px;
    }
    .tabs {
      padding: 0 2px;
    }
    .body {
      align-content: start;
      padding: 14px 16px calc(24px + env(safe-area-inset-bottom));
    }
  }
`;
