// The look of the dialog for sharing: words and wishes on the left, the preview on the right; one
// below the other on a phone.
import { css } from 'lit';

export const shareCss = css`
  dialog {
    --dialog-width: 1080px;
  }
  dialog:has(.link) {
    --dialog-width: 640px;
  }
  h3 {
    margin: 0 0 4px;
    font-size: 12px;
    font-weight: 600;
    color: var(--text-quiet);
  }
  .tabs {
    flex: none;
    padding: 0 10px;
    border-bottom: 1px solid var(--line);
    overflow-x: auto;
    scrollbar-width: none;
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
    .tabs {
      padding: 0 2px;
    }
    .body {
      align-content: start;
      padding: 14px 16px calc(24px + env(safe-area-inset-bottom));
    }
  }
`;
