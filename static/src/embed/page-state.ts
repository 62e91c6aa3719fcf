// What the query of `/embed` asks for, and the way back to the atlas that shows the same.
import { initialLang, type Lang } from '../i18n';
import { INTERACTIONS, type Interaction } from '../map/interaction';
import { withParameters } from '../state/parameters';

/** Parameters that the map takes as attributes, as they stand. */
const PASSED = [
  'layers',
  'overlay',
  'level',
  'period',
  'zones',
  'gates',
  'plants',
  'time',
  'title',
  'legend',
  'search',
] as const;

const THEMES = ['light', 'dark', 'auto'] as const;
type Theme = (typeof THEMES)[number];

export interface EmbedState {
  readonly lang: Lang;
  readonly theme: Theme;
  readonly interaction: Interaction;
  readonly title: string;
  /** Attributes of the map. */
  readonly attributes: Readonly<Record<string, string>>;
}

export function embedStateIn(query: URLSearchParams): EmbedState {
  const lang = initialLang(query.get('lang'));
  const theme = THEMES.find((one) => one === query.get('theme')) ?? 'light';
  const interaction = INTERACTIONS.find((one) => one === query.get('interaction')) ?? 'full';
  const passed = PASSED.flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  const view = query.get('map');
  return {
    lang,
    theme,
    interaction,
    title: query.get('title')?.trim() ?? '',
    attributes: {
      ...Object.fromEntries(passed),
      ...(view === null ? {} : { view }),
      lang,
      theme,
      interaction,
    },
  };
}

/** Parameters that the atlas knows too. */
const SHARED = ['layers', 'overlay', 'level', 'period', 'zones', 'gates', 'plants', 'time'];

/** The atlas with the same state; `view` is where the map is now, null if it was not moved. */
export function atlasAddress(query: URLSearchParams, view: string | null): string {
  const values = Object.fromEntries(SHARED.map((name) => [name, query.get(name)]));
  const hash = withParameters('', { map: view ?? query.get('map'), ...values });
  return `/${query.get('lang') === 'en' ? '?lang=en' : ''}${hash}`;
}
