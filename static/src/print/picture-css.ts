// The look of the dialog that saves and prints the map.
import { css } from 'lit';

export const pictureCss = css`
  dialog {
    --dialog-width: 1000px;
    --dialog-height: 720px;
  }
  .top {
    padding-bottom: 6px;
  }
  .parts {
    flex: 1;
    min-height: 0;
    display: grid;
    grid-template-columns: 264px minmax(0, 1fr);
    gap: 24px;
    padding: 4px 24px 24px;
  }
  form {
    display: flex;
    flex-direction: column;
    gap: 16px;
  }
  .field span,
  legend {
    display: block;
    margin-bottom: 4px;
    padding: 0;
    font-size: 12.5px;
    font-weight: 600;
    color: var(--text-quiet);
  }
  input[type='text'] {
    width: 100%;
    min-height: 44px;
    padding: 0 12px;
    border: 1px solid var(--line-strong);
    border-radius: 8px;
    background: var(--surface);
    color: var(--text);
    font: inherit;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  .form,
  .check {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 40px;
    margin: 0 -8px;
    padding: 0 8px;
    border-radius: 8px;
    cursor: pointer;
  }
  .form:hover,
  .check:hover {
    background: var(--hover);
  }
  input[type='radio'],
  input[type='checkbox'] {
    flex: none;
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  .form i {
    flex: none;
    width: 24px;
    height: 17px;
    margin: 0 2px;
    border: 1.5px solid var(--text-quiet);
    border-radius: 2px;
  }
  .form i.screen {
    width: 26px;
    border-radius: 4px;
  }
  .form i.portrait {
    width: 17px;
    height: 24px;
    margin: 0 5.5px;
  }
  .ends {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: auto;
  }
  .ends button,
  .failure button {
    flex: 1;
    min-height: 44px;
    padding: 0 16px;
    border: 1px solid var(--line-strong);
    border-radius: 10px;
    background: none;
    font-weight: 600;
    white-space: nowrap;
  }
  .ends button:hover {
    background: var(--hover);
  }
  .ends .main {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accent-text);
  }
  .ends .main:hover {
    background: color-mix(in srgb, var(--accent) 88%, var(--text));
  }
  .ends button:disabled {
    border-color: var(--line);
    background: var(--surface-quiet);
    color: var(--text-quiet);
    cursor: default;
  }
  .preview {
    position: relative;
    min-height: 0;
    display: grid;
    place-items: center;
    padding: 16px;
    border-radius: 12px;
    background: var(--surface-quiet);
    overflow: hidden;
  }
  .preview img {
    max-width: 100%;
    max-height: 100%;
    min-height: 0;
    box-shadow: 0 1px 3px rgb(0 0 0 / 0.3);
    transition: opacity 120ms;
  }
  [aria-busy='true'] img {
    opacity: 0.35;
  }
  .state {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    margin: 0;
    font-weight: 600;
    pointer-events: none;
  }
  .failure {
    position: absolute;
    inset: auto 16px 16px;
    padding: 10px 12px;
    border-radius: 8px;
    background: var(--notice);
    color: var(--notice-text);
  }
  .failure p {
    margin: 0 0 8px;
  }
  .failure button {
    border-color: currentColor;
  }
  @media (max-width: 719px) {
    .parts {
      display: flex;
      flex-direction: column;
      gap: 12px;
      padding: 4px 16px calc(16px + env(safe-area-inset-bottom));
      overflow: auto;
    }
    .form,
    .check {
      min-height: 44px;
    }
    form {
      display: contents;
    }
    .preview {
      order: 1;
      flex: 1 0 260px;
    }
    .ends {
      order: 2;
      flex: none;
      margin: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
    }
  }
`;
