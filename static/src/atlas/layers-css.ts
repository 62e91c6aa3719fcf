// The look of the overview: overlay, layer switch, legend.
import { css } from 'lit';

export const layersCss = css`
  .figures {
    margin-bottom: 14px;
    padding-bottom: 10px;
    border-bottom: 1px solid var(--line);
  }

  .group {
    margin: 0 0 10px;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  .group legend,
  h3 {
    margin: 0;
    padding: 6px 0 2px;
    font-size: 12px;
    font-weight: 600;
    color: var(--text-quiet);
  }
  .switch {
    position: relative;
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 31px;
    margin: 0 -8px;
    padding: 2px 8px;
    border-radius: 8px;
    cursor: pointer;
  }
  .switch:hover {
    background: var(--hover);
  }
  .mark {
    flex: none;
  }
  .switch .mark {
    width: 28px;
    height: 22px;
  }
  .name {
    flex: 1;
    min-width: 0;
    line-height: 1.3;
  }
  .name small {
    display: block;
    font-size: 11.5px;
    color: var(--text-quiet);
  }
  .count {
    font-size: 12.5px;
    color: var(--text-quiet);
    font-variant-numeric: tabular-nums;
  }
  .switch input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .switch:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }

  .legend {
    margin-top: 14px;
    padding-top: 14px;
    border-top: 1px solid var(--line);
  }
  .legend h3 {
    padding: 8px 0 4px;
  }
  .legend ul {
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 13px;
    line-height: 1.35;
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 28px;
  }
  .list .mark {
    width: 30px;
  }
  .legend .compact {
    display: grid;
    grid-template-columns: 1fr 1fr;
    column-gap: 8px;
  }
  .compact .mark {
    width: 24px;
  }
  .legend .row {
    display: flex;
    align-items: flex-end;
    gap: 20px;
  }
  .row li {
    flex-direction: column;
    gap: 2px;
    font-variant-numeric: tabular-nums;
  }
  footer {
    margin-top: 16px;
    padding-top: 12px;
    border-top: 1px solid var(--line);
    font-size: 12px;
    color: var(--text-quiet);
  }
  footer p {
    margin: 0 0 4px;
  }

  @media (max-width: 719px) {
    .switch {
      min-height: 44px;
    }
  }
`;
