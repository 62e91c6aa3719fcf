// How a reader asks what lies at a place: the second button of a mouse, a long press of one finger,
// or the menu key for the middle of the map.
import type { Map as MapLibre } from 'maplibre-gl';

/** Milliseconds that a finger rests. */
const LONG_PRESS = 500;
/** Pixels that a resting finger may slip. */
const SLIP = 8;
/** Milliseconds in which the click that follows a long press, or the menu that follows a key, comes. */
const ECHO = 600;

export class AskHere {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private start: { x: number; y: number } | null = null;
  private touching = false;
  /** When the finger of an answered press was lifted, and when the menu key was pressed. */
  private liftedAt = -Infinity;
  private keyAt = -Infinity;

  constructor(
    private readonly map: MapLibre,
    /** Longitude, latitude. */
    private readonly ask: (place: readonly [number, number]) => void,
  ) {
    const canvas = map.getCanvasContainer();
    canvas.addEventListener('touchstart', this.touched, { passive: true });
    canvas.addEventListener('touchmove', this.moved, { passive: true });
    canvas.addEventListener('touchend', this.released);
    canvas.addEventListener('touchcancel', this.released);
    map.getCanvas().addEventListener('keydown', this.pressed);
    map.on('contextmenu', ({ point, originalEvent }) => {
      originalEvent.preventDefault();
      // A finger has its own clock, and the menu key has been answered.
      if (!this.touching && !isRecent(this.keyAt)) this.askAt(point.x, point.y);
    });
    map.on('zoomstart', this.forget);
    map.on('dragstart', this.forget);
  }

  /** Whether a click now is only the end of a long press. */
  isEcho(): boolean {
    return isRecent(this.liftedAt);
  }

  private readonly touched = (event: TouchEvent): void => {
    this.forget();
    this.touching = true;
    const [finger, second] = event.touches;
    if (!finger || second) return;
    const frame = this.map.getCanvas().getBoundingClientRect();
    const at = { x: finger.clientX, y: finger.clientY };
    this.start = at;
    this.timer = setTimeout(() => this.askAt(at.x - frame.x, at.y - frame.y), LONG_PRESS);
  };

  private readonly moved = ({ touches: [finger] }: TouchEvent): void => {
    if (!this.start || !finger) return;
    const { x, y } = this.start;
    if (Math.hypot(finger.clientX - x, finger.clientY - y) > SLIP) this.forget();
  };

  private readonly released = (event: TouchEvent): void => {
    // The press was answered while the finger lay there: what comes after it is its echo.
    if (this.isAnswered()) this.liftedAt = performance.now();
    this.forget();
    this.touching = event.touches.length > 0;
  };

  private readonly forget = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.start = null;
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return;
    event.preventDefault();
    this.keyAt = performance.now();
    const { clientWidth, clientHeight } = this.map.getCanvas();
    this.askAt(clientWidth / 2, clientHeight / 2);
  };

  private isAnswered(): boolean {
    return this.start !== null && this.timer === undefined;
  }

  private askAt(x: number, y: number): void {
    this.timer = undefined;
    const { lng, lat } = this.map.unproject([x, y]);
    this.ask([lng, lat]);
  }
}

const isRecent = (time: number): boolean => performance.now() - time < ECHO;
