// The look of fields, buttons and badges in the dialog.
import { css } from 'lit';

export const controlCss = css`
  :host {
    display: block;
  }
  * {
    box-sizing: border-box;
  }
  p,
  ul,
  h3 {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  button,
  input,
  textarea {
    font: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .field {
    display: block;
    font-size: 13px;
    color: var(--text-quiet);
  }
  .field > span {
    display: block;
    margin-bottom: 4px;
    font-weight: 500;
  }
  input,
  textarea {
    width: 100%;
    min-height: 44px;
    padding: 8px 12px;
    border: 1px solid var(--line-strong);
    border-radius: 10px;
    background: var(--surface);
    color: var(--text);
    font-size: 16px;
  }
  textarea {
    display: block;
    line-height: 1.45;
    resize: vertical;
  }
  ::placeholder {
    color: var(--text-quiet);
    opacity: 1;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-top: 12px;
  }
  .main,
  .second,
  .plain {
    min-height: 44px;
    padding: 0 18px;
    border: 1px solid transparent;
    border-radius: 10px;
    font-weight: 600;
  }
  .main {
    background: var(--accent);
    color: var(--accent-text);
  }
  .main:disabled {
    background: var(--hover);
    color: var(--text-quiet);
    cursor: default;
  }
  .second {
    border-color: var(--line-strong);
    background: var(--surface);
  }
  .plain {
    padding: 0 12px;
    background: none;
    color: var(--accent);
    font-weight: 500;
  }
  .second:hover,
  .plain:hover {
    background: var(--hover);
  }
  .quiet,
  small {
    color: var(--text-quiet);
    font-size: 13px;
  }
  .fault {
    padding: 10px 14px;
    border-radius: 10px;
    background: var(--notice);
    color: var(--notice-text);
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    padding: 2px 9px 2px 6px;
    border: 1px solid currentColor;
    border-radius: 12px;
    font-size: 12.5px;
    font-weight: 600;
    line-height: 1.4;
    white-space: nowrap;
  }
  .sign {
    flex: none;
  }
  .good {
    color: var(--accent);
  }
  .look {
    border-color: transparent;
    background: var(--notice);
    color: var(--notice-text);
  }
  .mend {
    color: var(--danger);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
