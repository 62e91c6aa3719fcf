// The look of the buttons of the tools, of their menu and of the note beside them.
import { css } from 'lit';

export const mapToolsCss = css`
  :host {
    display: block;
    border-top: 1px solid var(--line, #e4e4e1);
    font: 400 14px/1.4 var(--font, 'Be Vietnam Pro', system-ui, sans-serif);
  }
  * {
    box-sizing: border-box;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  :host > button {
    width: 40px;
    height: 40px;
    display: grid;
    place-items: center;
    padding: 0;
    border: 0;
    border-top: 1px solid var(--line, #e4e4e1);
    background: none;
  }
  :host > button:first-of-type {
    border-top: 0;
  }
  button:hover {
    background: var(--hover, #f1f3f4);
  }
  :focus-visible {
    outline: 2px solid var(--focus, #0b57d0);
    outline-offset: -2px;
  }
  [data-busy],
  [aria-expanded='true'] {
    color: var(--accent, #0c5f73);
    background: var(--hover, #f1f3f4);
  }
  [popover] {
    position: fixed;
    inset: auto;
    margin: 0;
    border: 0;
    border-radius: 12px;
    background: var(--surface, #fff);
    color: var(--text, #1d2530);
    box-shadow: var(--edge, 0 0 #0000), var(--shadow, 0 1px 4px rgb(20 30 40 / 0.22));
  }
  .menu {
    min-width: 236px;
    padding: 6px;
  }
  .menu button {
    display: flex;
    align-items: center;
    gap: 12px;
    width: 100%;
    min-height: 40px;
    padding: 4px 12px;
    border: 0;
    border-radius: 8px;
    background: none;
    text-align: left;
    font-weight: 500;
  }
  .menu button:hover {
    background: var(--hover, #f1f3f4);
  }
  .menu svg {
    flex: none;
    color: var(--text-quiet, #596270);
  }
  .menu span {
    flex: 1;
  }
  hr {
    margin: 6px 12px;
    border: 0;
    border-top: 1px solid var(--line, #e4e4e1);
  }
  kbd {
    min-width: 22px;
    padding: 1px 6px;
    border: 1px solid var(--line-strong, #a9b5bc);
    border-bottom-width: 2px;
    border-radius: 5px;
    font: 600 12px/1.4 var(--font, system-ui, sans-serif);
    text-align: center;
    color: var(--text-quiet, #596270);
  }
  .note:popover-open {
    display: flex;
    align-items: flex-start;
    gap: 4px;
    max-width: min(320px, calc(100vw - 88px));
    padding: 4px 4px 4px 14px;
  }
  .note p {
    flex: 1;
    margin: 8px 0;
  }
  .note button {
    flex: none;
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    padding: 0;
    border: 0;
    border-radius: 8px;
    background: none;
    color: var(--text-quiet, #596270);
  }
  @media (pointer: coarse) {
    .menu button {
      min-height: 46px;
    }
    .note button {
      width: 44px;
      height: 44px;
    }
  }
`;
