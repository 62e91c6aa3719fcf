// The look of the tabs of the ways in, and of what lies behind an open card.
import { css } from 'lit';

export const tabsCss = css`
  .ways {
    flex: none;
    display: flex;
    padding: 0 6px;
    border-bottom: 1px solid var(--line);
  }
  .ways [role='tab'] {
    position: relative;
    flex: 1 1 auto;
    display: grid;
    justify-items: center;
    gap: 2px;
    min-width: 0;
    padding: 9px 4px 9px;
    border: 0;
    border-radius: 8px 8px 0 0;
    background: none;
    color: var(--text-quiet);
    font-size: 12.5px;
    font-weight: 500;
    line-height: 1.3;
    white-space: nowrap;
  }
  .ways [role='tab']:hover {
    background: var(--hover);
    color: var(--text);
  }
  .ways [role='tab']:focus-visible {
    outline-offset: -2px;
  }
  .ways [aria-selected='true'] {
    color: var(--accent);
    font-weight: 600;
  }
  .ways [aria-selected='true']::after {
    content: '';
    position: absolute;
    left: 8px;
    right: 8px;
    bottom: -1px;
    height: 3px;
    border-radius: 2px 2px 0 0;
    background: var(--accent);
  }
  .way-body {
    position: relative;
    flex: 1;
    min-height: 0;
    display: flex;
    flex-direction: column;
  }
  /* A card lies over the list, which keeps its place. */
  .is-behind {
    position: absolute;
    inset: 0;
    visibility: hidden;
  }
  way-panel {
    flex: 1;
    min-height: 0;
  }
  .way-waiting {
    margin: 0;
    padding: 18px;
    color: var(--text-quiet);
  }
  /* The table covers the whole map: nothing of it is cut. */
  .is-table .panel {
    width: calc(100% - 24px);
  }
  .is-table .fold {
    display: none;
  }
  .is-table .finding {
    visibility: hidden;
  }
  .is-table .ways [role='tab'] {
    flex: 0 0 auto;
    padding-left: 16px;
    padding-right: 16px;
  }
  .filtering {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin: 0 0 12px;
    padding: 8px 12px;
    border-radius: 8px;
    background: var(--notice);
    color: var(--notice-text);
    font-size: 13px;
  }
  .filtering p {
    flex: 1 1 100%;
    margin: 0;
  }
  .filtering button {
    min-height: 32px;
    padding: 0;
    border: 0;
    background: none;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 3px;
  }

  @media (max-width: 719px) {
    .ways [role='tab'] {
      padding: 2px 2px 9px;
    }
  }
`;
