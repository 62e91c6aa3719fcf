// How the panel becomes a bottom sheet on a phone: three heights, by drag, by tap, by keyboard.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export type SheetHeight = 'low' | 'half' | 'tall';

/** Shares of the window's height. The lowest shows the handle and the first line. */
const SHARES: Readonly<Record<SheetHeight, number>> = { low: 0.13, half: 0.5, tall: 0.88 };
const ORDER: readonly SheetHeight[] = ['low', 'half', 'tall'];

/** Pixels of the window's upper edge that stay free: header and search box. */
const FREE_ABOVE = 116;

/** Fewer pixels than this is a tap. */
const TAP = 6;

export class BottomSheet implements ReactiveController {
  height: SheetHeight = 'low';
  /** Height in pixels while a finger moves it. */
  dragged: number | null = null;
  private start: { y: number; height: number } | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.start = null;
  }

  set(height: SheetHeight): void {
    this.height = height;
    this.host.requestUpdate();
  }

  /** What the sheet covers of the window's lower edge when it rests, in pixels. */
  pixels(): number {
    return Math.round(Math.min(SHARES[this.height] * innerHeight, innerHeight - FREE_ABOVE));
  }

  /** One step up, from the top back down. */
  step(): void {
    this.set(ORDER[(ORDER.indexOf(this.height) + 1) % ORDER.length] ?? 'low');
  }

  readonly grab = (event: PointerEvent): void => {
    const handle = event.currentTarget as HTMLElement;
    handle.setPointerCapture(event.pointerId);
    this.start = { y: event.clientY, height: this.pixels() };
  };

  readonly move = (event: PointerEvent): void => {
    if (!this.start) return;
    const height = this.start.height + this.start.y - event.clientY;
    this.dragged = Math.max(60, Math.min(innerHeight - FREE_ABOVE, height));
    this.host.requestUpdate();
  };

  readonly release = (event: PointerEvent): void => {
    if (!this.start) return;
    const moved = Math.abs(event.clientY - this.start.y);
    const share = (this.dragged ?? 0) / innerHeight;
    this.start = null;
    this.dragged = null;
    if (moved < TAP) this.step();
    else this.set(nearest(share));
  };
}

/** The height that comes nearest to a share of the window. */
export function nearest(share: number): SheetHeight {
  return ORDER.reduce((best, height) =>
    Math.abs(SHARES[height] - share) < Math.abs(SHARES[best] - share) ? height : best,
  );
}
