// The look of the overlay picker and its legend.
import { css } from 'lit';

export const overlayCss = css`
  :host {
    display: block;
    font: 400 14px/1.45 var(--font);
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
    margin-bottom: 10px;
  }
  .name {
    display: block;
    margin-bottom: 3px;
    padding: 0;
    font-size: 12px;
    font-weight: 600;
    color: var(--text-quiet);
  }
  select {
    width: 100%;
    min-height: 40px;
    padding: 0 10px;
    border: 1px solid var(--line-strong);
    border-radius: 8px;
    background: var(--surface);
    color: var(--text);
    font: 500 14px/1.3 var(--font);
    text-overflow: ellipsis;
  }
  optgroup {
    font-style: normal;
    font-weight: 700;
  }
  .levels {
    display: flex;
    flex-wrap: wrap;
    margin: 0 0 10px;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  .levels label {
    flex: 1;
    position: relative;
    cursor: pointer;
  }
  .levels legend {
    width: 100%;
  }
  .levels input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .levels span {
    display: grid;
    place-items: center;
    min-height: 36px;
    border: 1px solid var(--line-strong);
    font-weight: 500;
  }
  .levels label:first-of-type span {
    border-radius: 8px 0 0 8px;
  }
  .levels label:last-of-type span {
    margin-left: -1px;
    border-radius: 0 8px 8px 0;
  }
  .levels input:checked + span {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accent-text);
  }
  .levels input:focus-visible + span {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding: 2px 0 6px;
    text-align: left;
    font-weight: 600;
    line-height: 1.3;
  }
  small {
    display: block;
    font-size: 12px;
    font-weight: 400;
    color: var(--text-quiet);
  }
  th {
    padding: 3px 0;
    text-align: left;
    font-weight: 400;
  }
  thead th {
    padding-top: 0;
    font-size: 12px;
    color: var(--text-quiet);
  }
  .n {
    text-align: right;
    color: var(--text-quiet);
    white-space: nowrap;
  }
  .swatch {
    display: inline-block;
    margin-right: 8px;
    vertical-align: -3px;
    border-radius: 2px;
    box-shadow: 0 0 0 1px color-mix(in srgb, var(--text) 18%, transparent);
  }
  .remark {
    margin: 6px 0 0;
    font-size: 12.5px;
    color: var(--text-quiet);
  }
  .waiting {
    margin: 0;
    color: var(--text-quiet);
  }
  .sourced {
    margin-top: 8px;
    font-size: 12.5px;
  }
  h4 {
    margin: 0;
    font-size: 12px;
    font-weight: 600;
    color: var(--text-quiet);
  }
  summary {
    cursor: pointer;
    font-weight: 500;
    color: var(--accent);
  }
  .sources {
    margin: 2px 0 0;
    padding: 0;
    list-style: none;
  }
  .sources li {
    padding: 4px 0;
    overflow-wrap: anywhere;
  }
  a {
    color: var(--accent);
    font-weight: 500;
  }
  .svg {
    display: inline-block;
    margin-top: 8px;
    font-size: 12.5px;
  }
  .failure {
    padding: 10px 12px;
    border-radius: 8px;
    background: var(--notice);
    color: var(--notice-text);
  }
  .failure p {
    margin: 0 0 8px;
  }
  .failure button {
    min-height: 34px;
    padding: 0 14px;
    border: 1px solid currentColor;
    border-radius: 8px;
    background: none;
    color: inherit;
    font: 600 14px/1.3 var(--font);
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
  /* The lowest sheet of a phone has room for the heading and the choice, no more. */
  @media (max-width: 719px) {
    .first .name {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @media (pointer: coarse) {
    .levels span,
    select {
      min-height: 44px;
    }
  }
`;
