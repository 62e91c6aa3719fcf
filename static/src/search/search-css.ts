// The look of the search box and of its list.
import { css } from 'lit';
import { thingIconCss } from '../things/thing-icon-css';

export const searchCss = css`
  :host {
    display: block;
    position: relative;
  }
  * {
    box-sizing: border-box;
  }
  .field {
    display: flex;
    align-items: center;
    height: 44px;
    padding-left: 12px;
    border-radius: 12px;
    background: var(--surface);
    box-shadow: var(--edge), var(--shadow);
  }
  .field:focus-within {
    outline: 2px solid var(--focus);
    outline-offset: -1px;
  }
  .lens {
    flex: none;
    color: var(--text-quiet);
  }
  input {
    flex: 1;
    min-width: 0;
    height: 100%;
    padding: 0 8px 0 10px;
    border: 0;
    background: none;
    color: inherit;
    font: 400 15px/1.4 var(--font);
    text-overflow: ellipsis;
  }
  input:focus {
    outline: none;
  }
  input::placeholder {
    color: var(--text-quiet);
    opacity: 1;
  }
  kbd {
    flex: none;
    margin-right: 12px;
    padding: 0 7px;
    border: 1px solid var(--line-strong);
    border-radius: 6px;
    font: 500 12px/20px var(--font);
    color: var(--text-quiet);
  }
  .clear {
    flex: none;
    display: grid;
    place-items: center;
    width: 44px;
    height: 44px;
    border: 0;
    border-radius: 12px;
    background: none;
    color: var(--text-quiet);
    cursor: pointer;
  }
  .clear:hover {
    color: var(--text);
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }
  .waiting {
    flex: none;
    width: 16px;
    height: 16px;
    margin-right: 4px;
    border: 2px solid var(--line);
    border-top-color: var(--accent);
    border-radius: 50%;
    /* An answer usually comes before a reader would see this. */
    animation:
      turn 800ms linear infinite,
      appear 150ms 250ms both;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  .results {
    position: absolute;
    left: 0;
    right: 0;
    top: calc(100% + 6px);
    display: flex;
    flex-direction: column;
    max-height: min(560px, calc(var(--seen, 100dvh) - 138px));
    border-radius: 12px;
    background: var(--surface);
    box-shadow: var(--edge), var(--shadow);
    overflow: hidden;
  }
  ul {
    flex: 1;
    min-height: 0;
    margin: 0;
    padding: 6px;
    list-style: none;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  li {
    display: flex;
    align-items: flex-start;
    gap: 10px;
    min-height: 44px;
    padding: 7px 10px;
    border-radius: 8px;
    cursor: pointer;
    scroll-margin: 6px;
  }
  [aria-selected='true'] {
    background: var(--hover);
  }
  ${thingIconCss}
  .thing-icon {
    margin-top: 1px;
  }
  .words {
    flex: 1;
    min-width: 0;
    display: grid;
  }
  .name {
    font-size: 14px;
    line-height: 1.4;
    font-weight: 500;
  }
  mark {
    background: none;
    color: var(--accent);
    font-weight: 700;
  }
  .former-mark {
    display: inline-block;
    margin-left: 2px;
    padding: 0 6px;
    border-radius: 5px;
    background: var(--notice);
    color: var(--notice-text);
    font-size: 11.5px;
    line-height: 18px;
    font-weight: 600;
    vertical-align: 1px;
  }
  .about,
  .alias,
  .now {
    font-size: 12.5px;
    line-height: 1.45;
    color: var(--text-quiet);
  }
  .now {
    color: var(--text);
  }
  .count {
    flex: none;
    margin: 0;
    padding: 6px 16px 8px;
    border-top: 1px solid var(--line);
    font-size: 12px;
    color: var(--text-quiet);
    min-height: 33px;
  }
  .none,
  .failure {
    display: block;
    padding: 14px 16px;
    overflow: auto;
  }
  .none p,
  .failure p {
    margin: 0 0 6px;
    overflow-wrap: anywhere;
  }
  .none p:last-child {
    margin: 0;
    font-size: 13px;
    color: var(--text-quiet);
  }
  .failure button {
    min-height: 44px;
    padding: 0 18px;
    border: 0;
    border-radius: 10px;
    background: var(--accent);
    color: var(--accent-text);
    font: 600 14px/1 var(--font);
    cursor: pointer;
  }
  .skeleton {
    padding: 16px 16px 4px;
  }
  .skeleton i {
    height: 14px;
    margin-bottom: 14px;
    border-radius: 5px;
    background: var(--hover);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (max-width: 719px) {
    input {
      /* Smaller letters make a telephone zoom into the page. */
      font-size: 16px;
    }
    kbd {
      display: none;
    }
    li {
      padding: 9px 10px;
    }
    .results {
      max-height: calc(var(--seen, 100dvh) - 122px - env(safe-area-inset-top));
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .waiting {
      animation: none;
    }
  }
`;
