// The look of the page: header, panel, bottom sheet.
import { css } from 'lit';

export const atlasCss = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    grid-template-columns: minmax(0, 1fr);
    height: 100%;
    --radius: 12px;
  }
  * {
    box-sizing: border-box;
  }
  button,
  a {
    font: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .panel:focus {
    outline: none;
  }
  .skip {
    position: absolute;
    left: 12px;
    top: -60px;
    z-index: 5;
    padding: 8px 14px;
    border-radius: 8px;
    background: var(--accent);
    color: var(--accent-text);
  }
  .skip:focus {
    top: 10px;
  }

  header {
    position: relative;
    z-index: 3;
    display: flex;
    align-items: center;
    gap: 12px;
    height: 56px;
    padding: 0 16px;
    background: var(--surface);
    border-bottom: 1px solid var(--line);
  }
  header img {
    flex: none;
    border-radius: 8px;
  }
  .title {
    min-width: 0;
    flex: 1;
  }
  h1 {
    margin: 0;
    font-size: 17px;
    line-height: 1.25;
    font-weight: 700;
    letter-spacing: -0.01em;
    white-space: nowrap;
  }
  .title p {
    margin: 0;
    font-size: 12.5px;
    line-height: 1.3;
    color: var(--text-quiet);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .tools {
    display: flex;
    gap: 6px;
  }
  .tool {
    display: inline-grid;
    place-items: center;
    min-width: 40px;
    height: 40px;
    padding: 0 10px;
    border: 1px solid transparent;
    border-radius: 10px;
    background: none;
    font-weight: 500;
  }
  .tool.region {
    grid-auto-flow: column;
    gap: 8px;
  }
  .tool[aria-pressed='true'] {
    background: var(--hover);
    border-color: var(--line-strong);
  }
  .language .short {
    display: none;
  }
  .tool:hover {
    background: var(--hover);
  }

  main {
    position: relative;
    min-height: 0;
  }
  phiabac-map {
    position: absolute;
    inset: 0;
    --foot-left: 600px;
  }

  /* The search box, and beside it the buttons of other ways to find. */
  .finding {
    position: absolute;
    z-index: 3;
    top: 12px;
    left: 40px;
    right: 64px;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    pointer-events: none;
    transition: left 180ms ease;
  }
  .finding > :not(time-switch) {
    pointer-events: auto;
  }
  .beside-panel .finding {
    left: calc(var(--panel-width, 348px) + 52px);
  }
  search-box {
    flex: 1 1 280px;
    min-width: 0;
    max-width: 420px;
  }
  .convert {
    flex: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-width: 44px;
    height: 44px;
    padding: 0 14px;
    border: 0;
    border-radius: 12px;
    background: var(--surface);
    box-shadow: var(--edge), var(--shadow);
    font-weight: 600;
    white-space: nowrap;
  }
  .convert:hover {
    background: var(--hover);
  }

  .panel {
    position: absolute;
    z-index: 2;
    left: 12px;
    top: 12px;
    bottom: 12px;
    width: var(--panel-width, 348px);
    display: flex;
    flex-direction: column;
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--edge), var(--shadow);
    overflow: hidden;
    transition:
      transform 180ms ease,
      visibility 180ms;
  }
  .panel.is-folded {
    transform: translateX(calc(-100% - 24px));
    visibility: hidden;
  }
  .fold {
    position: absolute;
    z-index: 2;
    left: 12px;
    top: 24px;
    width: 28px;
    height: 48px;
    display: grid;
    place-items: center;
    border: 0;
    border-radius: 0 10px 10px 0;
    background: var(--surface);
    box-shadow: var(--shadow);
    clip-path: inset(-12px -12px -12px 0);
    transition: left 180ms ease;
  }
  .fold:not(.is-open) {
    left: 0;
  }
  .fold.is-open {
    left: calc(var(--panel-width, 348px) + 12px);
  }
  .fold:hover {
    background: var(--hover);
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 14px 18px 18px;
    scrollbar-width: thin;
  }
  h2 {
    margin: 0 0 8px;
    font-size: 16px;
    line-height: 1.3;
    font-weight: 700;
  }
  feature-card,
  district-card,
  here-card,
  region-card {
    flex: 1;
    min-height: 0;
  }

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
  .track {
    flex: none;
    position: relative;
    width: 34px;
    height: 20px;
    border-radius: 10px;
    background: var(--line-strong);
    transition: background 120ms;
  }
  .track::after {
    content: '';
    position: absolute;
    left: 3px;
    top: 3px;
    width: 14px;
    height: 14px;
    border-radius: 50%;
    background: #fff;
    box-shadow: 0 1px 2px rgb(0 0 0 / 0.25);
    transition: transform 120ms;
  }
  .switch input:checked ~ .track {
    background: var(--accent);
  }
  .switch input:checked ~ .track::after {
    transform: translateX(14px);
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
  .failure {
    padding: 12px 18px;
    background: var(--notice);
    color: var(--notice-text);
  }
  .failure p {
    margin: 0 0 8px;
  }
  .failure button {
    min-height: 34px;
    padding: 0 14px;
    border: 1px solid currentColor;
    border-radius: 8px;
    background: none;
    font-weight: 600;
  }

  @media (max-width: 719px) {
    header {
      height: calc(52px + env(safe-area-inset-top));
      padding: env(safe-area-inset-top) 8px 0 12px;
      gap: 10px;
    }
    h1 {
      font-size: 16px;
    }
    .title p {
      font-size: 11.5px;
    }
    .region .long,
    .convert .long {
      display: none;
    }
    /* Read out with the short name, which alone would say little. */
    .language .long {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .convert {
      padding: 0;
    }
    .language .short {
      display: inline;
    }
    .tools {
      gap: 0;
    }
    .finding {
      top: 8px;
      left: max(8px, env(safe-area-inset-left));
      right: max(8px, env(safe-area-inset-right));
    }
    /* Beside it stand the buttons of the map. */
    time-switch {
      max-width: calc(100% - 56px);
    }
    phiabac-map {
      --map-top: 64px;
      --inset-width: 150px;
      --inset-text: 11.5px;
      --corner-bottom: calc(13dvh + 40px);
      --foot-bottom: calc(13dvh + 10px);
      --foot-right: 12px;
      --foot-left: 24px;
    }
    .panel {
      left: 0;
      right: 0;
      top: auto;
      bottom: 0;
      width: auto;
      height: 13dvh;
      border-radius: 16px 16px 0 0;
      transition: height 200ms ease;
      padding-bottom: env(safe-area-inset-bottom);
    }
    .panel.half {
      height: 50dvh;
    }
    .panel.tall {
      /* The search box stays free. */
      height: min(88dvh, calc(100dvh - 116px - env(safe-area-inset-top)));
    }
    .panel.is-dragged {
      transition: none;
    }
    .handle {
      flex: none;
      height: 26px;
      border: 0;
      background: none;
      touch-action: none;
      cursor: grab;
    }
    .handle::before {
      content: '';
      display: block;
      width: 40px;
      height: 4px;
      margin: 0 auto;
      border-radius: 2px;
      background: var(--line-strong);
    }
    .scroll {
      padding-top: 2px;
    }
    .switch {
      min-height: 44px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
    }
  }
`;
