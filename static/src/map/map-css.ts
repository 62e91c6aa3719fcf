// The look of the map's own controls; colours come from the page's custom properties, with
// fallbacks so that the element can stand alone.
import { css } from 'lit';

export const mapCss = css`
  :host {
    display: block;
    position: relative;
    overflow: hidden;
    background: var(--sea, #d5e3ea);
    color: var(--text, #1d2530);
    font-family: var(--font, 'Be Vietnam Pro', system-ui, sans-serif);
  }
  /* A map over another one, whose buttons, scale and sources are for both. */
  :host([bare]) {
    background: none;
    pointer-events: none;
  }
  :host([bare]) :is(.buttons, .corner, .foot) {
    display: none;
  }
  .canvas {
    position: absolute;
    inset: 0;
    clip-path: var(--map-clip, none);
    pointer-events: auto;
    /* A long press asks what is there; the telephone has no menu of its own for it. */
    -webkit-touch-callout: none;
  }
  .maplibregl-canvas:focus-visible {
    outline: 3px solid var(--focus, #0b57d0);
    outline-offset: -3px;
  }
  .aim {
    display: none;
    position: absolute;
    left: 50%;
    top: 50%;
    width: 22px;
    height: 22px;
    margin: -11px;
    pointer-events: none;
    color: var(--focus, #0b57d0);
  }
  .canvas:has(.maplibregl-canvas:focus-visible) ~ .aim {
    display: block;
  }
  .buttons {
    position: absolute;
    top: var(--map-top, 12px);
    right: 12px;
    display: grid;
    border-radius: 10px;
    overflow: hidden;
    background: var(--surface, #fff);
    box-shadow: var(--edge, 0 0 #0000), var(--shadow, 0 1px 4px rgb(20 30 40 / 0.22));
  }
  .buttons button {
    width: 40px;
    height: 40px;
    display: grid;
    place-items: center;
    border: 0;
    border-top: 1px solid var(--line, #e4e4e1);
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .buttons button:first-child {
    border-top: 0;
  }
  .buttons button:hover {
    background: var(--hover, #f1f3f4);
  }
  button:focus-visible,
  summary:focus-visible {
    outline: 2px solid var(--focus, #0b57d0);
    outline-offset: -2px;
  }
  .corner {
    position: absolute;
    right: 12px;
    bottom: var(--corner-bottom, 12px);
  }
  .inset {
    width: var(--inset-width, 186px);
    padding: 0;
    border: 1px solid var(--line-strong, #9fb0ba);
    border-radius: 8px;
    overflow: hidden;
    background: var(--sea, #d5e3ea);
    box-shadow: var(--shadow, 0 1px 4px rgb(20 30 40 / 0.22));
    cursor: pointer;
    font: inherit;
  }
  .inset svg {
    display: block;
    width: 100%;
    height: auto;
  }
  .inset .outline {
    fill: var(--land, #fbfaf7);
    stroke: var(--coast, #9fb8c5);
    stroke-width: 0.8;
    stroke-linejoin: round;
  }
  .inset .region {
    fill: none;
    stroke: var(--focus, #0b57d0);
    stroke-width: 1.2;
    rx: 2px;
  }
  .inset .islands {
    stroke: var(--islands, #8a6d2c);
    stroke-width: 1.7;
    stroke-linecap: round;
  }
  .inset .name {
    font-size: var(--inset-text, 10px);
    font-weight: 600;
    fill: var(--text, #1d2530);
    paint-order: stroke;
    stroke: var(--sea, #d5e3ea);
    stroke-width: 2.5px;
    stroke-linejoin: round;
  }
  .foot {
    position: absolute;
    right: 12px;
    bottom: var(--foot-bottom, 12px);
    display: flex;
    align-items: flex-end;
    gap: 8px;
    max-width: min(860px, calc(100% - var(--foot-left, 24px)));
  }
  .foot.beside-inset {
    right: var(--foot-right, calc(var(--inset-width, 186px) + 22px));
    max-width: min(860px, calc(100% - var(--foot-left, 24px) - var(--inset-width, 186px) - 10px));
  }
  .attribution {
    max-height: 40vh;
    overflow: auto;
    font-size: 10.5px;
    line-height: 1.45;
    border-radius: 6px;
    background: color-mix(in srgb, var(--surface, #fff) 86%, transparent);
    color: var(--text-quiet, #59616c);
  }
  /* The words run beside the button. */
  .attribution summary {
    float: right;
    padding: 3px 8px;
    cursor: pointer;
    border-radius: 6px;
    list-style: none;
    white-space: nowrap;
    font-weight: 500;
    text-align: right;
  }
  .attribution summary::-webkit-details-marker {
    display: none;
  }
  .attribution p {
    margin: 0;
    padding: 4px 8px 5px;
  }
  .maplibregl-ctrl-scale {
    font: 500 11px/1.3 var(--font, 'Be Vietnam Pro', system-ui, sans-serif);
    padding: 0 6px;
    border: 1.5px solid var(--text-quiet, #59616c);
    border-top: 0;
    background: color-mix(in srgb, var(--surface, #fff) 70%, transparent);
    color: var(--text, #1d2530);
    white-space: nowrap;
    box-sizing: border-box;
  }
  .tip {
    position: absolute;
    left: 0;
    top: 0;
    max-width: 260px;
    padding: 4px 8px;
    border-radius: 6px;
    background: var(--tip, #1d2530);
    color: var(--tip-text, #fff);
    font-size: 12.5px;
    line-height: 1.35;
    pointer-events: none;
    box-shadow: var(--shadow, 0 1px 4px rgb(20 30 40 / 0.22));
  }
`;
