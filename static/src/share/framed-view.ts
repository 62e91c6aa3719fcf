// The view with which a frame of another size shows what the atlas shows between its panels.
import { viewWords } from '../map/attributes';
import type { FreeView } from '../map/room';

/** `zoom/lat/lon` for a frame of `width` × `height` pixels. */
export function framedView(
  free: FreeView,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const scale = Math.min(width / free.width, height / free.height);
  return viewWords({ ...free, zoom: Math.max(0, free.zoom + Math.log2(scale)) });
}
