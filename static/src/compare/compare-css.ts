// The look of the comparison: the line, its grip and what stands on either side of it.
import { css } from 'lit';

export const compareCss = css`
  :host {
    position: absolute;
    inset: 0;
    overflow: hidden;
    /* What is not the left map or the line belongs to the map below. */
    pointer-events: none;
  }
  phiabac-map {
    position: absolute;
    inset: 0;
  }
  .line {
    position: absolute;
    left: 0;
    top: 0;
    bottom: 0;
    width: 0;
  }
  .divider {
    position: absolute;
    left: -14px;
    top: 0;
    bottom: 0;
    width: 28px;
    cursor: ew-resize;
    touch-action: none;
    pointer-events: auto;
  }
  .divider::before {
    content: '';
    position: absolute;
    left: 12.5px;
    top: 0;
    bottom: 0;
    width: 3px;
    background: var(--surface, #fff);
    box-shadow:
      0 0 0 1px rgb(20 30 40 / 0.28),
      var(--shadow, 0 1px 4px rgb(20 30 40 / 0.22));
  }
  .grip {
    position: absolute;
    left: -6px;
    width: 40px;
    height: 40px;
    margin-top: -20px;
    padding: 6px;
    box-sizing: border-box;
    border-radius: 50%;
    background: var(--surface, #fff);
    color: var(--text, #1d2530);
    box-shadow: var(--edge, 0 0 #0000), var(--shadow, 0 1px 4px rgb(20 30 40 / 0.22));
    fill: none;
    stroke: currentColor;
    stroke-width: 2.2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .divider:hover .grip {
    background: var(--hover, #eef1f2);
  }
  .divider:focus-visible {
    outline: none;
  }
  .divider:focus-visible .grip {
    outline: 3px solid var(--focus, #0b57d0);
    outline-offset: 2px;
  }
  .tags span {
    position: absolute;
    padding: 3px 9px;
    border-radius: 7px;
    background: var(--surface, #fff);
    color: var(--text, #1d2530);
    box-shadow: var(--edge, 0 0 #0000), var(--shadow, 0 1px 4px rgb(20 30 40 / 0.22));
    font: 600 12px/1.5 var(--font, 'Be Vietnam Pro', system-ui, sans-serif);
    white-space: nowrap;
  }
  .tags {
    position: absolute;
    left: 0;
    margin-top: 30px;
  }
  .then {
    right: 8px;
  }
  .now {
    left: 8px;
  }
`;
