// The look of what stands over the drawing: title, search, legend, card. It follows the size of the
// map, not of the window.
import { css } from 'lit';

export const frameCss = css`
  .over {
    position: absolute;
    inset: 0;
    container-type: size;
    pointer-events: none;
  }
  .over > *,
  .head > * {
    pointer-events: auto;
  }
  .over > .head,
  .over > .legend {
    pointer-events: none;
  }
  .head {
    position: absolute;
    z-index: 2;
    top: 12px;
    left: 12px;
    width: min(400px, calc(100% - 76px));
    display: grid;
    justify-items: start;
    gap: 8px;
  }
  .title {
    max-width: 100%;
    box-sizing: border-box;
    padding: 8px 14px;
    border-radius: 10px;
    background: var(--surface);
    box-shadow: var(--edge), var(--shadow);
    font-size: 14px;
    line-height: 1.4;
  }
  .title[hidden] {
    display: none;
  }
  .title h2 {
    margin: 0;
    font-size: 15px;
    line-height: 1.35;
    font-weight: 650;
    letter-spacing: -0.005em;
    overflow-wrap: anywhere;
  }
  .head search-box {
    width: 100%;
    max-width: 360px;
  }
  .legend {
    position: absolute;
    left: 12px;
    bottom: 12px;
    max-width: min(300px, calc(100% - 24px));
  }
  .legend > slot > *,
  .legend ::slotted(*) {
    pointer-events: auto;
  }
  .legend ::slotted(*) {
    padding: 10px 14px;
    border-radius: 10px;
    background: var(--surface);
    box-shadow: var(--edge), var(--shadow);
  }
  .popup {
    position: absolute;
    z-index: 1;
    left: 12px;
    bottom: 12px;
    width: min(336px, calc(100% - 24px));
    max-height: calc(100% - 84px);
  }
  .popup:not(:defined) {
    display: none;
  }

  /* Where the legend is open at first, the card stands on the other side. */
  @container (min-width: 860px) and (min-height: 440px) {
    .popup {
      left: auto;
      right: 64px;
      top: 12px;
      bottom: auto;
      max-height: calc(100% - 24px);
    }
  }
  @container (max-width: 639px) {
    .inset {
      width: var(--inset-width, 150px);
    }
    .inset .name {
      font-size: var(--inset-text, 11.5px);
    }
    .corner {
      left: var(--corner-left, auto);
      right: var(--corner-right, 12px);
      bottom: var(--corner-bottom, 42px);
    }
    .foot.beside-inset {
      right: var(--foot-right, 12px);
      max-width: calc(100% - var(--foot-left, 24px));
    }
  }
  @container (max-width: 519px) {
    .head {
      top: 8px;
      left: 8px;
    }
    .legend {
      left: 8px;
      bottom: 8px;
    }
    .popup {
      left: 8px;
      bottom: 8px;
      width: calc(100% - 16px);
      max-height: 62%;
    }
  }
  /* So low a map has no room for an inset of full size. */
  @container (max-height: 339px) {
    .inset {
      width: var(--inset-width, 116px);
    }
    .inset .name {
      font-size: var(--inset-text, 12px);
    }
  }
`;
