// Makes pictures of what a map shows. The map itself is drawn once for each size and theme.
import { loadSummary } from '../api';
import type { PhiabacMap } from '../map/phiabac-map';
import type { ThemeName } from '../style/palette';
import type { Surroundings } from '../tools/toolbox';
import { pictureContent, shownLayers, type PictureContent } from './content';
import { markPictures } from './draw-marks';
import { drawSheet, fontMeasures, inkOf } from './draw-sheet';
import { sheetFor, type Form, type Sheet } from './sheet';
import { freePart, stillMap, unitsOf, type Still } from './still-map';

export class PictureMaker {
  private readonly newest: Promise<string | null>;
  private last: { readonly key: string; readonly still: Promise<Still> } | null = null;

  constructor(
    private readonly map: PhiabacMap,
    private readonly surroundings: Surroundings,
  ) {
    this.newest = newestDate(map, surroundings);
  }

  /** A picture in this form; null if there is no map. */
  async make(form: Form, title: string, withLegend: boolean): Promise<HTMLCanvasElement | null> {
    const part = freePart(this.map);
    if (!part) return null;
    // What is printed stands on white paper.
    const theme = form === 'screen' ? this.map.ground : 'light';
    const content = this.content(theme, withLegend, await this.newest);
    const measures = await fontMeasures();
    const sheet = sheetFor(form, part.size, title, content, measures);
    const [marks, still] = await Promise.all([
      markPictures(content, inkOf(theme)),
      this.still(sheet, part.box, theme),
    ]);
    return drawSheet(sheet, still, marks, this.surroundings.lang, theme);
  }

  private content(theme: ThemeName, withLegend: boolean, newest: string | null): PictureContent {
    const { map } = this;
    const { lang, overlay, catalog } = this.surroundings;
    const content = pictureContent({
      lang,
      theme,
      overlay,
      catalog,
      shown: map.shown,
      filters: map.filters,
      time: unitsOf(map),
      compared: map.time === 'compare',
      zoom: map.map?.getZoom() ?? 0,
      newest,
    });
    return withLegend ? content : { ...content, sections: [] };
  }

  private still({ map, ratio }: Sheet, box: Still['box'], theme: ThemeName): Promise<Still> {
    const key = JSON.stringify([map.width, map.height, ratio, theme]);
    if (this.last?.key !== key) {
      const still = stillMap(this.map, map, box, theme, this.surroundings.overlay, ratio);
      this.last = { key, still };
      // What failed is tried again.
      still.catch(() => (this.last = null));
    }
    return this.last?.still ?? Promise.reject(new Error('no map'));
  }
}

/** The newest date of a source of what the map shows; null where nobody says one. */
async function newestDate(map: PhiabacMap, { base, lang }: Surroundings): Promise<string | null> {
  const { signal } = new AbortController();
  const dates = shownLayers(map).map(async ({ layer, filter }) => {
    const { dates } = await loadSummary(base, layer, { filter, box: null }, [], lang, signal);
    return dates.newest;
  });
  // A picture without its date is better than none.
  const known = (await Promise.allSettled(dates)).map((one) =>
    one.status === 'fulfilled' ? one.value : null,
  );
  return (
    known
      .filter((date) => date !== null)
      .sort()
      .at(-1) ?? null
  );
}
