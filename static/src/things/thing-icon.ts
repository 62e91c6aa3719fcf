// One icon for each kind of thing, drawn alike: lines of the text's colour in a quiet frame. What
// the map marks by colour keeps that colour.
import { html, svg, type TemplateResult } from 'lit';

const PATHS: Readonly<Record<string, string>> = {
  province: 'M4 6l4-2 4 2 4-2v10l-4 2-4-2-4 2zM8 4v10M12 6v10',
  commune: 'M4.5 9L10 4.5l5.5 4.5v6.5h-11zM8.5 15.5v-4h3v4',
  zone: 'M3.5 16V9.5l4 2.5V9.5l4 2.5V4h4.5v12zM7 16v-1.5M11 16v-1.5',
  gate: 'M4 16V6.5C4 5 5.5 4 7 4h6c1.5 0 3 1 3 2.5V16M4 8.5h12M8 16v-4.5h4V16M2.5 16h15',
  plant: 'M11.5 2.5L5 11.5h4.5L8.5 17.5 15 8.5h-4.5z',
  place:
    'M10 17s5-4.7 5-8.7A5 5 0 0 0 5 8.3C5 12.3 10 17 10 17zM10 6.5a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  road: 'M7 3L4 17M13 3l3 14M10 4v2M10 9v2M10 14v2',
};

/** What other kinds look like. */
const ALIKE: Readonly<Record<string, string>> = {
  former_province: 'province',
  former_commune: 'commune',
  district: 'province',
  cluster: 'zone',
  park: 'zone',
  border_economic_zone: 'zone',
  economic_zone: 'zone',
  expressway: 'road',
  national_road: 'road',
  railway: 'road',
};

/** The icon of a kind, decorative: its name stands beside it. */
export function thingIcon(kind: string, former = false): TemplateResult {
  const shape = kind in PATHS ? kind : (ALIKE[kind] ?? 'place');
  return html`<svg
    class="thing-icon ${shape} ${former ? 'former' : ''}"
    width="20"
    height="20"
    viewBox="0 0 20 20"
    fill="none"
    aria-hidden="true"
  >
    ${svg`<path d=${PATHS[shape] ?? ''} stroke="currentColor" stroke-width="1.5"
      stroke-linejoin="round" stroke-linecap="round"
      stroke-dasharray=${former ? '2.2 1.8' : 'none'} />`}
  </svg>`;
}
