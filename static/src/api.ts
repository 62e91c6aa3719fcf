// The only file that talks to the server, or to the files of a bundle. Failures become an `ApiError` whose message is the
// problem's own words, ready to be shown.
import type { Geometry, Polygon } from 'geojson';
import { bundleOf, hasServer } from './bundle/known';
import type { Catalog } from './catalog';
import type { Direction, NoUnit, UnitAnswer, UnitQuestion } from './convert/types';
import type { Figures, Source, Trade } from './figures/types';
import { text, type Lang } from './i18n';
import { UNIT_LAYERS, type FeatureRef, type LayerId } from './layers/names';
import type { RecordPage, Summary, Wanted } from './list/types';
import type { Box } from './map/view';
import type { OverlayChoice } from './overlays/choice';
import type { Overlay, OverlayInfo } from './overlays/types';
import type { UnitRelations } from './report/types';
import type { Within } from './tools/within-answer';
import type { Here, Hit, Hits, Near, Neighbours, Outside } from './things/types';

/** One record with all its fields. */
export interface Item {
  readonly id: number;
  readonly geometry: Geometry | null;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly sources: readonly Source[];
}

export class ApiError extends Error {
  constructor(
    message: string,
    /** HTTP status, 0 if no answer came. */
    readonly status: number,
    /** All that the problem says, if it is one. */
    readonly problem: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** The catalogue of the snapshot that the server at `base` serves. */
export const loadCatalog = (base: string): Promise<Catalog> =>
  readJson<Catalog>(`${base}/catalog.json`, 'vi');

/** One record. A problem comes in the language `lang`; `signal` gives up waiting. */
export async function loadItem(
  base: string,
  { layer, id }: FeatureRef,
  lang: Lang,
  signal: AbortSignal,
): Promise<Item> {
  // Of units a card needs no more than where their names stand; their shapes are large.
  const isUnit = UNIT_LAYERS.has(layer);
  const query = isUnit ? '?skipGeometry=true' : '';
  const feature = await readJson<{
    id: number;
    geometry: Geometry | null;
    properties: Record<string, unknown>;
    sources?: Source[];
  }>(`${base}/ogc/collections/${layer}/items/${id}${query}`, lang, signal);
  const { sources, ...properties } = feature.properties;
  return {
    id: feature.id,
    geometry: isUnit ? labelPoint(properties) : feature.geometry,
    properties,
    // Sources stand beside the fields or among them.
    sources: feature.sources ?? (Array.isArray(sources) ? (sources as Source[]) : []),
  };
}

/** Where the name of a unit stands. */
function labelPoint({ label_lon, label_lat }: Record<string, unknown>): Geometry | null {
  const isPlace = typeof label_lon === 'number' && typeof label_lat === 'number';
  return isPlace ? { type: 'Point', coordinates: [label_lon, label_lat] } : null;
}

/** All overlays, in the order of the catalogue. */
export const loadOverlays = async (base: string, lang: Lang): Promise<readonly OverlayInfo[]> =>
  (await readJson<{ items: readonly OverlayInfo[] }>(`${base}/api/overlays`, lang)).items;

/** The values of the chosen overlay. */
export function loadOverlay(
  base: string,
  { id, level, period }: OverlayChoice,
  lang: Lang,
  signal: AbortSignal,
): Promise<Overlay> {
  const query = new URLSearchParams({ level, ...(period ? { period } : {}) });
  return readJson<Overlay>(`${base}/api/overlays/${encodeURIComponent(id)}?${query}`, lang, signal);
}

/** Address of the legend of the chosen overlay as a picture. */
export function legendUrl(
  base: string,
  { id, level, period }: OverlayChoice,
  lang: Lang,
  theme: 'light' | 'dark',
): string {
  const query = new URLSearchParams({ level, ...(period ? { period } : {}), theme, lang });
  return `${base}/api/overlays/${encodeURIComponent(id)}/legend.svg?${query}`;
}

/** More than any one subject has. */
const ALL_FIGURES = '5000';

/** Address of the figures of a subject, such as `region`, `20` or `zone:…`. */
export const figuresUrl = (base: string, subject: string, format: 'json' | 'csv'): string =>
  `${base}/api/figures?${new URLSearchParams({ subject, limit: ALL_FIGURES, f: format })}`;

/** All figures of a subject. */
export const loadFigures = (
  base: string,
  subject: string,
  lang: Lang,
  signal: AbortSignal,
): Promise<Figures> => readJson<Figures>(figuresUrl(base, subject, 'json'), lang, signal);

/** Address of the trade of a gate. */
export const tradeUrl = (base: string, gate: number, format: 'json' | 'csv'): string =>
  `${base}/api/gates/${gate}/trade?f=${format}`;

/** The trade of a gate, its parts and its province. */
export const loadTrade = (
  base: string,
  gate: number,
  lang: Lang,
  signal: AbortSignal,
): Promise<Trade> => readJson<Trade>(tradeUrl(base, gate, 'json'), lang, signal);

/** Address of the report of a unit, such as `20` or `former:27`, or of the `region`. */
export const reportUrl = (base: string, code: string, lang: Lang): string =>
  `${base}/api/reports/${encodeURIComponent(code).replace('%3A', ':')}.html?lang=${lang}`;

/** What a unit, such as `20` or `former:27`, was made of, became and borders on. */
export const loadRelations = (
  base: string,
  code: string,
  lang: Lang,
  signal: AbortSignal,
): Promise<UnitRelations> => readJson<UnitRelations>(`${base}/api/units/${code}`, lang, signal);

/** What became of a former unit or, `to` former, what a present one was made of. */
export async function convertUnit(
  base: string,
  question: UnitQuestion,
  to: Direction,
  lang: Lang,
  signal: AbortSignal,
): Promise<UnitAnswer | NoUnit> {
  const asked = Object.entries(question).filter(([, words]) => words !== '');
  const query = new URLSearchParams([...asked, ['to', to]] as [string, string][]);
  try {
    return await readJson<UnitAnswer>(`${base}/api/units/convert?${query}`, lang, signal);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    const { candidates } = error.problem as Partial<Pick<NoUnit, 'candidates'>>;
    return { status: 'not_found', candidates: candidates ?? [] };
  }
}

/** Converts a whole table; the answer is CSV and comes piece by piece. */
export async function convertTable(
  base: string,
  body: string | Blob,
  to: Direction,
  lang: Lang,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const query = new URLSearchParams({ f: 'csv', to, lang });
  const response = await answerOf(`${base}/api/units/convert?${query}`, lang, {
    method: 'POST',
    headers: { 'Content-Type': 'text/csv; charset=utf-8', Accept: 'text/csv' },
    body,
    signal,
  });
  return response.body ?? new Blob().stream();
}

/** Hits that a list shows at once. */
const MOST_HITS = '10';

/** What bears a name like `q`; of equals the nearest to `near` (longitude, latitude) comes first. */
export function searchFor(
  base: string,
  q: string,
  near: readonly [number, number] | null,
  lang: Lang,
  signal: AbortSignal,
): Promise<Hits> {
  const place = near && near.map((degrees) => degrees.toFixed(4)).join(',');
  const query = new URLSearchParams({ q, limit: MOST_HITS, ...(place ? { near: place } : {}) });
  return readJson<Hits>(`${base}/api/search?${query}`, lang, signal);
}

/** Districts of one name are far fewer. */
const ALL_DISTRICTS = '50';

/** The former district of this code and full Vietnamese name; an `ApiError` if there is none. */
export async function loadDistrict(
  base: string,
  { code, name }: { readonly code: string; readonly name: string },
  lang: Lang,
  signal: AbortSignal,
): Promise<Hit> {
  const query = new URLSearchParams({ q: name, kinds: 'district', limit: ALL_DISTRICTS });
  const { items } = await readJson<Hits>(`${base}/api/search?${query}`, lang, signal);
  const found = items.find((item) => item.code === code);
  if (!found) throw new ApiError(text(lang, 'district.unknown', { name }), 404);
  return found;
}

/** West, south, east, north of a unit, such as `20` or `former:27`; null if it has no shape. */
export const loadUnitBox = async (base: string, code: string, lang: Lang): Promise<Box | null> =>
  (await readJson<{ bbox: Box | null }>(`${base}/api/units/${code}`, lang)).bbox;

/** A day on which the former units were still in force: the last one. */
const FORMER_DAY = '2025-06-30';

/** What lies at a place today or, `former`, lay there before the merger; or that it is outside. */
export async function loadHere(
  base: string,
  [lon, lat]: readonly [number, number],
  former: boolean,
  lang: Lang,
  signal: AbortSignal,
): Promise<Here | Outside> {
  const query = new URLSearchParams({
    lon: String(lon),
    lat: String(lat),
    outside: 'nearest',
    ...(former ? { datetime: FORMER_DAY } : {}),
  });
  type Answer = Here | { readonly outside: true; readonly nearest: Near | null };
  const answer = await readJson<Answer>(`${base}/api/reverse?${query}`, lang, signal);
  if (!('outside' in answer)) return answer;
  return { words: text(lang, 'here.outside.words'), nearest: answer.nearest };
}

/** Whether the server answers at all. */
export async function isThere(base: string): Promise<boolean> {
  try {
    const sign = hasServer(base) ? 'health' : 'bundle.js';
    return (await fetch(`${base}/${sign}`, { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

/** How many neighbours come at once. */
const NEIGHBOURS_AT_ONCE = 50;

/** What of these kinds lies within `km` of `from`, nearest first, after the first `offset`. */
export function loadNeighbours(
  base: string,
  from: string,
  { kinds, km }: { readonly kinds: readonly string[]; readonly km: number },
  offset: number,
  lang: Lang,
  signal: AbortSignal,
): Promise<Neighbours> {
  const query = new URLSearchParams({
    from,
    kinds: kinds.join(','),
    km: String(km),
    limit: String(NEIGHBOURS_AT_ONCE),
    ...(offset > 0 ? { offset: String(offset) } : {}),
  });
  return readJson<Neighbours>(`${base}/api/nearby?${query}`, lang, signal);
}

/** Items of a shape that come at once. */
const WITHIN_AT_ONCE = '100';

/** What lies in a shape: totals, and of the list what comes after the first `offset`. */
export async function loadWithin(
  base: string,
  shape: Polygon,
  offset: number,
  lang: Lang,
  signal: AbortSignal,
): Promise<Within> {
  const query = new URLSearchParams({ limit: WITHIN_AT_ONCE, offset: String(offset), lang });
  const response = await askWithin(base, query, shape, lang, signal);
  return (await response.json()) as Within;
}

/** More than any shape holds. */
const ALL_WITHIN = '5000';

/** The whole list of what lies in a shape, as a file. */
export async function loadWithinFile(
  base: string,
  shape: Polygon,
  format: 'csv' | 'geojson',
  lang: Lang,
): Promise<Blob> {
  const query = new URLSearchParams({ limit: ALL_WITHIN, f: format, lang });
  return (await askWithin(base, query, shape, lang)).blob();
}

const askWithin = (
  base: string,
  query: URLSearchParams,
  shape: Polygon,
  lang: Lang,
  signal?: AbortSignal,
): Promise<Response> =>
  answerOf(`${base}/api/within?${query}`, lang, {
    method: 'POST',
    headers: { 'Content-Type': 'application/geo+json' },
    body: JSON.stringify(shape),
    ...(signal ? { signal } : {}),
  });

/** The parameters that say which records are wanted. */
const wantedQuery = ({ filter, box }: Wanted): Record<string, string> => ({
  ...(filter === null ? {} : { filter }),
  ...(box === null ? {} : { bbox: box.map((degrees) => degrees.toFixed(5)).join(',') }),
});

/** Records of a layer in the order of `sortby`, after the first `offset`. */
export function loadRecords(
  base: string,
  layer: LayerId,
  wanted: Wanted,
  { sortby, properties, limit, offset }: RecordQuestion,
  lang: Lang,
  signal: AbortSignal,
): Promise<RecordPage> {
  const query = new URLSearchParams({
    ...wantedQuery(wanted),
    ...(sortby === null ? {} : { sortby }),
    properties: properties.join(','),
    limit: String(limit),
    ...(offset > 0 ? { offset: String(offset) } : {}),
  });
  return readJson<RecordPage>(`${base}/ogc/collections/${layer}/items?${query}`, lang, signal);
}

export interface RecordQuestion {
  /** A field, with a minus for the greatest first; null for the order of the server. */
  readonly sortby: string | null;
  readonly properties: readonly string[];
  readonly limit: number;
  readonly offset: number;
}

/** What the wanted records of a layer are together, counted by the values of `by`. */
export function loadSummary(
  base: string,
  layer: LayerId,
  wanted: Wanted,
  by: readonly string[],
  lang: Lang,
  signal: AbortSignal,
): Promise<Summary> {
  const query = new URLSearchParams({
    ...wantedQuery(wanted),
    ...(by.length > 0 ? { by: by.join(',') } : {}),
  });
  return readJson<Summary>(`${base}/api/summaries/${layer}?${query}`, lang, signal);
}

/** Address of the file with all wanted records of a layer. */
export function exportUrl(
  base: string,
  layer: LayerId,
  wanted: Wanted,
  format: 'geojson' | 'csv',
  lang: Lang,
): string {
  const query = new URLSearchParams({ format, ...wantedQuery(wanted), lang });
  return `${base}/api/export/${layer}?${query}`;
}

/** All figures of one measure, whatever they are of; newest first for each subject. */
export const loadMeasure = (
  base: string,
  measure: string,
  lang: Lang,
  signal: AbortSignal,
): Promise<Figures> =>
  readJson<Figures>(
    `${base}/api/figures?${new URLSearchParams({ measure, limit: ALL_FIGURES })}`,
    lang,
    signal,
  );

async function readJson<T>(url: string, lang: Lang, signal?: AbortSignal): Promise<T> {
  const response = await answerOf(url, lang, {
    headers: { Accept: 'application/json, application/geo+json' },
    ...(signal ? { signal } : {}),
  });
  return (await response.json()) as T;
}

/** A good answer; anything else becomes an `ApiError`. */
async function answerOf(url: string, lang: Lang, request: RequestInit): Promise<Response> {
  const headers = { 'Accept-Language': lang, ...(request.headers as Record<string, string>) };
  let response: Response;
  try {
    response = await reach(url, lang, { ...request, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError('', 0);
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    throw new ApiError(String(problem.detail ?? problem.title ?? ''), response.status, problem);
  }
  return response;
}

/** Asks the server, or the bundle that the address belongs to. */
async function reach(url: string, lang: Lang, request: RequestInit): Promise<Response> {
  const bundle = bundleOf(url);
  if (!bundle) return fetch(url, request);
  const { answer } = await import('./bundle/answers');
  const response = await answer(bundle, url, lang);
  request.signal?.throwIfAborted();
  return response;
}

/** What the server says is wrong, or nothing. */
async function problemOf(
  response: Response,
): Promise<Record<string, unknown> & { title?: unknown; detail?: unknown }> {
  try {
    return (await response.json()) as Record<string, unknown>;
  } catch {
    return {};
  }
}
