// The look of the dialog for old and new addresses.
import { css } from 'lit';

export const convertCss = css`
  dialog {
    --dialog-width: 940px;
    --dialog-height: 780px;
  }
  .choices {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: 0 16px;
    padding: 0 24px;
    border-bottom: 1px solid var(--line);
  }
  .tabs {
    margin-left: -14px;
  }
  .direction {
    display: flex;
    margin: 0 0 6px;
    padding: 3px;
    border: 0;
    border-radius: 12px;
    background: var(--hover);
  }
  .direction label {
    position: relative;
    display: grid;
    place-items: center;
    min-height: 38px;
    padding: 0 14px;
    border-radius: 9px;
    font-weight: 500;
    color: var(--text-quiet);
    white-space: nowrap;
    cursor: pointer;
  }
  .direction input {
    position: absolute;
    inset: -3px 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .direction label:has(:checked) {
    background: var(--surface);
    color: var(--text);
    font-weight: 600;
    box-shadow:
      var(--edge),
      0 1px 2px rgb(20 30 40 / 0.14);
  }
  .direction label:has(:focus-visible) {
    outline: 2px solid var(--focus);
  }
  .body {
    flex: 1;
    min-height: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 16px 24px 24px;
    scrollbar-width: thin;
  }
  .lead {
    margin: 0 0 16px;
    max-width: 68ch;
    color: var(--text-quiet);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (max-width: 719px) {
    .choices {
      padding: 0 16px;
    }
    .direction {
      order: -1;
      flex: 1 1 100%;
      margin: 4px 0;
    }
    .direction label,
    .tabs button {
      flex: 1;
    }
    .tabs {
      flex: 1;
      margin: 0 -16px;
    }
    .body {
      padding: 14px 16px calc(24px + env(safe-area-inset-bottom));
    }
  }
`;
