// Answers that lie in a bundle: each in the pack that a hash of its address names.
import type { Bundle } from './known';

/** Packs that are kept. */
const KEPT = 32;

type Pack = Readonly<Record<string, unknown>>;

const packs = new Map<string, Promise<Pack>>();

/** An address as packs name it: parameters in order of their names, nothing encoded. */
export function keyOf(path: string, query: URLSearchParams): string {
  const parameters = [...query].map(([name, value]) => `${name}=${value}`).sort();
  return parameters.length === 0 ? path : `${path}?${parameters.join('&')}`;
}

/** FNV-1a over the bytes of a key. */
export function packOf(key: string, count: number): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0) % count;
}

/** The answer of that key; undefined if the bundle has none. */
export async function packed({ base, packs: count }: Bundle, key: string): Promise<unknown> {
  const name = packOf(key, count).toString(16).padStart(3, '0');
  return (await packAt(`${base}/answers/${name}.pack`))[key];
}

function packAt(url: string): Promise<Pack> {
  const known = packs.get(url) ?? (loadJson(url) as Promise<Pack>);
  // The one that was asked for last stays longest.
  packs.delete(url);
  packs.set(url, known);
  known.catch(() => packs.delete(url));
  const [oldest] = packs.keys();
  if (packs.size > KEPT && oldest !== undefined) packs.delete(oldest);
  return known;
}

/** A packed file of the bundle. */
export async function loadJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  // Words by which the page knows a lost connection.
  if (!response.ok || !response.body) throw new TypeError(`Failed to fetch ${url}`);
  return new Response(response.body.pipeThrough(new DecompressionStream('gzip'))).json();
}
