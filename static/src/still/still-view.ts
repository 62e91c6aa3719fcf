// The picture in the place of the map, a chunk of its own: most browsers can draw.
import { html, type TemplateResult } from 'lit';
import type { Destination } from '../map/flight';
import type { PhiabacMap } from '../map/phiabac-map';
import { choiceIn } from '../overlays/choice';
import { parametersOf } from '../state/parameters';

/** What stands where the map would be, showing what the map was told to show. */
export function stillView(map: PhiabacMap, goal: Destination | null): TemplateResult {
  void import('./still-map');
  const { base, lang, ground, shown, wanted, time, margins, overlay, level, period } = map;
  const named = typeof overlay === 'string' ? { id: overlay, level, period } : null;
  const linked = map.linked ? parametersOf(location.hash).get('map') : null;
  return html`<still-map
    .base=${base}
    .lang=${lang}
    .theme=${ground}
    .shows=${{ shown, filters: wanted, time }}
    .overlay=${overlay ? (named ?? choiceIn(location.hash)) : null}
    .margins=${margins}
    .start=${linked ?? map.view}
    .goal=${goal}
  ></still-map>`;
}
