// The look of the dialog: a sheet over the page, the whole window of a phone.
import { css } from 'lit';

export const dialogCss = css`
  * {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
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
    width: min(940px, calc(100vw - 48px));
    height: min(780px, calc(100dvh - 48px));
    max-width: none;
    max-height: none;
    padding: 0;
    border: 0;
    border-radius: 16px;
    background: var(--surface);
    color: var(--text);
    box-shadow: var(--edge), var(--shadow);
    font: 400 14px/1.5 var(--font);
    overflow: hidden;
  }
  dialog::backdrop {
    background: rgb(10 18 26 / 0.5);
  }
  .sheet {
    display: flex;
    flex-direction: column;
    height: 100%;
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
    display: flex;
    gap: 4px;
    margin-left: -14px;
  }
  .tabs button {
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
  .tabs [aria-selected='true'] {
    border-bottom-color: var(--accent);
    color: var(--text);
    font-weight: 600;
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
    dialog {
      width: 100vw;
      height: 100dvh;
      margin: 0;
      border-radius: 0;
    }
    .top {
      padding: 4px 4px 0 16px;
    }
    h2 {
      font-size: 17px;
    }
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
