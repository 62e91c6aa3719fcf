// What a reader draws with a tool: corner after corner, until it is complete.
import type { MapTool, Place } from '../map/tool';

/** Whether two places lie so close on the screen that a click on one means the other. */
export type AreClose = (a: Place, b: Place) => boolean;

export class Draft implements MapTool {
  readonly cursor = 'crosshair';
  corners: readonly Place[] = [];
  /** Where the pointer is, while the next corner is sought. */
  pointer: Place | null = null;
  complete = false;

  constructor(
    /** Whether the last corner leads back to the first. */
    readonly closed: boolean,
    private readonly areClose: AreClose,
    /** A corner was set or taken back, or the draft was completed. */
    private readonly changed: () => void,
    /** The pointer moved. */
    private readonly moved: () => void,
    /** A step back from the first one. */
    private readonly given: () => void,
  ) {}

  click(place: Place): void {
    if (this.complete) this.clear();
    const { corners, closed } = this;
    const first = corners[0];
    const last = corners.at(-1);
    if (closed && first && corners.length >= 3 && this.areClose(first, place)) {
      this.finish();
      return;
    }
    // A click that trembles is no second corner.
    if (last && this.areClose(last, place)) {
      if (!closed && corners.length >= 2) this.finish();
      return;
    }
    this.corners = [...corners, place];
    this.pointer = null;
    this.changed();
  }

  move(place: Place): void {
    if (this.complete || this.corners.length === 0) return;
    this.pointer = place;
    this.moved();
  }

  finish(): void {
    if (this.complete || !this.isEnough) return;
    this.complete = true;
    this.pointer = null;
    this.changed();
  }

  back(): void {
    if (this.corners.length === 0) {
      this.given();
      return;
    }
    this.corners = this.corners.slice(0, -1);
    this.complete = false;
    this.pointer = null;
    this.changed();
  }

  /** Everything anew. */
  restart(): void {
    this.clear();
    this.changed();
  }

  /** Whether it could be complete. */
  get isEnough(): boolean {
    return this.corners.length >= (this.closed ? 3 : 2);
  }

  private clear(): void {
    this.corners = [];
    this.complete = false;
    this.pointer = null;
  }
}
