// The look of the card.
import { css } from 'lit';
import { thingIconCss } from '../things/thing-icon-css';

export const cardCss = css`
  :host {
    display: flex;
    flex-direction: column;
    position: relative;
    min-height: 0;
    height: 100%;
  }
  .bar {
    flex: none;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    min-height: 44px;
    padding: 4px 6px 0 20px;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  .close {
    display: grid;
    place-items: center;
    flex: none;
    width: 44px;
    height: 44px;
    border: 0;
    border-radius: 10px;
    background: none;
    color: var(--text-quiet);
  }
  .close:hover {
    background: var(--hover);
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  h2:focus {
    outline: none;
  }
  .body {
    flex: 1;
    min-height: 0;
    overflow: auto;
    padding: 0 20px 20px;
    scrollbar-width: thin;
  }
  .kind {
    margin: 0;
    font-size: 12.5px;
    font-weight: 500;
    color: var(--accent);
  }
  h2 {
    margin: 0;
    font-size: 20px;
    line-height: 1.3;
    font-weight: 700;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  .other {
    margin: 2px 0 0;
    color: var(--text-quiet);
  }
  .precision {
    margin: 12px 0 0;
    padding: 8px 12px;
    border-radius: 8px;
    background: var(--surface-quiet);
    color: var(--text-quiet);
    font-size: 13px;
  }
  .precision.warning {
    background: var(--notice);
    color: var(--notice-text);
    font-weight: 500;
  }
  dl {
    margin: 14px 0 0;
  }
  dl > div {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    gap: 12px;
    padding: 7px 0;
    border-top: 1px solid var(--line);
  }
  dt {
    color: var(--text-quiet);
    font-size: 13px;
  }
  dd {
    margin: 0;
    font-weight: 500;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .unit {
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    text-align: left;
    font-weight: inherit;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  .report {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    margin-top: 4px;
    color: var(--accent);
    font-weight: 600;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  .ways {
    margin: 6px -12px 0;
    padding: 0;
    list-style: none;
  }
  .way {
    display: flex;
    align-items: center;
    gap: 10px;
    width: 100%;
    min-height: 44px;
    padding: 6px 12px;
    border: 0;
    border-radius: 8px;
    background: none;
    text-align: left;
    font-weight: 500;
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
  .way small {
    font-weight: 400;
  }
  .way .km {
    flex: none;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  ${thingIconCss}
  .back {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
    min-height: 44px;
    margin-left: -10px;
    padding: 0 10px;
    border: 0;
    border-radius: 10px;
    background: none;
    color: var(--accent);
    font-size: 13px;
    font-weight: 500;
  }
  .back:hover {
    background: var(--hover);
  }
  .back span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  dl > .long {
    display: block;
  }
  .long dd {
    margin-top: 2px;
    font-weight: 400;
    font-size: 13px;
  }
  details {
    margin-top: 12px;
  }
  summary {
    cursor: pointer;
    font-size: 13px;
    color: var(--text-quiet);
  }
  details dl {
    margin-top: 6px;
  }
  h3 {
    margin: 20px 0 6px;
    font-size: 13px;
    font-weight: 600;
  }
  .sources {
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 13px;
  }
  .sources li {
    padding: 7px 0;
    border-top: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
  .sources a {
    color: var(--accent);
    font-weight: 500;
  }
  small {
    display: block;
    font-size: 12px;
    color: var(--text-quiet);
  }
  .none,
  .failure p {
    margin: 0 0 12px;
    color: var(--text-quiet);
  }
  .retry {
    min-height: 36px;
    padding: 0 16px;
    border: 0;
    border-radius: 8px;
    background: var(--accent);
    color: var(--accent-text);
    font-weight: 600;
  }
  .skeleton i {
    display: block;
    height: 14px;
    margin: 0 0 12px;
    border-radius: 5px;
    background: var(--hover);
  }
  .w40 {
    width: 40%;
  }
  .skeleton .w75 {
    width: 75%;
    height: 24px;
  }
  .w90 {
    width: 90%;
  }
  .w60 {
    width: 60%;
  }
  .tabs {
    display: flex;
    gap: 4px;
    margin: 12px 0 4px;
    border-bottom: 1px solid var(--line);
  }
  .tabs button {
    min-height: 44px;
    margin-bottom: -1px;
    padding: 0 14px;
    border: 0;
    border-bottom: 3px solid transparent;
    background: none;
    font-weight: 500;
    color: var(--text-quiet);
  }
  .tabs button:hover {
    background: var(--hover);
  }
  .tabs [aria-selected='true'] {
    border-bottom-color: var(--accent);
    color: var(--text);
    font-weight: 600;
  }
  .overlay-value {
    margin: 12px 0 0;
    padding: 10px 12px;
    border-radius: 8px;
    background: var(--surface-quiet);
  }
  .overlay-value h3 {
    margin: 0;
    font-size: 13px;
    font-weight: 500;
    color: var(--text-quiet);
  }
  .parts {
    margin: 4px 0 0;
    padding: 0;
    list-style: none;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .parts li {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    padding: 2px 0;
  }
  .parts b {
    font-weight: 500;
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
