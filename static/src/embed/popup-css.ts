// The look of the small card.
import { css } from 'lit';

export const popupCss = css`
  :host {
    display: flex;
    font: 400 14px/1.45 var(--font);
    color: var(--text);
  }
  * {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  .card {
    position: relative;
    flex: 1;
    display: flex;
    min-width: 0;
    border-radius: 12px;
    background: var(--surface);
    box-shadow: var(--edge), var(--shadow);
    overflow: hidden;
  }
  .inside {
    flex: 1;
    min-width: 0;
    padding: 12px 16px 14px;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .close {
    position: absolute;
    z-index: 1;
    top: 4px;
    right: 4px;
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    border: 0;
    border-radius: 10px;
    background: var(--surface);
    color: var(--text-quiet);
    cursor: pointer;
  }
  .close:hover {
    background: var(--hover);
  }
  .kind {
    margin: 0 34px 2px 0;
    font-size: 12px;
    font-weight: 600;
    color: var(--text-quiet);
  }
  .name {
    margin: 0 34px 6px 0;
    font-size: 16px;
    line-height: 1.3;
    font-weight: 700;
    overflow-wrap: anywhere;
  }
  .precision {
    margin: 6px 0;
    font-size: 12.5px;
    color: var(--text-quiet);
  }
  .precision.warning {
    padding: 5px 10px;
    border-radius: 8px;
    background: var(--notice);
    color: var(--notice-text);
  }
  dl {
    margin: 0;
  }
  dl div {
    display: grid;
    grid-template-columns: minmax(0, 42%) minmax(0, 1fr);
    gap: 10px;
    padding: 4px 0;
    border-top: 1px solid var(--line);
  }
  dt {
    font-size: 13px;
    color: var(--text-quiet);
  }
  dd {
    margin: 0;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .figures h3 {
    display: none;
  }
  .figures .measure,
  .overlay-value {
    padding: 5px 0;
    border-top: 1px solid var(--line);
    border-bottom: 0;
  }
  .overlay-value h3 {
    margin: 0;
    font-size: 13px;
    font-weight: 400;
    color: var(--text-quiet);
  }
  .parts {
    margin: 2px 0 0;
    padding: 0;
    list-style: none;
    font-size: 13px;
  }
  .parts li {
    display: flex;
    justify-content: space-between;
    gap: 12px;
  }
  details {
    margin-top: 4px;
    font-size: 12.5px;
  }
  summary {
    padding: 4px 0;
    font-weight: 500;
    color: var(--text-quiet);
    cursor: pointer;
  }
  .sources {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .sources li {
    padding: 3px 0;
    overflow-wrap: anywhere;
  }
  small {
    display: block;
    color: var(--text-quiet);
  }
  a {
    color: var(--accent);
    font-weight: 500;
  }
  .more {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    margin-top: 6px;
    font-size: 13.5px;
    text-decoration: none;
  }
  .more:hover {
    text-decoration: underline;
  }
  .failure {
    margin-right: 34px;
  }
  .failure p {
    margin: 0 0 8px;
  }
  .failure button {
    min-height: 34px;
    padding: 0 14px;
    border: 1px solid var(--line-strong);
    border-radius: 8px;
    background: none;
    color: inherit;
    font: 600 13.5px/1.3 var(--font);
    cursor: pointer;
  }
  .skeleton i {
    display: block;
    height: 13px;
    margin: 9px 0;
    border-radius: 5px;
    background: var(--hover);
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
`;
