// Hands what a reader does on the map to the tool at work.
import type { Map as MapLibre, MapMouseEvent } from 'maplibre-gl';
import type { MapTool, Place } from './tool';

const placeOf = ({ lngLat }: MapMouseEvent): Place => [lngLat.lng, lngLat.lat];

/** Listens for as long as the map lives; without a tool nothing happens. */
export function handTo(map: MapLibre, toolNow: () => MapTool | null): void {
  map.on('click', (event) => {
    // The second click of a double click completes; it is no step of its own.
    if (event.originalEvent.detail < 2) toolNow()?.click(placeOf(event));
  });
  map.on('dblclick', () => toolNow()?.finish?.());
  map.on('mousemove', (event) => toolNow()?.move?.(placeOf(event)));
  map.getCanvas().addEventListener('keydown', (event) => {
    const tool = toolNow();
    if (!tool || !press(map, tool, event.key)) return;
    event.preventDefault();
    // The key was the tool's alone, even if that put the tool away.
    event.stopImmediatePropagation();
  });
}

/** Whether the key meant something to the tool: space sets a point in the middle of the map. */
function press(map: MapLibre, tool: MapTool, key: string): boolean {
  if (key === ' ') {
    const { lng, lat } = map.getCenter();
    tool.click([lng, lat]);
  } else if (key === 'Enter') tool.finish?.();
  else if (key === 'Backspace') tool.back?.();
  else return false;
  return true;
}
