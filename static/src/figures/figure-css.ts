// The look of figures: lists by theme, trade charts and their tables.
import { css } from 'lit';

export const figureCss = css`
  :host {
    --flow-export: #0a6aa8;
    --flow-import: #c65f00;
    --flow-both: #6b7480;
    --flow-other: #7b4fa3;
  }
  :host([data-theme='dark']) {
    --flow-export: #58b1ea;
    --flow-import: #f0a04b;
    --flow-both: #a3adb8;
    --flow-other: #bb94e0;
  }
  .figures section + section {
    margin-top: 6px;
  }
  .figures h3 {
    margin: 18px 0 2px;
    padding-bottom: 4px;
    border-bottom: 2px solid var(--line);
    font-size: 14px;
  }
  .measure {
    padding: 7px 0;
    border-bottom: 1px solid var(--line);
  }
  .measure h4 {
    margin: 0;
    font-size: 13px;
    font-weight: 400;
    color: var(--text-quiet);
  }
  .measure ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .figure {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    column-gap: 10px;
    padding: 3px 0;
  }
  .figure .value {
    font-size: 15px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .figure source-button {
    grid-row: 1 / span 2;
    grid-column: 2;
    align-self: start;
    margin-top: 2px;
  }
  .figure .period,
  .figure .change {
    grid-column: 1;
    font-size: 13px;
  }
  .figure .change {
    font-variant-numeric: tabular-nums;
    color: var(--text-quiet);
  }
  .figure .note {
    grid-column: 1 / -1;
    margin: 3px 0 0;
    padding-left: 10px;
    border-left: 2px solid var(--line-strong);
    font-size: 12.5px;
    line-height: 1.4;
    color: var(--text-quiet);
  }
  .csv {
    display: inline-block;
    margin-top: 12px;
    font-size: 13px;
    font-weight: 500;
    color: var(--accent);
  }
  .chart {
    margin: 14px 0 22px;
  }
  .chart h3 {
    margin: 0;
    font-size: 15px;
  }
  .chart .scope {
    margin: 1px 0 0;
    font-size: 12.5px;
    color: var(--text-quiet);
  }
  .tones {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 14px;
    margin: 6px 0 8px;
    padding: 0;
    list-style: none;
    font-size: 12.5px;
  }
  .tones i {
    display: inline-block;
    width: 12px;
    height: 12px;
    margin-right: 6px;
    border-radius: 2px;
    vertical-align: -1px;
  }
  .tones .export {
    background: var(--flow-export);
  }
  .tones .import {
    background: var(--flow-import);
  }
  .tones .both {
    background: var(--flow-both);
  }
  .tones .other {
    background: var(--flow-other);
  }
  .hint {
    margin: 6px 0;
    font-size: 12px;
    color: var(--text-quiet);
  }
  table.trade {
    width: 100%;
    margin-top: 8px;
    border-collapse: collapse;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .trade th,
  .trade td {
    padding: 5px 8px 5px 0;
    border-top: 1px solid var(--line);
    text-align: left;
    vertical-align: baseline;
    font-weight: 400;
  }
  .trade thead th {
    border-top: 0;
    font-size: 12px;
    font-weight: 600;
    color: var(--text-quiet);
  }
  .trade tbody th[scope='row'] {
    min-width: 88px;
  }
  .trade .number {
    text-align: right;
  }
  .trade td.number:nth-of-type(1) {
    font-weight: 600;
    white-space: nowrap;
  }
  .trade .gap td.number:nth-of-type(1) {
    font-weight: 400;
    color: var(--text-quiet);
  }
  .trade .period th {
    padding-top: 9px;
    font-weight: 600;
    border-top: 1px solid var(--line-strong);
  }
  .trade .period + tr > *,
  .trade .note td {
    border-top: 0;
  }
  .trade .note td {
    padding: 0 0 6px;
    font-size: 12px;
    line-height: 1.4;
    color: var(--text-quiet);
  }
  .trade .source {
    padding-right: 0;
    text-align: right;
  }
  .trade .change {
    display: block;
  }
  .trade .change + .change {
    margin-top: 3px;
  }
  .trade .change small {
    line-height: 1.25;
  }
  .place {
    margin: 18px 0 0;
    padding-top: 12px;
    border-top: 2px solid var(--line);
  }
  .place h3 {
    margin: 0;
    font-size: 15px;
  }
  .place > summary {
    font-size: 14px;
    font-weight: 600;
    color: var(--text);
  }
  .place h4 {
    margin: 12px 0 0;
    font-size: 14px;
  }
  .remarks {
    margin: 12px 0 0;
    padding-left: 18px;
    font-size: 12.5px;
    color: var(--text-quiet);
  }
`;
