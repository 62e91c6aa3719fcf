// The look of the page as a whole; the header, the panel and what stands in it have files of their
// own.
import { css } from 'lit';
import { switchCss } from '../controls/switch-css';
import { connectionCss } from '../offline/connection-view';
import { headerCss } from './header-css';
import { layersCss } from './layers-css';
import { tabsCss } from '../ways/tabs-css';
import { panelCss } from './panel-css';

const pageCss = css`
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

  main {
    position: relative;
    min-height: 0;
  }
  phiabac-map {
    position: absolute;
    inset: 0;
    --foot-left: 64px;
  }
  .beside-panel phiabac-map {
    --foot-left: calc(var(--panel-width, 348px) + 36px);
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
  /* Its list lies over what stands below. */
  search-box {
    position: relative;
    z-index: 1;
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

  @media (max-width: 719px) {
    .convert {
      padding: 0;
    }
    .convert .long {
      display: none;
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
    /* The inset stands where no part of the region does. */
    phiabac-map {
      --map-top: 64px;
      --inset-width: 150px;
      --inset-text: 11.5px;
      --corner-left: 8px;
      --corner-right: auto;
      --corner-bottom: calc(13dvh + 10px);
      --foot-bottom: calc(13dvh + 10px);
      --foot-right: 12px;
      --foot-left: 24px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
    }
  }
`;

export const atlasCss = [
  connectionCss,
  pageCss,
  headerCss,
  panelCss,
  switchCss,
  layersCss,
  tabsCss,
];
