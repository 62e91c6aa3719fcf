// The look of a way: figures at the top, form, result line, list.
import { css } from 'lit';

export const wayCss = css`
  :host {
    display: flex;
    flex-direction: column;
    font: 400 14px/1.45 var(--font);
  }
  * {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 12px 16px 18px;
    scrollbar-width: thin;
  }
  .wide {
    display: grid;
    grid-template-columns: 330px minmax(0, 1fr);
    align-content: start;
    gap: 24px;
  }
  .wide .result {
    margin-top: 0;
    padding-top: 0;
    border-top: 0;
  }
  .wide dl.many {
    grid-template-columns: repeat(2, auto);
    justify-content: start;
    column-gap: 28px;
  }
  p {
    margin: 0;
  }
  .official {
    margin-bottom: 14px;
    padding: 10px 12px 8px;
    border-radius: 10px;
    background: var(--surface-quiet);
  }
  .headline + .headline {
    margin-top: 10px;
    padding-top: 10px;
    border-top: 1px solid var(--line);
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
    gap: 10px 12px;
    margin: 0;
  }
  dl.many {
    grid-template-columns: repeat(3, auto);
    justify-content: space-between;
  }
  dl > div {
    display: flex;
    flex-direction: column-reverse;
    justify-content: flex-end;
    min-width: 0;
  }
  dt {
    font-size: 12px;
    line-height: 1.3;
    color: var(--text-quiet);
  }
  dt small {
    display: block;
    font-size: 11.5px;
  }
  dd {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 6px;
    margin: 0;
    line-height: 1.25;
    font-variant-numeric: tabular-nums;
  }
  dd b {
    font-size: 18px;
    font-weight: 700;
    letter-spacing: -0.01em;
    white-space: nowrap;
  }
  dd span {
    font-size: 12px;
    white-space: nowrap;
  }
  dd small {
    font-size: 12px;
  }
  dd .change {
    font-size: 12.5px;
    font-weight: 500;
    white-space: nowrap;
  }
  .from {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    margin-top: 8px;
    font-size: 12px;
    color: var(--text-quiet);
  }
  .figures-waiting {
    height: 76px;
  }
  .figures-waiting.zones {
    height: 130px;
  }
  .result {
    margin-top: 14px;
    padding-top: 10px;
    border-top: 1px solid var(--line);
  }
  .line {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    gap: 12px;
  }
  .line:first-child {
    align-items: center;
    min-height: 32px;
  }
  .count b {
    font-size: 16px;
    font-weight: 700;
  }
  .count span {
    font-size: 13px;
    color: var(--text-quiet);
  }
  .in-view {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 8px;
    flex: none;
    min-height: 26px;
    font-size: 13px;
    cursor: pointer;
  }
  .in-view input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .in-view:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
    border-radius: 8px;
  }
  .sums {
    min-height: 20px;
    font-size: 12.5px;
    line-height: 1.4;
    color: var(--text-quiet);
  }
  .sums span {
    display: block;
  }
  .sums b {
    font-weight: 600;
    color: var(--text);
  }
  .files {
    display: inline-flex;
    align-items: center;
    flex: none;
    gap: 8px;
    font-size: 13px;
    color: var(--text-quiet);
    white-space: nowrap;
  }
  .files span {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .table {
    display: none;
    align-items: center;
    gap: 5px;
    min-height: 30px;
    margin-left: 4px;
    padding: 0 10px;
    border: 1px solid var(--line-strong);
    border-radius: 8px;
    background: var(--surface);
    color: var(--text);
    font: 600 13px/1.2 var(--font);
    cursor: pointer;
  }
  .table:hover,
  .table[aria-pressed='true'] {
    background: var(--hover);
  }
  .table b {
    font-weight: 600;
  }
  @media (min-width: 1024px) {
    .table {
      display: inline-flex;
    }
  }
  .files a {
    padding: 4px 0;
    color: var(--accent);
    font-weight: 600;
    text-underline-offset: 3px;
  }
  record-list {
    margin: 6px -8px 0;
    --list-top: -12px;
  }
  .failure {
    flex: 1;
    padding: 8px 12px;
    border-radius: 8px;
    background: var(--notice);
    color: var(--notice-text);
    font-size: 13px;
  }
  .failure button,
  .empty button {
    min-height: 36px;
    margin-top: 6px;
    padding: 0 14px;
    border: 1px solid currentColor;
    border-radius: 8px;
    background: none;
    color: inherit;
    font: 600 14px/1.3 var(--font);
    cursor: pointer;
  }
  .failure button {
    display: block;
  }
  .empty {
    padding: 28px 16px;
    text-align: center;
    color: var(--text-quiet);
  }
  .empty button {
    margin-top: 12px;
    color: var(--accent);
  }
  .note {
    margin-top: 12px;
    font-size: 12px;
    color: var(--text-quiet);
  }
  .note + .note {
    margin-top: 4px;
  }
  @media (max-width: 400px) {
    dd b {
      font-size: 16px;
    }
    dd span {
      font-size: 11.5px;
    }
    dl {
      column-gap: 8px;
    }
    .official {
      padding-left: 10px;
      padding-right: 10px;
    }
  }
  @media (pointer: coarse) {
    .in-view,
    .files a {
      min-height: 44px;
    }
    .files a {
      display: inline-flex;
      align-items: center;
      padding: 0 4px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .track,
    .track::after {
      transition: none;
    }
  }
`;
