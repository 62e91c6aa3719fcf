// The catalogue of a server, asked for once however many maps a page has.
import type { Catalog } from '../catalog';

const known = new Map<string, Promise<Catalog>>();

/** A failure is not kept: the next map asks again. */
export function knownCatalog(base: string): Promise<Catalog> {
  const asked = known.get(base) ?? import('../api').then(({ loadCatalog }) => loadCatalog(base));
  known.set(base, asked);
  asked.catch(() => known.delete(base));
  return asked;
}
