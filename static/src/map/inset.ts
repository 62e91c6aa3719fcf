// The inset: Viet Nam with Hoàng Sa and Trường Sa at their real places, shown in a corner while
// the map itself does not reach them.
import { html, svg, type TemplateResult } from 'lit';
import { text, type Lang } from '../i18n';
import { HOANG_SA, MAINLAND, TRUONG_SA } from './archipelagos';
import { ARCHIPELAGO_POINTS, REGION } from './view';

// Units of the picture are tenths of a degree; y is stretched a little as on a map at 15° north.
const WEST = 101.6;
const NORTH = 23.8;
const WIDTH = 182;
const HEIGHT = 180;

const x = (lon: number): number => round((lon - WEST) * 10);
const y = (lat: number): number => round((NORTH - lat) * 10.2);
const round = (value: number): number => Math.round(value * 10) / 10;

const outline = MAINLAND.map(
  (ring) => `M${ring.map(([lon, lat]) => `${x(lon)} ${y(lat)}`).join('L')}Z`,
).join('');

const islands = (places: readonly (readonly [number, number])[]): string =>
  places.map(([lon, lat]) => `M${x(lon)} ${y(lat)}h0`).join('');

const islandPath = islands([...HOANG_SA, ...TRUONG_SA]);

/** The inset as a button that takes the reader there; without a way there it is a picture. */
export function insetView(lang: Lang, show: (() => void) | null): TemplateResult {
  const [west, south, east, north] = REGION;
  const [hoangSa, truongSa] = ARCHIPELAGO_POINTS.map(([lon, lat]) => [x(lon), y(lat)] as const);
  const label = (at: readonly [number, number] | undefined, name: string, below: number) => {
    // The part in brackets stands on a line of its own.
    const [first, second] = name.split(/ (?=\()/);
    const top = (at?.[1] ?? 0) + below;
    return svg`<text class="name" text-anchor="end">
      <tspan x=${WIDTH - 6} y=${top}>${first}</tspan>
      <tspan x=${WIDTH - 6} y=${top + 11}>${second}</tspan>
    </text>`;
  };
  const picture = html`<svg
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label=${`${text(lang, 'map.inset.hoangSa')}, ${text(lang, 'map.inset.truongSa')}`}
  >
    <path class="outline" d=${outline} />
    <rect
      class="region"
      x=${x(west)}
      y=${y(north)}
      width=${round((east - west) * 10)}
      height=${round((north - south) * 10.2)}
    />
    <path class="islands" d=${islandPath} />
    ${label(hoangSa, text(lang, 'map.inset.hoangSa'), 18)}
    ${label(truongSa, text(lang, 'map.inset.truongSa'), 16)}
  </svg>`;
  return show
    ? html`<button class="inset" type="button" title=${text(lang, 'map.inset')} @click=${show}>
        ${picture}
      </button>`
    : html`<div class="inset">${picture}</div>`;
}
