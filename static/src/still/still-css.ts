// The look of the still map.
import { css } from 'lit';

export const stillCss = css`
  :host {
    position: absolute;
    inset: 0;
    background: var(--sea);
  }
  .pictures {
    position: absolute;
    overflow: hidden;
    cursor: grab;
    touch-action: none;
  }
  .pictures:active {
    cursor: grabbing;
  }
  .pictures:focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: -3px;
  }
  .strip {
    display: flex;
    height: 100%;
  }
  img {
    display: block;
    flex: 1 1 0;
    min-width: 0;
    object-fit: contain;
    user-select: none;
  }
  img + img {
    border-left: 3px solid var(--surface);
  }
  .stacked {
    flex-direction: column;
  }
  .stacked img + img {
    border: 0;
    border-top: 3px solid var(--surface);
  }
  .words {
    position: absolute;
    display: grid;
    justify-items: center;
    gap: 6px;
    padding: 12px 60px 64px 12px;
    pointer-events: none;
  }
  .words p {
    max-width: 460px;
    margin: 0;
    padding: 7px 12px;
    border-radius: 10px;
    background: var(--notice);
    color: var(--notice-text);
    box-shadow: var(--edge), var(--shadow);
    font-size: 12.5px;
    line-height: 1.45;
    pointer-events: auto;
  }
  .words button {
    margin-left: 6px;
    padding: 2px 10px;
    border: 1px solid currentColor;
    border-radius: 7px;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
`;
