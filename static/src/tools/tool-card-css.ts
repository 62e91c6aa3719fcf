// The look of the card of a tool: beside the map's buttons; at the foot of a phone.
import { css } from 'lit';

export const toolCardCss = css`
  :host {
    position: absolute;
    z-index: 2;
    /* Below the row of the search box. */
    top: 68px;
    right: 64px;
    width: 312px;
    /* The inset of the archipelagos below stays free. */
    max-height: calc(100% - 68px - 214px);
    display: flex;
    font: 400 14px/1.45 var(--font);
  }
  /* Something is said below the switch of times. */
  :host([lowered]) {
    top: 116px;
    max-height: calc(100% - 116px - 214px);
  }
  * {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  section {
    flex: 1;
    min-width: 0;
    min-height: 0;
    display: flex;
    flex-direction: column;
    border-radius: 12px;
    background: var(--surface);
    color: var(--text);
    box-shadow: var(--edge), var(--shadow);
    overflow: hidden;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }
  .bar {
    flex: none;
    display: flex;
    align-items: center;
  }
  h2 {
    flex: 1;
    min-width: 0;
    margin: 0;
    font-size: 14px;
    line-height: 1.3;
  }
  .fold {
    display: flex;
    align-items: center;
    gap: 8px;
    width: 100%;
    min-height: 44px;
    padding: 0 4px 0 16px;
    border: 0;
    background: none;
    font-weight: 600;
    text-align: left;
  }
  .fold svg:first-child {
    flex: none;
    color: var(--accent);
  }
  .fold svg:last-child {
    flex: none;
    color: var(--text-quiet);
  }
  .fold span {
    min-width: 0;
  }
  .close {
    flex: none;
    display: grid;
    place-items: center;
    width: 44px;
    height: 44px;
    border: 0;
    border-radius: 10px;
    background: none;
    color: var(--text-quiet);
  }
  .fold:hover,
  .close:hover {
    background: var(--hover);
  }
  .content {
    flex: 1;
    min-height: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 0 16px 14px;
    scrollbar-width: thin;
  }
  .figure {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 10px;
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  .figure b {
    font-size: 24px;
    line-height: 1.25;
    font-weight: 700;
    letter-spacing: -0.01em;
  }
  .figure span,
  .more {
    color: var(--text-quiet);
  }
  .more {
    margin: 0;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .hint {
    margin: 0;
    font-size: 13px;
    color: var(--text-quiet);
  }
  .going {
    margin-top: 6px;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 12px;
  }
  .steps button,
  .files button,
  .more-items,
  .failure button {
    min-height: 36px;
    padding: 0 14px;
    border: 1px solid var(--line-strong);
    border-radius: 8px;
    background: none;
    font-weight: 600;
  }
  .steps button:hover,
  .files button:hover,
  .more-items:hover {
    background: var(--hover);
  }
  .steps .main {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accent-text);
  }
  .steps .main:hover {
    background: color-mix(in srgb, var(--accent) 88%, var(--text));
  }
  .steps .main:disabled {
    border-color: var(--line);
    background: var(--surface-quiet);
    color: var(--text-quiet);
    cursor: default;
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

  @media (max-width: 719px) {
    :host,
    :host([lowered]) {
      z-index: 3;
      top: auto;
      left: 0;
      right: 0;
      bottom: 0;
      width: auto;
      max-height: 50dvh;
    }
    /* Folded it makes room for the sheet of the page, below the rows at the top. */
    :host([folded]) {
      top: 108px;
      left: 8px;
      right: 68px;
      bottom: auto;
    }
    section {
      border-radius: 16px 16px 0 0;
      padding-bottom: env(safe-area-inset-bottom);
    }
    :host([folded][lowered]) {
      top: 156px;
    }
    :host([folded]) section {
      padding: 0;
      border-radius: 12px;
    }
    .steps button,
    .files button,
    .more-items,
    .failure button {
      min-height: 44px;
    }
  }
`;
