// Two maps that always show the same place.
import type { Map as MapLibre } from 'maplibre-gl';

/** Keeps `second` where `first` is, and the other way round, until the answer is called. */
export function together(first: MapLibre, second: MapLibre): () => void {
  let following = false;
  const follow = (leader: MapLibre, other: MapLibre) => () => {
    // The move of a map that follows is no move to follow.
    if (following) return;
    following = true;
    other.jumpTo({ center: leader.getCenter(), zoom: leader.getZoom() });
    following = false;
  };
  const led = follow(first, second);
  const leading = follow(second, first);
  led();
  first.on('move', led);
  second.on('move', leading);
  return () => {
    first.off('move', led);
    second.off('move', leading);
  };
}
