// Copies of the atlas as plain files (`phiabac export site`): where the page's own files stand, and
// whether a server stands behind them. A copy tells of itself by its script `bundle.js`.
export interface Bundle {
  /** Its folder, without a slash at the end. */
  readonly base: string;
  /** Version of the data. */
  readonly snapshot: string;
  /** Files that answers are spread over. */
  readonly packs: number;
  /** The largest zoom of its tiles. */
  readonly maxzoom: number;
  /** Archives by the layers of their tiles, as addresses name these. */
  readonly tiles: Readonly<Record<string, string>>;
  /** How points are grouped, by layer. */
  readonly groups: Readonly<Record<string, Groups>>;
}

/** Points that agree in the field `by` and lie nearer than `reach` join, up to a zoom. */
export interface Groups {
  readonly maxzoom: number;
  /** Units of a tile, of which one side has 4096. */
  readonly reach: number;
  readonly by: string;
  /** The field that groups carry as a sum. */
  readonly sum: string | null;
}

declare global {
  var phiabacBundles: ReadonlyMap<string, Bundle> | undefined;
}

/** The copy that an address, or the base of addresses, belongs to; null if a server answers it. */
export function bundleOf(address: string): Bundle | null {
  for (const [base, bundle] of globalThis.phiabacBundles ?? []) {
    if (address === base || address.startsWith(`${base}/`)) return bundle;
  }
  return null;
}

/** Whether a server answers what is asked of `base`. */
export const hasServer = (base: string): boolean => bundleOf(base) === null;

/**
 * Where the files of the page stand, without a slash at the end: the origin of a server, or the
 * folder of a copy. Scripts stand there or in `assets/` below.
 */
export const siteBase = (): string =>
  import.meta.env.DEV ? location.origin : import.meta.url.replace(/\/(?:assets\/)?[^/]*$/, '');
