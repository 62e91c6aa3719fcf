// A stand-in for the real server, for work on the page alone: serves `dist`, a small catalogue,
// records and tiles on 127.0.0.1. It shows generated shapes; a folder of GeoJSON files named after
// layers, given as an argument, takes the place of the layers it holds.
//   node test/mock/server.mjs [port] [folder]
import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TYPES } from '../media-types.mjs';
import { answerRecords } from './records.mjs';
import { generatedLayers } from './shapes.mjs';
import { answerUnits } from './units.mjs';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** Starts the stand-in; resolves to its address and a function that stops it. */
export function startMock(port = 0, folder) {
  const layers = { ...generatedLayers(), ...layersIn(folder) };
  const indexes = new Map(
    Object.entries(layers).map(([id, features]) => [
      id,
      new GeoJSONVT({ type: 'FeatureCollection', features }, { maxZoom: 14, extent: 4096 }),
    ]),
  );
  const server = createServer((request, response) => {
    if (answerUnits(request, response)) return;
    const url = new URL(request.url, 'http://127.0.0.1');
    const { pathname } = url;
    const origin = `http://${request.headers.host}`;
    const answer =
      tile(indexes, pathname) ??
      catalog(layers, pathname) ??
      answerRecords(layers, url) ??
      item(layers, pathname) ??
      file(pathname, origin);
    response.writeHead(answer.status ?? 200, { 'Content-Type': answer.type ?? 'text/plain' });
    response.end(answer.body);
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const url = `http://127.0.0.1:${server.address().port}`;
      resolve({ url, stop: () => new Promise((done) => server.close(done)) });
    });
  });
}

function layersIn(folder) {
  if (!folder) return {};
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.layer.json'))
      .map((name) => [
        name.replace('.layer.json', ''),
        JSON.parse(readFileSync(join(folder, name), 'utf8')).features,
      ]),
  );
}

function tile(indexes, path) {
  const [, names, z, x, y] = /^\/tiles\/([\w,]+)\/(\d+)\/(\d+)\/(\d+)$/.exec(path) ?? [];
  if (!names) return undefined;
  const found = {};
  for (const name of names.split(',')) {
    const made = indexes.get(name)?.getTile(Number(z), Number(x), Number(y));
    if (made) found[name] = made;
  }
  if (Object.keys(found).length === 0) return { status: 204 };
  return {
    type: 'application/vnd.mapbox-vector-tile',
    body: Buffer.from(fromGeojsonVt(found, { version: 2, extent: 4096 })),
  };
}

function catalog(layers, path) {
  if (path !== '/catalog.json') return undefined;
  const body = {
    snapshot: '0000000000000000',
    title_vi: 'Dữ liệu mẫu',
    title_en: 'Sample data',
    attribution: ['Hình mẫu để thử trang'],
    bounds: [102, 8, 118, 23.4],
    layers: Object.entries(layers).map(([id, features]) => ({
      id,
      title_vi: id,
      title_en: id,
      geometry: 'mixed',
      count: features.length,
      drawn: features.length,
      minzoom: 0,
      maxzoom: 14,
      bounds: [102, 8, 118, 23.4],
      fields: Object.keys(features[0]?.properties ?? {}).map((field) => ({
        id: field,
        title_vi: field,
        title_en: field,
        type: 'text',
      })),
    })),
    overlays: [],
    measures: [],
  };
  return { type: TYPES['.json'], body: JSON.stringify(body) };
}

function item(layers, path) {
  const [, layer, id] = /^\/ogc\/collections\/(\w+)\/items\/(\d+)$/.exec(path) ?? [];
  if (!layer) return undefined;
  const found = layers[layer]?.find((feature) => feature.id === Number(id));
  if (!found) return { status: 404, type: 'application/problem+json', body: '{}' };
  const sources = [{ id: 'mau', title: 'Nguồn mẫu', publisher: 'Máy sinh số', licence: 'CC0-1.0' }];
  const properties = { ...found.properties, sources };
  return { type: 'application/geo+json', body: JSON.stringify({ ...found, properties }) };
}

function file(path, origin) {
  const name = normalize(path === '/' ? '/index.html' : decodeURIComponent(path));
  const full = join(dist, name);
  if (!full.startsWith(dist) || !existsSync(full) || !statSync(full).isFile()) {
    return { status: 404, body: 'not here' };
  }
  const body = readFileSync(full);
  const isStyle = name.startsWith('/styles/');
  return {
    type: TYPES[extname(full)],
    body: isStyle ? body.toString().replaceAll('{base}', origin) : body,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startMock(Number(process.argv[2] ?? 8081), process.argv[3]);
  console.log(`The stand-in listens on ${url}`);
}
