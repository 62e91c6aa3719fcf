// Draws a chart of trade with Observable Plot: a line of words for each period, below it a bar for
// each measure with its value. Loaded only when a chart is shown.
import { axisX, gridX, plot, rect, text as words } from '@observablehq/plot';
import { formatNumber, text, type Lang } from '../i18n';
import { changeWords, quantityWords } from './format';
import { chartLines, type Tone, type TradeEntry, type TradeGroup } from './trade-view';

/** Heights in pixels. */
const HEAD = 18;
const BAR = 17;
const GAP = 9;
const AXIS = 26;

/** Room beside the longest bar for its value, in pixels. */
const VALUE_ROOM = 116;

const STRIPES = 'http://www.w3.org/2000/svg';

interface Bar {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
  readonly y: number;
  readonly tone: Tone;
  readonly hatched: boolean;
  readonly label: string;
}

interface Head {
  readonly y: number;
  readonly label: string;
}

/** The chart as an SVG `width` pixels wide; `name` is its own among those of one page. */
export function drawChart(lang: Lang, group: TradeGroup, width: number, name: string): Element {
  const { bars, heads, bottom } = laidOut(lang, group);
  const most = Math.max(0, ...bars.map(({ x2 }) => x2));
  const chart = plot({
    width,
    height: bottom + AXIS,
    marginLeft: 1,
    marginRight: Math.min(VALUE_ROOM, width / 2.4),
    marginTop: 0,
    marginBottom: AXIS,
    ariaLabel: text(lang, 'trade.chart', { title: group.title }),
    style: { background: 'none', fontFamily: 'inherit', fontSize: '12px', overflow: 'visible' },
    x: { domain: [0, most || 1] },
    y: { type: 'identity', axis: null },
    marks: [
      gridX({ ticks: 3, stroke: 'var(--line)', strokeOpacity: 1 }),
      axisX({
        ticks: 3,
        tickSize: 0,
        label: null,
        fill: 'var(--text-quiet)',
        tickFormat: (value: number) => formatNumber(lang, value),
      }),
      rect(bars, {
        x1: 'x1',
        x2: 'x2',
        y1: 'y1',
        y2: 'y2',
        fill: ({ tone, hatched }: Bar) =>
          hatched ? `url(#${name}-${tone})` : `var(--flow-${tone})`,
        stroke: ({ tone }: Bar) => `var(--flow-${tone})`,
        strokeWidth: 1,
      }),
      words(bars, {
        x: 'x2',
        y: 'y',
        text: 'label',
        textAnchor: 'start',
        dx: 5,
        fill: 'var(--text)',
        fontVariant: 'tabular-nums',
      }),
      words(heads, {
        x: 0,
        y: 'y',
        text: 'label',
        textAnchor: 'start',
        frameAnchor: 'left',
        fill: 'var(--text)',
        fontWeight: 600,
        stroke: 'var(--surface)',
        strokeWidth: 3,
      }),
    ],
  });
  chart.setAttribute('role', 'img');
  // The groups that Plot names are no parts that anybody could be told of.
  for (const part of chart.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  chart.prepend(stripes(name));
  return chart;
}

/** Where everything stands, in pixels from the top. */
function laidOut(lang: Lang, group: TradeGroup): { bars: Bar[]; heads: Head[]; bottom: number } {
  const bars: Bar[] = [];
  const heads: Head[] = [];
  let y = 0;
  for (const { words, entries } of chartLines(group)) {
    heads.push({ y: y + HEAD / 2, label: words });
    y += HEAD;
    for (const entry of entries) {
      bars.push(barOf(lang, group, entry, y));
      y += BAR;
    }
    y += GAP;
  }
  return { bars, heads, bottom: y };
}

function barOf(lang: Lang, group: TradeGroup, entry: TradeEntry, top: number): Bar {
  const { point, measure, hatched } = entry;
  const change = point.yoy_pct ?? point.yoy?.pct ?? null;
  const label = [
    quantityWords(lang, point, group.decimals) ?? (point.reported ? '' : text(lang, 'figure.none')),
    change === null ? '' : changeWords(lang, change, 1),
  ];
  return {
    x1: 0,
    x2: point.value_to ?? point.value ?? 0,
    y1: top + 1.5,
    y2: top + BAR - 1.5,
    y: top + BAR / 2,
    tone: measure.tone,
    hatched,
    label: label.filter(Boolean).join('  '),
  };
}

/** A pattern of stripes for each tone. */
function stripes(name: string): SVGDefsElement {
  const defs = document.createElementNS(STRIPES, 'defs');
  for (const tone of ['export', 'import', 'both', 'other'] satisfies Tone[]) {
    const pattern = document.createElementNS(STRIPES, 'pattern');
    const set = (element: Element, values: Record<string, string>) => {
      for (const [key, value] of Object.entries(values)) element.setAttribute(key, value);
    };
    set(pattern, {
      id: `${name}-${tone}`,
      width: '6',
      height: '6',
      patternUnits: 'userSpaceOnUse',
      patternTransform: 'rotate(45)',
    });
    const ground = document.createElementNS(STRIPES, 'rect');
    set(ground, { width: '6', height: '6', fill: `var(--flow-${tone})`, 'fill-opacity': '0.18' });
    const stripe = document.createElementNS(STRIPES, 'rect');
    set(stripe, { width: '2.4', height: '6', fill: `var(--flow-${tone})` });
    pattern.append(ground, stripe);
    defs.append(pattern);
  }
  return defs;
}
