// The look of lists of related units.
import { css } from 'lit';

export const relationsCss = css`
  :host {
    display: block;
  }
  h3 {
    margin: 20px 0 2px;
    font-size: 13px;
    font-weight: 600;
  }
  ul {
    margin: 0 -12px;
    padding: 0;
    list-style: none;
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
  .unit {
    display: flex;
    align-items: center;
    gap: 10px;
    width: 100%;
    min-height: 36px;
    padding: 4px 12px;
    border: 0;
    border-radius: 8px;
    background: none;
    text-align: left;
  }
  .unit:hover,
  .more:hover {
    background: var(--hover);
  }
  .unit span {
    flex: 1;
    min-width: 0;
    font-weight: 500;
    color: var(--accent);
  }
  small {
    font-size: 12px;
    color: var(--text-quiet);
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  .more {
    min-height: 36px;
    margin: 0 -12px;
    padding: 0 12px;
    border: 0;
    border-radius: 8px;
    background: none;
    color: var(--accent);
    font-weight: 600;
    font-size: 13px;
  }
  .quiet {
    margin: 16px 0 0;
    font-size: 13px;
    color: var(--text-quiet);
  }
  @media (pointer: coarse), (max-width: 719px) {
    .unit,
    .more {
      min-height: 44px;
    }
  }
`;
