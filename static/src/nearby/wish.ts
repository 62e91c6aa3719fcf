// What of the things nearby is asked for, and how the address says it: `near=30/cluster,gate`.
export const NEAR_KINDS = [
  'cluster',
  'park',
  'border_economic_zone',
  'economic_zone',
  'gate',
  'plant',
  'port',
  'airport',
  'city',
  'expressway',
  'national_road',
  'railway',
] as const;
export type NearKind = (typeof NEAR_KINDS)[number];

export interface Wish {
  readonly kinds: readonly NearKind[];
  readonly km: number;
}

export const LEAST_KM = 5;
export const MOST_KM = 100;
export const KM_STEP = 5;

export const USUAL_WISH: Wish = {
  kinds: ['cluster', 'park', 'border_economic_zone', 'economic_zone', 'gate', 'plant'],
  km: 30,
};

/** The wish with one kind put in or taken out; the order stays. */
export const turned = ({ kinds, km }: Wish, kind: NearKind): Wish => ({
  kinds: NEAR_KINDS.filter((one) => kinds.includes(one) !== (one === kind)),
  km,
});

export const wishWords = ({ kinds, km }: Wish): string => `${km}/${kinds.join(',')}`;

/** The wish that an address names, made to fit; null if it names none. */
export function wishIn(words: string | null): Wish | null {
  const [, number, list] = /^(\d{1,3})\/([a-z_,]*)$/.exec(words ?? '') ?? [];
  if (number === undefined || list === undefined) return null;
  const named = list.split(',');
  const km = Math.round(Number(number) / KM_STEP) * KM_STEP;
  return {
    kinds: NEAR_KINDS.filter((kind) => named.includes(kind)),
    km: Math.max(LEAST_KM, Math.min(MOST_KM, km)),
  };
}
