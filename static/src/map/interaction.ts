// What a reader's hands do to the map: all of it, only what does not get in the way of the page
// around it, or nothing.
import type { Map as MapLibre } from 'maplibre-gl';
import { text, type Lang } from '../i18n';

/** `gentle`: the wheel needs Ctrl, one finger scrolls the page. `none`: a still picture. */
export const INTERACTIONS = ['full', 'gentle', 'none'] as const;
export type Interaction = (typeof INTERACTIONS)[number];

export function allow(map: MapLibre, interaction: Interaction): void {
  const { scrollZoom, boxZoom, dragPan, keyboard, doubleClickZoom, touchZoomRotate } = map;
  const still = interaction === 'none';
  for (const handler of [
    scrollZoom,
    boxZoom,
    dragPan,
    keyboard,
    doubleClickZoom,
    touchZoomRotate,
  ]) {
    if (still) handler.disable();
    else handler.enable();
  }
  if (interaction === 'gentle') map.cooperativeGestures.enable();
  else map.cooperativeGestures.disable();
  const canvas = map.getCanvas();
  canvas.tabIndex = still ? -1 : 0;
  canvas.style.cursor = still ? 'default' : '';
}

/** MapLibre's own words about gestures. */
export const gestureWords = (lang: Lang): Record<string, string> => ({
  'CooperativeGesturesHandler.WindowsHelpText': text(lang, 'embed.gesture.wheel', { key: 'Ctrl' }),
  'CooperativeGesturesHandler.MacHelpText': text(lang, 'embed.gesture.wheel', { key: '⌘' }),
  'CooperativeGesturesHandler.MobileHelpText': text(lang, 'embed.gesture.fingers'),
});
