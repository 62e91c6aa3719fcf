// What a picture of the map says besides the map: title, legend, remarks, sources. Words only; how
// they are drawn is another matter.
import type { Catalog } from '../catalog';
import { pick } from '../figures/format';
import { periodWords } from '../figures/period';
import { formatDate, formatNumber, text, titleIn, type Lang, type MessageKey } from '../i18n';
import { legend, type LegendSection, type Mark } from '../layers/legend';
import { ZONE_KINDS } from '../layers/names';
import type { ToggleId } from '../layers/toggles';
import { legendSteps } from '../overlays/legend-model';
import type { Overlay } from '../overlays/types';
import { FILTERED, THEME_IDS, type Filters, type ThemeId } from '../state/filters';
import { PALETTES, type ThemeName } from '../style/palette';
import { today } from '../tools/save-file';

/** A mark of the legend; `swatch` is the colour of a class, `hatch` the strokes over it. */
export type PictureMark =
  Mark | { readonly kind: 'swatch'; readonly colour: string; readonly hatched: boolean };

export interface PictureSection {
  readonly title: string;
  readonly form: LegendSection['form'];
  readonly entries: readonly { readonly mark: PictureMark; readonly label: string }[];
}

export interface PictureContent {
  readonly subtitle: string;
  readonly sections: readonly PictureSection[];
  readonly footer: readonly string[];
}

/** What the map shows, as far as its picture must say it. */
export interface Shown {
  readonly lang: Lang;
  readonly theme: ThemeName;
  readonly shown: ReadonlySet<ToggleId>;
  readonly filters: Filters;
  readonly time: 'now' | 'before';
  /** Whether the page compares both times, of which the picture shows one. */
  readonly compared: boolean;
  readonly overlay: Overlay | null;
  readonly catalog: Catalog | null;
  readonly zoom: number;
  /** The newest date of a source of what is shown, if it is known. */
  readonly newest: string | null;
}

/** A title for the map: its overlay, its only theme, or what it usually shows. */
export function usualTitle(lang: Lang, shown: ReadonlySet<ToggleId>, overlay: Overlay | null) {
  if (overlay) return titleIn(lang, overlay);
  const themes = shownThemes(shown);
  const [only] = themes;
  return text(lang, themes.length === 1 && only ? THEME_TITLES[only] : 'picture.usual');
}

const THEME_TITLES: Readonly<Record<ThemeId, MessageKey>> = {
  zones: 'legend.zones',
  gates: 'toggle.gates',
  plants: 'toggle.plants',
};

/** The themes of which something is shown. */
export const shownThemes = (shown: ReadonlySet<ToggleId>): readonly ThemeId[] =>
  THEME_IDS.filter((theme) =>
    theme === 'zones' ? ZONE_KINDS.some((kind) => shown.has(kind)) : shown.has(theme),
  );

/** The layers of the themes that are shown, with their filters. */
export const shownLayers = ({ shown, filters }: Pick<Shown, 'shown' | 'filters'>) =>
  shownThemes(shown).map((theme) => ({ layer: FILTERED[theme], filter: filters[theme] }));

export function pictureContent(seen: Shown): PictureContent {
  const { lang, theme, shown, zoom, overlay } = seen;
  return {
    subtitle: subtitleWords(seen),
    sections: [
      ...(overlay ? [overlaySection(lang, theme, overlay)] : []),
      ...legend(shown, zoom, PALETTES[theme]).map((section) => worded(lang, section)),
    ],
    footer: footerWords(seen),
  };
}

function subtitleWords({ lang, shown, filters, time, compared, overlay }: Shown): string {
  const filtered = shownThemes(shown).some((theme) => filters[theme] !== null);
  return [
    overlay?.period
      ? text(lang, 'overlay.period', { period: periodWords(lang, overlay.period) })
      : '',
    filtered ? text(lang, 'picture.filtered') : '',
    time === 'before' ? text(lang, 'picture.before') : '',
    compared ? text(lang, 'picture.compared') : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function overlaySection(lang: Lang, theme: ThemeName, overlay: Overlay): PictureSection {
  const unit = pick(lang, overlay.unit_vi, overlay.unit_en);
  const title = titleIn(lang, overlay);
  return {
    title: unit ? text(lang, 'picture.unit', { title, unit }) : title,
    form: 'list',
    entries: [
      ...legendSteps(lang, overlay, theme).map(({ colour, range }) => ({
        mark: { kind: 'swatch' as const, colour, hatched: false },
        label: range,
      })),
      ...(overlay.missing.n > 0
        ? [
            {
              mark: { kind: 'swatch' as const, colour: overlay.missing[theme], hatched: true },
              label: text(lang, 'overlay.missing'),
            },
          ]
        : []),
    ],
  };
}

const worded = (lang: Lang, { title, form, entries }: LegendSection): PictureSection => ({
  title: text(lang, title),
  form,
  entries: entries.map(({ mark, label }) => ({
    mark,
    label: typeof label === 'number' ? formatNumber(lang, label) : text(lang, onPaper(label)),
  })),
});

/** On paper nothing can be clicked. */
const onPaper = (label: MessageKey): MessageKey =>
  label === 'legend.group' ? 'picture.group' : label;

/** Publishers that are named; of more only the number is said. */
const MOST_PUBLISHERS = 6;

function footerWords({ lang, overlay, catalog, newest }: Shown): readonly string[] {
  const publishers = [
    ...new Set(overlay?.sources.map(({ publisher, title }) => publisher ?? title)),
  ];
  const figures =
    publishers.length > MOST_PUBLISHERS
      ? [text(lang, 'picture.manySources', { n: formatNumber(lang, publishers.length) })]
      : publishers;
  const sources = [...figures, ...(catalog?.attribution ?? [])];
  return [
    [
      newest ? text(lang, 'picture.data', { date: formatDate(lang, newest) }) : '',
      text(lang, 'picture.made', { date: formatDate(lang, today()), address: location.host }),
    ]
      .filter(Boolean)
      .join(' '),
    text(lang, 'picture.sources', { sources: sources.join(' · ') }),
  ];
}
