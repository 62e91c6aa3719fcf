// The look of the answer for a drawn shape.
import { css } from 'lit';
import { thingIconCss } from '../things/thing-icon-css';

export const withinCss = css`
  .units {
    margin: 14px 0 0;
    padding-top: 12px;
    border-top: 1px solid var(--line);
    font-weight: 500;
  }
  table {
    width: 100%;
    margin-top: 8px;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  thead th {
    padding: 4px 0;
    font-size: 12px;
    font-weight: 500;
    text-align: left;
    color: var(--text-quiet);
  }
  tbody th,
  td {
    padding: 7px 0;
    border-top: 1px solid var(--line);
    font-weight: 500;
    text-align: left;
    vertical-align: top;
  }
  tbody th {
    padding-right: 8px;
  }
  .kind {
    display: flex;
    gap: 8px;
    line-height: 20px;
  }
  .n {
    padding-left: 10px;
    text-align: right;
    white-space: nowrap;
  }
  thead .n {
    text-align: right;
  }
  small {
    display: block;
    font-size: 12px;
    line-height: 1.35;
    font-weight: 400;
    color: var(--text-quiet);
  }
  .statuses td {
    padding: 0 0 8px 28px;
    border: 0;
    font-size: 12px;
    line-height: 1.4;
    font-weight: 400;
    color: var(--text-quiet);
  }
  ${thingIconCss}
  .files {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-top: 12px;
    padding-top: 12px;
    border-top: 1px solid var(--line);
  }
  .files span {
    flex: 1;
    font-size: 13px;
    color: var(--text-quiet);
  }
  h3 {
    margin: 16px 0 4px;
    font-size: 13px;
    font-weight: 600;
  }
  .ways {
    margin: 0 -10px;
    padding: 0;
    list-style: none;
  }
  .ways[aria-busy='true'] {
    opacity: 0.6;
  }
  .way {
    display: flex;
    align-items: flex-start;
    gap: 10px;
    width: 100%;
    min-height: 44px;
    padding: 6px 10px;
    border: 0;
    border-radius: 8px;
    background: none;
    text-align: left;
    font-weight: 500;
    line-height: 1.35;
  }
  .way:hover {
    background: var(--hover);
  }
  .way > span {
    flex: 1;
    min-width: 0;
  }
  .way-name {
    display: block;
    color: var(--accent);
    overflow-wrap: anywhere;
  }
  .more-items {
    width: 100%;
    margin-top: 8px;
  }
  details {
    margin-top: 12px;
    font-size: 13px;
  }
  summary {
    min-height: 28px;
    cursor: pointer;
    font-weight: 500;
    color: var(--accent);
  }
  .sources {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .sources li {
    padding: 7px 0;
    border-top: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
  a {
    color: var(--accent);
    font-weight: 500;
  }
  .none {
    margin: 12px 0 0;
    color: var(--text-quiet);
  }
  .hint.without {
    margin-top: 12px;
  }
  .failure {
    margin: 12px 0 0;
    padding: 10px 12px;
    border-radius: 8px;
    background: var(--notice);
    color: var(--notice-text);
  }
  .failure p {
    margin: 0 0 8px;
  }
  .failure button {
    border-color: currentColor;
  }
  .skeleton {
    margin-top: 16px;
  }
  .skeleton i {
    display: block;
    height: 14px;
    margin: 0 0 12px;
    border-radius: 5px;
    background: var(--hover);
  }
`;
