// The look of a report: a table, on a narrow screen a list of cards.
import { css } from 'lit';

export const reportCss = css`
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin: 16px 0 12px;
  }
  .tabs button {
    min-height: 36px;
    padding: 0 14px;
    border-radius: 18px;
    font-weight: 500;
    font-size: 14px;
  }
  .tabs button[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accent-text);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 14px;
    line-height: 1.45;
  }
  th,
  td {
    padding: 10px 12px 10px 0;
    border-bottom: 1px solid var(--line);
    text-align: left;
    vertical-align: top;
  }
  th {
    color: var(--text-quiet);
    font-size: 13px;
    font-weight: 600;
  }
  .number {
    width: 64px;
    font-variant-numeric: tabular-nums;
  }
  .who {
    width: 30%;
    overflow-wrap: anywhere;
  }
  .who small {
    display: block;
  }
  .badge {
    display: inline-block;
    padding: 1px 10px;
    border: 1px solid currentColor;
    border-radius: 12px;
    font-size: 13px;
    font-weight: 600;
    white-space: nowrap;
  }
  .badge.kept {
    color: var(--zone);
  }
  .badge.repaired,
  .badge.noted {
    color: var(--plant);
  }
  .badge.rejected {
    color: var(--danger);
  }
  .said ul,
  ul.plain {
    display: grid;
    gap: 6px;
    list-style: none;
  }
  .said {
    overflow-wrap: anywhere;
  }
  .cure {
    display: block;
    color: var(--text-quiet);
  }
  .differences {
    margin-top: 6px;
    color: var(--text-quiet);
    font-size: 13.5px;
  }
  del {
    color: var(--text-quiet);
  }
  ins {
    color: var(--text);
    font-weight: 600;
    text-decoration: none;
  }
  @media (max-width: 720px) {
    section {
      padding: 16px;
    }
    main {
      padding: 12px 12px 48px;
      gap: 12px;
    }
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    table,
    tbody {
      display: block;
    }
    tbody tr {
      display: grid;
      grid-template-columns: auto 1fr auto;
      gap: 4px 10px;
      padding: 12px 0;
      border-bottom: 1px solid var(--line);
    }
    td {
      padding: 0;
      border: 0;
    }
    .number,
    .who {
      width: auto;
    }
    .number {
      color: var(--text-quiet);
    }
    .said {
      grid-column: 1 / -1;
    }
  }
`;
