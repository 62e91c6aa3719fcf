// What a bundle answers in the place of a server: what lies in it, what can be worked out from it,
// and of all else that it needs a server.
import { text, type Lang } from '../i18n';
import type { LayerId } from '../layers/names';
import type { RecordPage, Summary } from '../list/types';
import { FILTERED } from '../state/filters';
import { countedFields, WAYS } from '../ways/ways';
import type { Bundle } from './known';
import { keyOf, packed } from './packs';
import { inOrder, recordsOf, UnknownFilter, wantedOf, type Box } from './records';
import { search } from './search';
import { summaryOf } from './sums';

/** The answer to a request for `url`; a problem if it takes a server. */
export async function answer(bundle: Bundle, url: string, lang: Lang): Promise<Response> {
  const { pathname, searchParams } = new URL(url);
  const path = pathname.slice(new URL(bundle.base).pathname.replace(/\/$/, '').length);
  searchParams.delete('lang');
  try {
    const found = await answerTo(bundle, decodeURIComponent(path), searchParams);
    return found === undefined ? problem(501, text(lang, 'bundle.server')) : Response.json(found);
  } catch (error) {
    if (error instanceof UnknownFilter) return problem(400, text(lang, 'bundle.filter'));
    throw error;
  }
}

const problem = (status: number, detail: string): Response => Response.json({ detail }, { status });

async function answerTo(bundle: Bundle, path: string, query: URLSearchParams): Promise<unknown> {
  const known = await packed(bundle, keyOf(path, query));
  if (known !== undefined) return known;
  const [, items] = /^\/ogc\/collections\/(\w+)\/items$/.exec(path) ?? [];
  if (isListed(items)) return list(bundle, items, query);
  const [, summed] = /^\/api\/summaries\/(\w+)$/.exec(path) ?? [];
  if (isListed(summed)) return summary(bundle, summed, query);
  return path === '/api/search' ? search(bundle, query) : undefined;
}

const isListed = (layer: string | undefined): layer is LayerId =>
  Object.values(FILTERED).some((listed) => listed === layer);

/** Records with all their fields; who asks for some does not mind the others. */
async function list(bundle: Bundle, layer: LayerId, query: URLSearchParams): Promise<RecordPage> {
  const wanted = await wantedIn(bundle, layer, query);
  const offset = Number(query.get('offset') ?? 0);
  const features = inOrder(wanted, query.get('sortby')).slice(
    offset,
    offset + Number(query.get('limit') ?? 100),
  );
  return { numberMatched: wanted.length, numberReturned: features.length, features };
}

async function summary(bundle: Bundle, layer: LayerId, query: URLSearchParams): Promise<Summary> {
  const way = Object.values(WAYS).find((one) => one.layer === layer);
  const by = way ? countedFields(way).join(',') : '';
  const key = keyOf(`/api/summaries/${layer}`, new URLSearchParams({ by }));
  const [all, wanted] = await Promise.all([packed(bundle, key), wantedIn(bundle, layer, query)]);
  return summaryOf(all as Summary, wanted, query.get('by')?.split(',') ?? []);
}

async function wantedIn(bundle: Bundle, layer: LayerId, query: URLSearchParams) {
  const box = query.get('bbox')?.split(',').map(Number) as Box | undefined;
  return wantedOf(await recordsOf(bundle, layer), query.get('filter'), box ?? null);
}
