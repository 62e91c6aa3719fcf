// The look of the way in for many addresses and of the converted table.
import { css } from 'lit';

export const manyCss = css`
  [hidden] {
    display: none !important;
  }
  .input {
    position: relative;
    border-radius: 12px;
  }
  .is-over {
    outline: 2px dashed var(--accent);
    outline-offset: 6px;
  }
  textarea {
    min-height: 120px;
  }
  .field small {
    display: block;
    margin-top: 6px;
  }
  .chosen {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    padding: 4px 4px 4px 16px;
    border: 1px solid var(--line-strong);
    border-radius: 10px;
    overflow-wrap: anywhere;
  }
  .chosen b {
    font-weight: 600;
  }
  .fault {
    margin-top: 10px;
  }
  .found {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
    margin-top: 10px;
    font-size: 13px;
    color: var(--text-quiet);
  }
  .found ul {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .found li {
    padding: 2px 10px;
    border-radius: 12px;
    background: var(--hover);
    color: var(--text);
  }
  .found b {
    font-weight: 600;
  }
  .warning {
    padding: 2px 10px;
    border-radius: 8px;
    background: var(--notice);
    color: var(--notice-text);
  }
  .progress {
    margin-top: 16px;
  }
  .progress p {
    margin-top: 6px;
    font-variant-numeric: tabular-nums;
  }
  .outcome {
    font-size: 16px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  progress {
    display: block;
    width: 100%;
    height: 8px;
    accent-color: var(--accent);
  }

  .results {
    margin-top: 12px;
    scroll-margin-top: 8px;
  }
  .results:focus {
    outline: none;
  }
  .end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    margin-top: 20px;
    scroll-margin-top: 12px;
  }
  .summary {
    margin-bottom: 12px;
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .summary button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 44px;
    padding: 0 12px;
    border: 1px solid var(--line-strong);
    border-radius: 10px;
    background: var(--surface);
    font-size: 13px;
    font-weight: 500;
  }
  .summary .look {
    border-color: var(--line-strong);
    background: var(--notice);
  }
  .summary button:hover {
    background: var(--hover);
  }
  .summary [aria-pressed='true'] {
    border-color: currentColor;
    box-shadow: inset 0 0 0 1px currentColor;
  }
  .summary b {
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }

  table {
    width: 100%;
    table-layout: fixed;
    border-collapse: collapse;
    font-size: 13.5px;
  }
  th {
    padding: 8px 10px;
    border-bottom: 1px solid var(--line-strong);
    text-align: left;
    font-size: 12.5px;
    font-weight: 600;
    color: var(--text-quiet);
  }
  td {
    padding: 8px 10px;
    border-bottom: 1px solid var(--line);
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  .number {
    width: 64px;
    text-align: right;
    font-variant-numeric: tabular-nums;
    color: var(--text-quiet);
  }
  th.status {
    width: 152px;
  }
  th.note {
    width: 24%;
  }
  .new b,
  .unit {
    font-weight: 600;
  }
  .unit {
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    text-align: left;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  .new small,
  .note span {
    display: block;
  }
  .note {
    color: var(--text-quiet);
    font-size: 13px;
  }
  .pager {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 8px 16px;
    margin-top: 14px;
    font-variant-numeric: tabular-nums;
  }
  .second:disabled {
    color: var(--text-quiet);
    border-color: var(--line);
    cursor: default;
  }

  @media (max-width: 719px) {
    .drop {
      display: none;
    }
    .download {
      width: 100%;
    }
    thead {
      position: absolute;
      clip-path: inset(50%);
    }
    table,
    tbody {
      display: block;
    }
    tbody tr {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 2px 10px;
      padding: 10px 0;
      border-bottom: 1px solid var(--line);
    }
    td {
      padding: 0;
      border: 0;
    }
    td.number {
      grid-row: 1;
      grid-column: 2;
      width: auto;
    }
    td.status {
      grid-row: 1;
      grid-column: 1;
    }
    td.asked,
    td.new,
    td.note {
      grid-column: 1 / -1;
    }
    td:empty {
      display: none;
    }
    td.new b,
    .unit {
      font-size: 15px;
    }
    .unit {
      min-height: 44px;
      margin: -6px 0;
    }
  }
`;
