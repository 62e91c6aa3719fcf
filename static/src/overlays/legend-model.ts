// The legend of an overlay as data: ranges of classes in words, and what to say beneath them.
import { pick, withUnit } from '../figures/format';
import { periodWords } from '../figures/period';
import { formatNumber, text, type Lang } from '../i18n';
import type { ThemeName } from '../style/palette';
import type { Overlay, OverlayClass } from './types';

export interface LegendStep {
  readonly colour: string;
  readonly range: string;
  readonly n: number;
}

/** The classes, lowest first. */
export function legendSteps(lang: Lang, overlay: Overlay, theme: ThemeName): LegendStep[] {
  const whole = isWhole(overlay);
  return overlay.classes.map((one, index) => ({
    colour: one[theme],
    range: rangeWords(lang, one, index === overlay.classes.length - 1, whole, overlay.decimals),
    n: one.n,
  }));
}

/** Counts are said by their first and last number, other values by where the next class begins. */
export function rangeWords(
  lang: Lang,
  { from, to }: OverlayClass,
  last: boolean,
  whole: boolean,
  decimals: number,
): string {
  const number = (value: number) => formatNumber(lang, value, decimals);
  if (whole) {
    const end = last ? to : to - 1;
    return end <= from ? number(from) : `${number(from)} – ${number(end)}`;
  }
  if (from === to) return number(from);
  if (last) return `${number(from)} – ${number(to)}`;
  return text(lang, 'overlay.range', { from: number(from), to: number(to) });
}

const isWhole = ({ classes, rows }: Overlay): boolean =>
  classes.every(({ from, to }) => Number.isInteger(from) && Number.isInteger(to)) &&
  rows.every(({ value }) => value === null || Number.isInteger(value));

/** Remarks under the classes: period, scope, how many report, what is derived or left over. */
export function legendRemarks(lang: Lang, overlay: Overlay): string[] {
  const { period, reporting, unassigned, total } = overlay;
  const unit = pick(lang, overlay.unit_vi, overlay.unit_en) ?? '';
  const amount = (value: number) => withUnit(formatNumber(lang, value, overlay.decimals), unit);
  const count = (value: number) => formatNumber(lang, value);
  const derived = overlay.rows.filter((row) => row.derived && row.value !== null).length;
  const remarks: (string | null)[] = [
    period ? text(lang, 'overlay.period', { period: periodWords(lang, period) }) : null,
    pick(lang, overlay.scope_vi, overlay.scope_en),
    pick(lang, overlay.note_vi, overlay.note_en),
    total.value !== null
      ? text(lang, addsUp(overlay) ? 'overlay.total' : 'overlay.overall', {
          value: amount(total.value),
        })
      : null,
    reporting
      ? text(lang, period ? 'overlay.reportingAreas' : 'overlay.reporting', {
          n: count(reporting.n),
          of: count(reporting.of),
        })
      : null,
    unassigned.n > 0
      ? text(lang, `overlay.unassigned.${overlay.level}`, { n: count(unassigned.n) })
      : null,
    derived > 0 ? text(lang, 'overlay.derived', { n: count(derived) }) : null,
  ];
  return remarks.filter((remark) => remark !== null);
}

/** Whether the total is the sum of the areas and of what belongs to none; a mean is not. */
function addsUp({ rows, unassigned, total }: Overlay): boolean {
  const parts = [unassigned, ...rows].map(({ value }) => value ?? 0);
  const sum = parts.reduce((all, one) => all + one, 0);
  return Math.abs(sum - (total.value ?? 0)) <= Math.abs(sum) * 0.001;
}
