// The overlay that a map was given by name: loads its values, its classes and the words for the
// pointer. What it needs for that comes when the first name does.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Lang } from '../i18n';
import type { OverlayChoice } from '../overlays/choice';
import type { OverlayPaint } from '../overlays/paint';
import type { AreaLevel, Overlay } from '../overlays/types';
import type { ThemeName } from '../style/palette';

interface Host extends ReactiveControllerHost {
  readonly base: string;
  readonly lang: Lang;
  /** The name of an overlay, or one that is loaded already. */
  readonly overlay: OverlayPaint | string | null;
  readonly level: AreaLevel;
  readonly period: string | null;
  readonly ground: ThemeName;
}

type Parts = typeof import('../overlays/paint');

export class NamedOverlay implements ReactiveController {
  /** What the server answered; null without a name and while the answer is under way. */
  answer: Overlay | null = null;
  paint: OverlayPaint | null = null;
  classes: ReadonlyMap<number, number> | null = null;
  private parts: Parts | null = null;
  private asked = '';
  private painted: ThemeName | null = null;
  private waiting: AbortController | null = null;

  constructor(
    private readonly host: Host,
    private readonly failed: (message: string) => void,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    const { base, overlay, level, period, lang } = this.host;
    const choice = typeof overlay === 'string' && overlay ? { id: overlay, level, period } : null;
    const key = choice ? JSON.stringify([base, lang, choice]) : '';
    if (key !== this.asked) {
      this.asked = key;
      void this.load(choice);
    }
    this.colour();
  }

  hostDisconnected(): void {
    this.waiting?.abort();
    if (!this.answer) this.asked = '';
  }

  /** What the pointer is told of an area. */
  readonly words = (id: number): string | null =>
    this.answer && this.parts ? this.parts.areaWords(this.host.lang, this.answer, id) : null;

  /** The choice that is drawn. */
  get choice(): OverlayChoice | null {
    const { overlay, level, period } = this.host;
    return typeof overlay === 'string' ? { id: overlay, level, period } : null;
  }

  private async load(choice: OverlayChoice | null): Promise<void> {
    this.waiting?.abort();
    const waiting = new AbortController();
    this.waiting = waiting;
    if (!choice) {
      this.settle(null);
      return;
    }
    const { base, lang } = this.host;
    try {
      const [{ loadOverlay }, parts] = await Promise.all([
        import('../api'),
        import('../overlays/paint'),
      ]);
      this.parts = parts;
      const answer = await loadOverlay(base, choice, lang, waiting.signal);
      if (!waiting.signal.aborted) this.settle(answer);
    } catch (error) {
      if (waiting.signal.aborted) return;
      this.settle(null);
      this.failed(error instanceof Error ? error.message : String(error));
    }
  }

  private settle(answer: Overlay | null): void {
    this.answer = answer;
    this.classes = answer && this.parts ? this.parts.classesOf(answer) : null;
    this.painted = null;
    this.host.requestUpdate();
  }

  /** The colours of the theme, made once for each answer and theme. */
  private colour(): void {
    const { ground } = this.host;
    if (this.painted === ground) return;
    this.painted = ground;
    this.paint = this.answer && this.parts ? this.parts.paintOf(this.answer, ground) : null;
  }
}
