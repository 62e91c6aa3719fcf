// The look of the filter form.
import { css } from 'lit';

export const formCss = css`
  :host {
    display: block;
    font: 400 14px/1.4 var(--font);
  }
  * {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  [hidden] {
    display: none !important;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  legend,
  .words > span {
    display: block;
    width: 100%;
    padding: 0;
    margin-bottom: 4px;
    font-size: 12px;
    font-weight: 600;
    color: var(--text-quiet);
  }
  .plain[disabled] {
    opacity: 0.5;
  }
  .values {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .chip {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    padding: 3px 10px;
    border: 1px solid var(--line-strong);
    border-radius: 16px;
    background: var(--surface);
    line-height: 1.25;
    font-size: 13px;
    cursor: pointer;
  }
  .chip:has(.mark) {
    padding-left: 5px;
  }
  .chip:hover {
    background: var(--hover);
  }
  .chip:has(:checked) {
    border-color: var(--accent);
    background: color-mix(in srgb, var(--accent) 13%, var(--surface));
    box-shadow: inset 0 0 0 1px var(--accent);
    font-weight: 600;
  }
  .chip:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .chip.is-empty {
    border-style: dashed;
    color: var(--text-quiet);
  }
  .chip input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .chip .mark {
    flex: none;
    width: 22px;
    height: 22px;
  }
  .chip small {
    font-size: 12px;
    font-weight: 400;
    color: var(--text-quiet);
    font-variant-numeric: tabular-nums;
  }
  .line {
    display: flex;
    gap: 8px;
    margin-top: 8px;
  }
  select,
  .more {
    min-height: 38px;
    border: 1px solid var(--line-strong);
    border-radius: 8px;
    background: var(--surface);
    color: var(--text);
    font: 500 13.5px/1.3 var(--font);
  }
  select {
    flex: 1;
    min-width: 0;
    padding: 0 8px;
    text-overflow: ellipsis;
  }
  .more {
    flex: none;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 0 12px;
    cursor: pointer;
  }
  .more:hover {
    background: var(--hover);
  }
  .badge {
    display: inline-grid;
    place-items: center;
    min-width: 18px;
    height: 18px;
    padding: 0 5px;
    border-radius: 9px;
    background: var(--accent);
    color: var(--accent-text);
    font-size: 11.5px;
  }
  .rest {
    display: grid;
    gap: 12px;
    margin-top: 12px;
    padding: 12px;
    border-radius: 10px;
    background: var(--surface-quiet);
  }
  .range {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }
  .range legend {
    margin-bottom: 0;
    padding-bottom: 4px;
  }
  .range label {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 13px;
  }
  input[type='number'],
  input[type='search'] {
    width: 100%;
    min-width: 0;
    min-height: 36px;
    padding: 0 8px;
    border: 1px solid var(--line-strong);
    border-radius: 8px;
    background: var(--surface);
    color: var(--text);
    font: 400 14px/1.3 var(--font);
  }
  input:invalid {
    border-color: var(--danger);
  }
  ::placeholder {
    color: var(--text-quiet);
    opacity: 1;
  }
  .asked {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    margin-top: 10px;
  }
  .taken,
  .own {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-width: 100%;
    min-height: 30px;
    padding: 2px 10px;
    border: 0;
    border-radius: 15px;
    background: var(--accent);
    color: var(--accent-text);
    font: 500 13px/1.25 var(--font);
    text-align: left;
  }
  .taken {
    cursor: pointer;
  }
  .taken span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .taken svg {
    flex: none;
  }
  .taken:hover {
    filter: brightness(1.12);
  }
  .clear {
    min-height: 30px;
    padding: 0 4px;
    border: 0;
    background: none;
    color: var(--accent);
    font: 600 13px/1.25 var(--font);
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (pointer: coarse) {
    .chip,
    .taken,
    .clear {
      min-height: 40px;
      border-radius: 20px;
    }
    select,
    .more,
    input[type='number'],
    input[type='search'] {
      min-height: 44px;
    }
  }
`;
