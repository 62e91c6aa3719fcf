// The map of then beside the map of now: a chunk of its own, loaded when somebody compares.
import { html, type TemplateResult } from 'lit';
import type { PhiabacMap } from '../map/phiabac-map';

let loading: Promise<unknown> | null = null;

/** What lies over the map of now, left of a line that can be dragged. */
export function besideView(main: PhiabacMap): TemplateResult {
  loading ??= import('./compare-map').catch(() => {
    // Without a connection the map of now goes on alone; the next time it is asked for again.
    loading = null;
  });
  const { base, lang, ground, shown, wanted, selected, marked, margins, tool } = main;
  return html`<compare-map
    .main=${main}
    .base=${base}
    .lang=${lang}
    .theme=${ground}
    .shown=${shown}
    .filters=${wanted}
    .selected=${selected}
    .marked=${marked}
    .margins=${margins}
    .tool=${tool}
  ></compare-map>`;
}
