// The look of the panel of things nearby.
import { css } from 'lit';

export const nearCss = css`
  :host {
    height: auto;
  }
  * {
    box-sizing: border-box;
  }
  .kinds {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 14px 0 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  .kinds legend {
    float: left;
    width: 100%;
    margin-bottom: 6px;
    padding: 0;
    font-size: 13px;
    color: var(--text-quiet);
  }
  .chip {
    position: relative;
    cursor: pointer;
  }
  .chip input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .chip span {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 34px;
    padding: 0 12px 0 8px;
    border: 1px solid var(--line-strong);
    border-radius: 17px;
    font-size: 13px;
    color: var(--text-quiet);
  }
  .chip .thing-icon {
    width: 17px;
    height: 17px;
    margin: 0;
  }
  .chip:hover span {
    background: var(--hover);
  }
  .chip input:checked + span {
    border-color: var(--accent);
    background: color-mix(in srgb, var(--accent) 12%, transparent);
    box-shadow: inset 0 0 0 0.5px var(--accent);
    color: var(--text);
    font-weight: 500;
  }
  .chip input:focus-visible + span {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  .distance {
    display: grid;
    grid-template-columns: 1fr auto;
    margin-top: 16px;
    font-size: 13px;
    color: var(--text-quiet);
  }
  output {
    color: var(--text);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  input[type='range'] {
    grid-column: 1 / -1;
    width: 100%;
    height: 32px;
    margin: 0;
    accent-color: var(--accent);
    cursor: pointer;
  }
  .ends {
    grid-column: 1 / -1;
    display: flex;
    justify-content: space-between;
    margin-top: -4px;
    font-size: 11.5px;
    font-variant-numeric: tabular-nums;
  }
  .ends i {
    font-style: normal;
  }
  .found {
    margin: 14px 0 4px;
    padding-top: 12px;
    border-top: 1px solid var(--line);
    font-weight: 600;
  }
  .hint {
    margin: 10px 0 0;
    font-size: 12.5px;
    color: var(--text-quiet);
  }
  .none {
    margin-top: 16px;
  }
  .skeleton {
    margin-top: 24px;
  }
  [aria-busy='true'] {
    opacity: 0.6;
  }
  @media (max-width: 719px) {
    .chip span {
      min-height: 44px;
      border-radius: 22px;
    }
    input[type='range'] {
      height: 44px;
    }
    .retry {
      min-height: 44px;
    }
  }
`;
