// Tiles of bundles, which no server answers: MapLibre asks this page for them.
import { addProtocol } from 'maplibre-gl';
import { TILE_SCHEME } from '../style/sources';

if (globalThis.phiabacBundles) {
  addProtocol(TILE_SCHEME, async ({ url }, { signal }) => {
    const { tile } = await import('../bundle/tiles');
    return { data: await tile(url.slice(`${TILE_SCHEME}://`.length), signal) };
  });
}
