// The only file that talks to the server. Failures become an `ApiError` whose message is the
// problem's own words, ready to be shown.
import type { Geometry } from 'geojson';
import type { Catalog } from './catalog';
import type { Lang } from './i18n';
import type { FeatureRef } from './layers/names';

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher?: string;
  readonly date?: string;
  readonly licence?: string;
  readonly use?: string;
  readonly url?: string;
  readonly note?: string;
}

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
  const feature = await readJson<{
    id: number;
    geometry: Geometry | null;
    properties: Record<string, unknown>;
    sources?: Source[];
  }>(`${base}/ogc/collections/${layer}/items/${id}`, lang, signal);
  const { sources, ...properties } = feature.properties;
  return {
    id: feature.id,
    geometry: feature.geometry,
    properties,
    // Sources stand beside the fields or among them.
    sources: feature.sources ?? (Array.isArray(sources) ? (sources as Source[]) : []),
  };
}

async function readJson<T>(url: string, lang: Lang, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { Accept: 'application/json, application/geo+json', 'Accept-Language': lang },
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError('', 0);
  }
  if (!response.ok) throw new ApiError(await problemDetail(response), response.status);
  return (await response.json()) as T;
}

/** What the server says is wrong, or nothing. */
async function problemDetail(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as { title?: string; detail?: string };
    return problem.detail ?? problem.title ?? '';
  } catch {
    return '';
  }
}
