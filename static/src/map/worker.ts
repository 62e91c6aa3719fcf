// MapLibre's worker comes from our own server, as a file of the bundle. A browser starts workers only
// from the origin of the page: on other people's pages a script of one line brings it in.
import { prewarm, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';

const worker = new URL(workerUrl, import.meta.url);

if (worker.origin === location.origin) {
  setWorkerUrl(worker.href);
  // Our own pages show a map for certain: its worker starts while they are put together.
  prewarm();
} else setWorkerUrl(startOf(worker.href));

function startOf(url: string): string {
  const script = new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' });
  return URL.createObjectURL(script);
}
