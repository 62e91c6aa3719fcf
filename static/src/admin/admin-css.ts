// The look of the administration.
import { css } from 'lit';

export const adminCss = css`
  :host {
    display: block;
    min-height: 100dvh;
    background: var(--surface-quiet);
    color: var(--text);
    font: 400 15px/1.5 var(--font);
  }
  * {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  a {
    color: var(--accent);
  }
  header {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 10px max(20px, calc((100vw - 1080px) / 2));
    background: var(--surface);
    box-shadow: var(--edge);
  }
  header h1 {
    flex: 1;
    min-width: 0;
    font-size: 18px;
    line-height: 1.3;
    font-weight: 700;
  }
  header img {
    display: block;
  }
  main {
    display: grid;
    gap: 20px;
    max-width: 1120px;
    margin: 0 auto;
    padding: 20px 20px 64px;
  }
  section {
    min-width: 0;
    padding: 20px 24px 24px;
    border-radius: 14px;
    background: var(--surface);
    box-shadow: var(--edge);
  }
  h2 {
    margin-bottom: 6px;
    font-size: 18px;
    line-height: 1.3;
    font-weight: 700;
  }
  h3 {
    margin: 20px 0 6px;
    font-size: 15px;
    font-weight: 600;
  }
  .quiet,
  small {
    color: var(--text-quiet);
    font-size: 13.5px;
  }
  .narrow {
    max-width: 560px;
    width: 100%;
    margin: 24px auto 0;
  }
  code {
    padding: 2px 6px;
    border-radius: 6px;
    background: var(--surface-quiet);
    font-size: 14px;
    overflow-wrap: anywhere;
  }
  ol {
    padding-left: 22px;
    margin-top: 10px;
  }
  li + li {
    margin-top: 8px;
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 32px;
    margin-top: 8px;
  }
  .facts dt {
    color: var(--text-quiet);
    font-size: 13px;
  }
  .facts dd {
    font-weight: 500;
    overflow-wrap: anywhere;
  }

  form {
    display: grid;
    gap: 16px;
    margin-top: 14px;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(240px, 1fr));
    gap: 16px;
  }
  .field {
    display: block;
    min-width: 0;
  }
  .field > span,
  .field > .label {
    display: block;
    margin-bottom: 4px;
    font-size: 14px;
    font-weight: 600;
  }
  .field > small {
    display: block;
    margin-top: 4px;
  }
  input:not([type='checkbox']),
  select,
  textarea {
    width: 100%;
    min-height: 44px;
    padding: 8px 12px;
    border: 1px solid var(--line-strong);
    border-radius: 10px;
    background: var(--surface);
    font-size: 16px;
  }
  textarea {
    display: block;
    min-height: 72px;
    resize: vertical;
  }
  .drop {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
    padding: 14px;
    border: 1.5px dashed var(--line-strong);
    border-radius: 12px;
  }
  .drop.is-over {
    border-color: var(--accent);
    background: var(--hover);
  }
  .drop b {
    overflow-wrap: anywhere;
  }
  .check {
    display: flex;
    align-items: flex-start;
    gap: 10px;
    min-height: 32px;
    cursor: pointer;
  }
  .check input {
    flex: none;
    width: 20px;
    height: 20px;
    margin: 2px 0 0;
    accent-color: var(--accent);
  }
  details > summary {
    min-height: 36px;
    padding: 6px 0;
    color: var(--accent);
    font-weight: 600;
    cursor: pointer;
  }
  .options {
    display: grid;
    gap: 16px;
    padding-top: 8px;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px;
    margin-top: 16px;
  }
  form .row {
    margin-top: 0;
  }
  button {
    min-height: 44px;
    padding: 0 18px;
    border: 1px solid var(--line-strong);
    border-radius: 10px;
    background: var(--surface);
    font-weight: 600;
    cursor: pointer;
  }
  button:hover {
    background: var(--hover);
  }
  button.main {
    border-color: transparent;
    background: var(--accent);
    color: var(--accent-text);
  }
  button:disabled {
    border-color: transparent;
    background: var(--hover);
    color: var(--text-quiet);
    cursor: default;
  }
  button.plain {
    padding: 0 10px;
    border-color: transparent;
    background: none;
    color: var(--accent);
    font-weight: 500;
  }
  button.plain:hover {
    background: var(--hover);
  }

  .note {
    margin-top: 14px;
    padding: 10px 14px;
    border-radius: 10px;
    background: var(--surface-quiet);
    border-left: 4px solid var(--line-strong);
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .note.good {
    border-color: var(--zone);
  }
  .note.bad {
    border-color: var(--danger);
  }
  .note.warn {
    border-color: var(--islands);
  }
`;
