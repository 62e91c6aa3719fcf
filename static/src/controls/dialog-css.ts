// The look that all dialogs share: a sheet over the page, the whole window of a phone. A dialog
// says its measures by `--dialog-width` and `--dialog-height`.
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
    width: min(var(--dialog-width), calc(100vw - 48px));
    height: min(var(--dialog-height, auto), calc(100dvh - 48px));
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
  dialog::backdrop {
    background: rgb(10 18 26 / 0.5);
  }
  .sheet {
    display: flex;
    flex-direction: column;
    height: 100%;
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
    display: flex;
    gap: 4px;
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

  @media (max-width: 719px) {
    dialog {
      width: 100vw;
      height: 100dvh;
      max-height: none;
      margin: 0;
      border-radius: 0;
    }
    .top {
      padding: 4px 4px 0 16px;
    }
    h2 {
      font-size: 17px;
    }
  }
`;
