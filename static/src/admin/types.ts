// What the server says of the administration.

export type Verdict = 'kept' | 'repaired' | 'rejected';
export type Gravity = 'noted' | 'repaired' | 'rejected';
export type Change = 'added' | 'changed' | 'same';

export interface Finding {
  readonly kind: string;
  readonly gravity: Gravity;
  readonly field: string | null;
  readonly said: string | null;
  readonly what: string;
  /** What to do; empty when there is nothing to do. */
  readonly cure: string;
}

export interface Difference {
  readonly field: string;
  readonly old: string | null;
  readonly new: string | null;
}

export interface RowReport {
  readonly row: number;
  readonly code: string | null;
  readonly name: string | null;
  readonly verdict: Verdict;
  readonly change: Change | null;
  readonly differences: readonly Difference[];
  readonly findings: readonly Finding[];
}

export interface Counts {
  readonly read: number;
  readonly kept: number;
  readonly repaired: number;
  readonly rejected: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly removed: number;
}

export interface Report {
  readonly layer: string;
  readonly file: string;
  readonly driver: string;
  readonly sheet: string | null;
  readonly crs: string | null;
  readonly dryRun: boolean;
  readonly good: boolean;
  readonly written: boolean;
  /** What became of it, in a sentence. */
  readonly outcome: string;
  readonly counts: Counts;
  readonly findings: readonly Finding[];
  readonly rows: readonly RowReport[];
  readonly removed: readonly { readonly code: string; readonly name: string | null }[];
}

export interface Reloaded {
  readonly state: 'changed' | 'unchanged' | 'failed';
  readonly snapshot: string;
  readonly reason?: string;
}

export interface Imported {
  readonly ticket: string | null;
  readonly reload: Reloaded | null;
  readonly report: Report;
}

/** How the last reload went. */
export interface Attempt {
  readonly state: 'loading' | 'done' | 'failed';
  readonly at: string;
  readonly reason?: string;
}

export interface ServerState {
  readonly snapshot: string;
  readonly loaded: string;
  readonly warm: boolean;
  readonly reload: Attempt | null;
  readonly can_change: boolean;
  readonly can_undo: boolean;
  readonly upload_mb: number;
  readonly layers: readonly string[];
}

/** A layer of the catalogue, as far as this page names it. */
export interface LayerTitle {
  readonly id: string;
  readonly title_vi: string;
  readonly title_en: string;
  readonly count: number;
  readonly fields?: readonly {
    readonly name: string;
    readonly title_vi: string;
    readonly title_en: string;
  }[];
}

/** What is wished of an import; empty texts wish nothing. */
export interface Wishes {
  readonly layer: string;
  readonly sheet: string;
  readonly crs: string;
  readonly map: string;
  readonly source: string;
  readonly source_date: string;
  readonly source_licence: string;
  readonly source_url: string;
  readonly tolerance: string;
  readonly replace: boolean;
  readonly keep_going: boolean;
}
