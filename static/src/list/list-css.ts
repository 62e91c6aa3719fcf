// The look of a list of records.
import { css } from 'lit';

export const listCss = css`
  :host {
    display: block;
    container-type: inline-size;
    font: 400 14px/1.4 var(--font);
  }
  * {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  [hidden] {
    display: none;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    table-layout: fixed;
    transition: opacity 120ms;
  }
  table.is-stale {
    opacity: 0.55;
  }
  thead th {
    position: sticky;
    top: var(--list-top, 0px);
    z-index: 1;
    padding: 0;
    background: var(--surface);
    box-shadow: inset 0 -1px 0 var(--line-strong);
    text-align: left;
    vertical-align: bottom;
    font-size: 12px;
    font-weight: 600;
    color: var(--text-quiet);
  }
  thead button,
  thead span {
    line-height: 1.25;
  }
  thead > tr > th > button,
  thead > tr > th > span {
    display: flex;
    align-items: center;
    gap: 4px;
    width: 100%;
    min-height: 36px;
    padding: 4px 6px;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: inherit;
    cursor: pointer;
  }
  thead > tr > .name > button {
    padding-left: 8px;
  }
  thead > tr > th > span {
    cursor: default;
  }
  thead button:hover {
    background: var(--hover);
    color: var(--text);
  }
  thead button svg {
    flex: none;
    opacity: 0;
  }
  thead button:hover svg {
    opacity: 0.5;
  }
  thead button.is-active {
    color: var(--text);
  }
  thead button.is-active svg {
    opacity: 1;
  }
  thead .number {
    text-align: right;
  }
  thead > tr > .number > * {
    flex-direction: row-reverse;
    justify-content: flex-start;
  }
  th.province {
    width: 21%;
  }
  th.area {
    width: 20%;
  }
  th.occupancy {
    width: 19%;
  }
  th.class {
    width: 18%;
  }
  th.trade {
    width: 29%;
  }
  th.capacity {
    width: 25%;
  }
  tbody tr {
    cursor: pointer;
  }
  tbody th,
  td {
    padding: 7px 6px;
    border-bottom: 1px solid var(--line);
    text-align: left;
    vertical-align: top;
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  tbody th.name {
    padding-left: 8px;
  }
  tbody tr:hover > * {
    background: var(--hover);
  }
  tr.is-chosen > * {
    background: color-mix(in srgb, var(--accent) 13%, var(--surface));
  }
  tr.is-chosen > th {
    box-shadow: inset 3px 0 0 var(--accent);
  }
  .name > div {
    display: flex;
    gap: 8px;
  }
  .name > div > span {
    min-width: 0;
    flex: 1;
  }
  .mark {
    flex: none;
    width: 22px;
    height: 22px;
    margin-top: -1px;
  }
  .name button {
    display: inline;
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 2px;
    background: none;
    color: var(--text);
    font: 600 14px/1.35 var(--font);
    text-align: left;
    overflow-wrap: break-word;
    cursor: pointer;
  }
  small {
    display: block;
    font-size: 12px;
    line-height: 1.35;
    color: var(--text-quiet);
  }
  .where {
    display: none;
  }
  .gates:not(.wide) .where {
    display: inline;
  }
  table.wide {
    table-layout: auto;
  }
  .wide th {
    width: auto;
  }
  .wide th.name {
    min-width: 200px;
  }
  .wide td.sources,
  .wide th.sources {
    white-space: nowrap;
    cursor: auto;
  }
  .wide th.industries {
    min-width: 190px;
  }
  .wide th.status {
    min-width: 110px;
  }
  .wide td.industries .value {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    font-size: 12.5px;
    line-height: 1.35;
  }
  .wide td {
    overflow-wrap: normal;
  }
  .wide td.number,
  .wide td.class,
  .wide td.province {
    white-space: nowrap;
  }
  td {
    font-size: 13.5px;
  }
  .number {
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  .value {
    display: block;
  }
  .none {
    color: var(--text-quiet);
  }
  .bar {
    display: block;
    height: 4px;
    margin: 4px 0 0 auto;
    max-width: 56px;
    border-radius: 2px;
    background: var(--line);
    overflow: hidden;
  }
  .bar i {
    display: block;
    height: 100%;
    background: var(--accent);
  }
  .skeleton {
    cursor: default;
  }
  .skeleton td {
    height: 53px;
  }
  .skeleton i {
    display: block;
    height: 13px;
    margin: 3px 0 7px;
    border-radius: 4px;
    background: var(--line);
  }
  .skeleton .short {
    width: 35%;
    height: 10px;
    margin: 0;
  }
  .end {
    min-height: 1px;
  }
  .waiting {
    margin: 0;
    padding: 12px 8px;
    font-size: 13px;
    color: var(--text-quiet);
  }
  .failure {
    margin: 12px 0;
    padding: 10px 12px;
    border-radius: 8px;
    background: var(--notice);
    color: var(--notice-text);
  }
  .failure p {
    margin: 0 0 8px;
  }
  .failure button {
    min-height: 36px;
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
  /* Where there is little room the province stands under the name. */
  @container (max-width: 399px) {
    th.province,
    td.province {
      display: none;
    }
    .where {
      display: inline;
    }
    th.area,
    th.occupancy {
      width: 23%;
    }
    th.trade {
      width: 34%;
    }
    th.class {
      width: 21%;
    }
  }
  @media (pointer: coarse) {
    thead > tr > th > button {
      min-height: 44px;
    }
    tbody th,
    td {
      padding-top: 10px;
      padding-bottom: 10px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    table {
      transition: none;
    }
  }
`;
