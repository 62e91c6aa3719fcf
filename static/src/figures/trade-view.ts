// Trade as the panel shows it: one group for each kind of measure and each scope, which alone may
// share an axis; in it lines by period, newest first. A pure function of the server's series.
import { pick } from './format';
import { periodKey, periodWords } from './period';
import { text, textIfAny, type Lang } from '../i18n';
import type { Flow, Period, TradePoint, TradeSeries } from './types';

/** Which colour stands for a measure in a chart. */
export type Tone = 'export' | 'import' | 'both' | 'other';

export interface TradeMeasure {
  readonly id: string;
  readonly title: string;
  readonly tone: Tone;
}

export interface TradeEntry {
  readonly measure: TradeMeasure;
  readonly point: TradePoint;
  /** A bar that is no whole, exact value of a whole period. */
  readonly hatched: boolean;
}

export interface TradeLine {
  readonly key: string;
  readonly words: string;
  /** The line stands for several years, so its sum is no match for those of single years. */
  readonly overYears: boolean;
  readonly entries: readonly TradeEntry[];
}

export interface TradeGroup {
  /** Names the group among those of one place. */
  readonly key: string;
  readonly title: string;
  /** Which goods it counts; null for measures that know no scope. */
  readonly scope: string | null;
  readonly unit: string;
  readonly decimals: number;
  readonly measures: readonly TradeMeasure[];
  readonly lines: readonly TradeLine[];
}

/** So many periods fit into a chart that can be read. */
export const CHART_PERIODS = 12;

/** The groups, in the order of the series. */
export function tradeGroups(lang: Lang, series: readonly TradeSeries[]): TradeGroup[] {
  const groups = new Map<string, TradeSeries[]>();
  for (const one of series) {
    const key = `${one.group}/${one.scope ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([key, members]) => groupOf(lang, key, members));
}

/**
 * What a chart draws of a group: the latest periods of a year or less, exports and imports apart;
 * their total only where the two are not both known.
 */
export function chartLines({ key, lines }: Pick<TradeGroup, 'key' | 'lines'>): TradeLine[] {
  const [group = ''] = key.split('/');
  const short = lines.filter(({ overYears }) => !overYears);
  return (short.length > 0 ? short : lines).slice(0, CHART_PERIODS).map((line) => {
    const known = (tone: Tone) =>
      line.entries.some(({ measure, point }) => measure.tone === tone && point.value !== null);
    const apart = known('export') && known('import');
    return {
      ...line,
      entries: line.entries.filter(({ measure }) => !(apart && measure.id === group)),
    };
  });
}

/** Whether a bar is drawn hatched: part of a year, quarter or month, or a bound or a range. */
export const isHatched = ({ partial, bound, value }: TradePoint): boolean =>
  value !== null && (partial || !['exact', 'about'].includes(bound ?? 'exact'));

function groupOf(lang: Lang, key: string, members: readonly TradeSeries[]): TradeGroup {
  const rank = ({ flow }: TradeSeries) => (flow ? FLOWS.indexOf(flow) : FLOWS.length);
  const series = [...members].sort((a, b) => rank(a) - rank(b));
  const [first] = series;
  const measures = series.map((one) => measureOf(lang, one, series));
  const alone = series.length === 1 ? pick(lang, first?.measure_vi, first?.measure_en) : null;
  return {
    key,
    title:
      alone ??
      textIfAny(lang, `trade.group.${first?.group ?? ''}`) ??
      measures.map(({ title }) => title).join(', '),
    scope: first?.scope
      ? (pick(lang, first.scope_vi, first.scope_en) ?? text(lang, 'trade.noScope'))
      : null,
    unit: pick(lang, first?.unit_vi, first?.unit_en) ?? '',
    decimals: first?.decimals ?? 0,
    measures,
    lines: linesOf(lang, series, measures),
  };
}

const FLOWS: readonly Flow[] = ['export', 'import', 'both'];

/** A direction by its word where that is enough to tell the measure, else by the full title. */
function measureOf(lang: Lang, one: TradeSeries, series: readonly TradeSeries[]): TradeMeasure {
  const { measure: id, flow } = one;
  const base = id === one.group || flow === 'export' || flow === 'import';
  const unique = series.filter((other) => other.flow === flow).length === 1;
  const tone: Tone = flow === null || !base ? 'other' : flow;
  const title =
    flow !== null && base && (unique || id === one.group)
      ? text(lang, FLOW_WORDS[flow])
      : (pick(lang, one.measure_vi, one.measure_en) ?? id);
  return { id, title, tone };
}

const FLOW_WORDS = {
  export: 'trade.flow.export',
  import: 'trade.flow.import',
  both: 'trade.flow.both',
} as const satisfies Record<Flow, string>;

function linesOf(
  lang: Lang,
  series: readonly TradeSeries[],
  measures: readonly TradeMeasure[],
): TradeLine[] {
  const lines = new Map<string, { period: Period; entries: TradeEntry[] }>();
  series.forEach(({ points }, index) => {
    const measure = measures[index];
    if (!measure) return;
    for (const point of points) {
      const key = periodKey(point.period);
      const line = lines.get(key) ?? { period: point.period, entries: [] };
      line.entries.push({ measure, point, hatched: isHatched(point) });
      lines.set(key, line);
    }
  });
  return [...lines]
    .sort(([, a], [, b]) => newestFirst(a.period, b.period))
    .map(([key, { period, entries }]) => ({
      key,
      words: periodWords(lang, period),
      overYears: period.kind === 'years' || period.kind === 'open',
      entries: reportedOnly(entries),
    }));
}

/** Within a period where one measure is reported, the gap of another needs no line. */
function reportedOnly(entries: readonly TradeEntry[]): readonly TradeEntry[] {
  const reported = entries.filter(({ point }) => point.reported);
  return reported.length > 0 ? reported : entries.slice(0, 1);
}

/** The later end first, of equal ends the longer period. */
function newestFirst(a: Period, b: Period): number {
  const end = ({ start, end }: Period) => (end ?? start ?? '').padEnd(10, '~');
  const start = ({ start }: Period) => start ?? '';
  return end(b).localeCompare(end(a)) || start(a).localeCompare(start(b));
}
