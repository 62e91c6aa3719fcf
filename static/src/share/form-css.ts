// The look of the form of wishes.
import { css } from 'lit';

export const formCss = css`
  :host {
    display: grid;
    gap: 12px;
  }
  * {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  .field {
    display: block;
    min-width: 0;
  }
  .field span,
  legend {
    display: block;
    margin-bottom: 3px;
    padding: 0;
    font-size: 12px;
    font-weight: 600;
    color: var(--text-quiet);
  }
  input[type='text'],
  input[type='number'],
  select {
    width: 100%;
    min-height: 40px;
    padding: 0 10px;
    border: 1px solid var(--line-strong);
    border-radius: 8px;
    background: var(--surface);
    color: var(--text);
    font: 500 14px/1.3 var(--font);
  }
  input::placeholder {
    color: var(--text-quiet);
    opacity: 1;
  }
  .checks {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 32px;
    font-weight: 500;
    cursor: pointer;
  }
  .check input {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  .check:has(:disabled) {
    color: var(--text-quiet);
    cursor: default;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .pair {
    display: flex;
    gap: 10px;
  }
  .pair .field {
    flex: 1;
  }
  .numbers {
    display: flex;
    gap: 10px;
    margin-top: 8px;
  }
  fieldset > .numbers:nth-child(2) {
    margin-top: 0;
  }
  .numbers .field {
    flex: 1;
  }
  @media (pointer: coarse) {
    input[type='text'],
    input[type='number'],
    select {
      min-height: 44px;
    }
    .check {
      min-height: 44px;
    }
  }
`;
