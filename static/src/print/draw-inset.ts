// The inset with Hoàng Sa and Trường Sa, on a picture of the map.
import { text, type Lang } from '../i18n';
import { HOANG_SA, MAINLAND, TRUONG_SA } from '../map/archipelagos';
import { ARCHIPELAGO_POINTS, REGION } from '../map/view';
import type { Rect } from './sheet';

export interface InsetColours {
  readonly sea: string;
  readonly land: string;
  readonly coast: string;
  readonly islands: string;
  readonly frame: string;
  readonly region: string;
  readonly words: string;
}

/** Degrees that the inset shows; a degree of latitude is drawn a little longer, as at 15° north. */
const WEST = 101.6;
const NORTH = 23.8;
const ACROSS = 18.2;
const STRETCH = 1.02;
export const INSET_SHAPE = 1;

type Place = readonly [lon: number, lat: number];

export function drawInset(
  ctx: CanvasRenderingContext2D,
  { x, y, width, height }: Rect,
  lang: Lang,
  font: string,
  colours: InsetColours,
): void {
  const unit = width / ACROSS;
  const at = ([lon, lat]: Place): readonly [number, number] => [
    x + (lon - WEST) * unit,
    y + (NORTH - lat) * unit * STRETCH,
  ];
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, 4);
  ctx.fillStyle = colours.sea;
  ctx.fill();
  ctx.clip();

  for (const ring of MAINLAND) {
    ctx.beginPath();
    for (const place of ring) ctx.lineTo(...at(place));
    ctx.closePath();
    ctx.fillStyle = colours.land;
    ctx.fill();
    ctx.strokeStyle = colours.coast;
    ctx.lineWidth = 0.7;
    ctx.stroke();
  }
  const [west, south, east, north] = REGION;
  const [left, top] = at([west, north]);
  const [right, bottom] = at([east, south]);
  ctx.strokeStyle = colours.region;
  ctx.lineWidth = 1.1;
  ctx.strokeRect(left, top, right - left, bottom - top);

  ctx.fillStyle = colours.islands;
  for (const place of [...HOANG_SA, ...TRUONG_SA]) {
    const [cx, cy] = at(place);
    ctx.beginPath();
    ctx.arc(cx, cy, 0.8, 0, 2 * Math.PI);
    ctx.fill();
  }
  const size = width * 0.058;
  ctx.font = `600 ${size}px ${font}`;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'alphabetic';
  ctx.lineJoin = 'round';
  const names = [text(lang, 'map.inset.hoangSa'), text(lang, 'map.inset.truongSa')];
  names.forEach((name, index) => {
    const [, anchor] = at(ARCHIPELAGO_POINTS[index] ?? [WEST, NORTH]);
    // The part in brackets stands on a line of its own.
    name.split(/ (?=\()/).forEach((words, line) => {
      const baseline = anchor + size * 1.75 + line * size * 1.12;
      ctx.strokeStyle = colours.sea;
      ctx.lineWidth = 2.4;
      ctx.strokeText(words, x + width - 5, baseline);
      ctx.fillStyle = colours.words;
      ctx.fillText(words, x + width - 5, baseline);
    });
  });
  ctx.restore();
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, 4);
  ctx.strokeStyle = colours.frame;
  ctx.lineWidth = 1;
  ctx.stroke();
}
