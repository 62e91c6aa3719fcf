// Tiles of a bundle: from its archives, or made of the records that a filter accepts.
import { PMTiles, type RangeResponse, type Source } from 'pmtiles';
import { marksAt, type Mark } from './groups';
import { bundleOf, type Bundle } from './known';
import { pointTile } from './point-tile';
import { recordsOf, wantedOf } from './records';

/** A file read by ranges; as a whole from servers that know none. */
class Archive implements Source {
  private whole: Promise<ArrayBuffer> | null = null;

  constructor(private readonly url: string) {}

  getKey(): string {
    return this.url;
  }

  async getBytes(offset: number, length: number, signal?: AbortSignal): Promise<RangeResponse> {
    if (this.whole) return partOf(await this.whole, offset, length);
    const response = await fetch(this.url, {
      headers: { Range: `bytes=${offset}-${offset + length - 1}` },
      ...(signal ? { signal } : {}),
    });
    if (response.status === 206) return { data: await response.arrayBuffer() };
    if (!response.ok) throw new Error(`${this.url}: ${response.status}`);
    void response.body?.cancel();
    this.whole ??= this.load();
    return partOf(await this.whole, offset, length);
  }

  private async load(): Promise<ArrayBuffer> {
    try {
      return await (await fetch(this.url)).arrayBuffer();
    } catch (error) {
      this.whole = null;
      throw error;
    }
  }
}

const partOf = (whole: ArrayBuffer, offset: number, length: number): RangeResponse => ({
  data: whole.slice(offset, offset + length),
});

const archives = new Map<string, PMTiles>();

/** The tile at an address such as `…/tiles/{layers}/{z}/{x}/{y}?filter=…`; empty if nothing is there. */
export async function tile(url: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const bundle = bundleOf(url);
  const address = /\/tiles\/([\w,]+)\/(\d+)\/(\d+)\/(\d+)(?:\?filter=(.*))?$/.exec(url);
  if (!bundle || !address) throw new Error(`${url}: no tile of a bundle`);
  const [, layers = '', z, x, y, filter] = address;
  const [zoom, column, row] = [Number(z), Number(x), Number(y)];
  if (filter !== undefined) {
    const marks = await marksOf(bundle, layers, zoom, decodeURIComponent(filter));
    return pointTile(layers, marks, column, row);
  }
  const found = await archiveOf(bundle, layers).getZxy(zoom, column, row, signal);
  return found?.data ?? new ArrayBuffer(0);
}

function archiveOf({ base, tiles }: Bundle, layers: string): PMTiles {
  const path = tiles[layers];
  if (path === undefined) throw new Error(`${layers}: no archive of the bundle`);
  const url = `${base}/${path}`;
  const known = archives.get(url) ?? new PMTiles(new Archive(url));
  archives.set(url, known);
  return known;
}

/** The marks of the last filter of each layer, by zoom: neighbouring tiles share them. */
const drawn = new Map<string, { filter: string; zooms: Map<number, Mark[]> }>();

async function marksOf(bundle: Bundle, layer: string, zoom: number, filter: string) {
  const wanted = wantedOf(await recordsOf(bundle, layer), filter, null);
  const key = `${bundle.base} ${layer}`;
  const known = drawn.get(key);
  const { zooms } = known?.filter === filter ? known : { zooms: new Map<number, Mark[]>() };
  drawn.set(key, { filter, zooms });
  const marks = zooms.get(zoom) ?? marksAt(wanted, zoom, bundle.groups[layer]);
  zooms.set(zoom, marks);
  return marks;
}
