// The look of the answer for one address.
import { css } from 'lit';

export const answerCss = css`
  .names {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
    gap: 12px;
  }
  .wrong:not(:empty) {
    display: block;
    margin-top: 4px;
    color: var(--danger);
  }
  .answer {
    margin-top: 20px;
  }
  .how {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 10px;
    color: var(--text-quiet);
  }
  .how + .quiet {
    margin-top: 4px;
  }
  h3 {
    margin: 14px 0 6px;
    font-size: 14px;
    font-weight: 600;
  }
  .match {
    margin-top: 12px;
    border: 1px solid var(--line);
    border-radius: 12px;
    overflow: hidden;
  }
  .unit {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 2px 12px;
  }
  .old {
    padding: 10px 8px 10px 16px;
    background: var(--surface-quiet);
  }
  .old .label {
    grid-column: 1 / -1;
  }
  .label {
    font-size: 12px;
    font-weight: 600;
    color: var(--text-quiet);
  }
  .name small {
    display: block;
  }
  .name b {
    font-weight: 600;
  }
  .name i {
    margin-left: 6px;
    font-style: normal;
    font-size: 12.5px;
    color: var(--text-quiet);
  }
  .name i.mark {
    padding: 1px 8px;
    border-radius: 10px;
    background: var(--accent);
    color: var(--accent-text);
    font-weight: 600;
  }
  .became {
    padding: 10px 8px 4px 16px;
  }
  .new {
    padding: 6px 0;
  }
  .new + .new {
    border-top: 1px solid var(--line);
  }
  .new .name b {
    font-size: 16px;
  }
  .ways {
    display: flex;
    gap: 2px;
  }
  .way {
    min-height: 44px;
    padding: 0 12px;
    border: 0;
    border-radius: 10px;
    background: none;
    color: var(--accent);
    font-weight: 600;
    white-space: nowrap;
  }
  .way:hover,
  .candidate:hover {
    background: var(--hover);
  }
  .candidate {
    display: block;
    width: 100%;
    min-height: 44px;
    padding: 8px 16px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: none;
    text-align: left;
  }
  .candidates li + li {
    margin-top: 6px;
  }
  .candidate b {
    font-weight: 600;
  }
  .candidate small {
    display: block;
  }
  @media (max-width: 559px) {
    .unit {
      grid-template-columns: minmax(0, 1fr);
    }
    .ways {
      margin-left: -12px;
    }
  }
`;
