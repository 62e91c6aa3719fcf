// How much room a map has for what stands over it.

/** Pixels that an open legend takes from the left edge. */
export const LEGEND_WIDTH = 300;

/** From this size on, in pixels, a map shows its legend at once. */
const ROOMY = { width: 860, height: 440 };

export const isRoomy = ({ clientWidth, clientHeight }: HTMLElement): boolean =>
  clientWidth >= ROOMY.width && clientHeight >= ROOMY.height;
