// The look of the switch of time: three segments, and a quiet line of words below.
import { css } from 'lit';

export const timeCss = css`
  :host {
    display: block;
    position: relative;
    min-width: 0;
    pointer-events: none;
  }
  fieldset {
    display: flex;
    height: 44px;
    margin: 0;
    padding: 4px;
    box-sizing: border-box;
    border: 0;
    border-radius: 12px;
    background: var(--surface);
    box-shadow: var(--edge), var(--shadow);
    pointer-events: auto;
  }
  legend {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  label {
    position: relative;
    display: grid;
    cursor: pointer;
  }
  input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  label span {
    display: grid;
    place-items: center;
    padding: 0 11px;
    border-radius: 9px;
    font-size: 13px;
    font-weight: 500;
    color: var(--text);
    white-space: nowrap;
  }
  input:hover + span {
    background: var(--hover);
  }
  input:checked + span {
    background: var(--accent);
    color: var(--accent-text);
    font-weight: 600;
  }
  input:focus-visible + span {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  /* Words come and go; nothing around them moves. */
  p {
    position: absolute;
    top: calc(100% + 6px);
    left: 0;
    width: 100%;
    margin: 0;
    font-size: 12px;
    line-height: 1.4;
  }
  p span {
    display: inline-block;
    padding: 4px 10px;
    border-radius: 9px;
    background: var(--notice);
    color: var(--notice-text);
    box-shadow: var(--edge), var(--shadow);
    text-wrap: balance;
  }
  @media (max-width: 719px) {
    fieldset {
      height: 40px;
    }
    label span {
      padding: 0 8px;
      font-size: 12.5px;
      letter-spacing: -0.005em;
    }
  }
  @media (forced-colors: active) {
    input:checked + span {
      outline: 2px solid Highlight;
    }
  }
`;
