// What a record says of itself, in one line of a list.
import { layerOf, valueOf, type Catalog } from '../catalog';
import { withUnit } from '../figures/format';
import { formatNumber, titleIn, type Lang } from '../i18n';
import { joined, kindUnlessSaid, whereWords } from './names';
import type { Neighbour, Thing } from './types';

/** Kind, size, status, commune: of each what is known. */
export function aboutWords(
  lang: Lang,
  catalog: Catalog | null,
  thing: Thing & Pick<Neighbour, 'facts'>,
): string {
  const { facts, layer } = thing;
  const fields = layer === null ? [] : (layerOf(catalog, layer)?.fields ?? []);
  const status = valueOf(
    fields.find(({ id }) => id === 'status'),
    facts?.status,
  );
  return joined([
    kindUnlessSaid(lang, thing),
    facts?.area_ha ? withUnit(formatNumber(lang, facts.area_ha), 'ha') : '',
    facts?.capacity_mw ? withUnit(formatNumber(lang, facts.capacity_mw), 'MW') : '',
    // A status that nobody knows says nothing.
    status && status.value !== 'unknown' ? titleIn(lang, status) : '',
    whereWords(lang, thing),
  ]);
}
