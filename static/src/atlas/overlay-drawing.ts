// What the map draws of the overlay: made once for each answer and theme.
import type { Lang } from '../i18n';
import { areaWords, classesOf, paintOf, type OverlayPaint } from '../overlays/paint';
import type { Overlay } from '../overlays/types';
import type { ThemeName } from '../style/palette';

export class OverlayDrawing {
  paint: OverlayPaint | null = null;
  /** The class of each area by its number. */
  classes: ReadonlyMap<number, number> | null = null;
  private answer: Overlay | null = null;
  private theme: ThemeName = 'light';

  /** Follows the answer and the theme; what stays the same stays the same object. */
  follow(answer: Overlay | null, theme: ThemeName): void {
    if (this.answer === answer && this.theme === theme) return;
    if (this.answer !== answer) this.classes = answer && classesOf(answer);
    this.answer = answer;
    this.theme = theme;
    this.paint = answer && paintOf(answer, theme);
  }

  /** What the pointer is told of an area. */
  words(lang: Lang, id: number): string | null {
    return this.answer && areaWords(lang, this.answer, id);
  }
}
