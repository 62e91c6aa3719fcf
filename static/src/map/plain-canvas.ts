// What MapLibre draws for every map and ours never shows: a canvas that lets the page behind it
// through, and a sky. Both cost each frame a whole screen, most of all without a graphics card.
import type { Map as MapLibre } from 'maplibre-gl';

/**
 * Makes a map whose canvas is opaque. MapLibre settles that itself and has no option for it, so it is
 * told at the one moment in which it asks for the context.
 */
export function withOpaqueCanvas(make: () => MapLibre): MapLibre {
  const canvas = HTMLCanvasElement.prototype as {
    getContext(kind: string, attributes?: object): unknown;
  };
  const { getContext } = canvas;
  canvas.getContext = function (kind, attributes) {
    const opaque = kind === 'webgl2' ? { ...attributes, alpha: false } : attributes;
    return getContext.call(this, kind, opaque);
  };
  try {
    return hiddenAtFirst(make());
  } finally {
    canvas.getContext = getContext;
  }
}

/** An opaque canvas is black until something is drawn. */
function hiddenAtFirst(map: MapLibre): MapLibre {
  const { style } = map.getCanvas();
  style.visibility = 'hidden';
  void map.once('render', () => {
    style.visibility = '';
  });
  return map;
}

/** Leaves the sky out: who looks straight down sees none. */
export function withoutSky(map: MapLibre): MapLibre {
  const { painter } = map;
  painter.drawFunctions = { ...painter.drawFunctions, sky: () => undefined };
  return map;
}
