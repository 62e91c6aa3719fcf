// Talks to the administration of the server: the only file here that fetches. The token travels in
// a header and is kept for this tab alone.
import type { Lang } from '../i18n';
import type { Imported, LayerTitle, Reloaded, ServerState, Wishes } from './types';

const TOKEN = 'phiabac.admin';

/** What went wrong, in the words of the server. */
export class AdminError extends Error {
  constructor(
    message: string,
    /** HTTP status, 0 if no answer came. */
    readonly status: number,
    /** Stable name of the problem, if it is one. */
    readonly kind: string,
  ) {
    super(message);
  }
}

export function keptToken(): string {
  try {
    return sessionStorage.getItem(TOKEN) ?? '';
  } catch {
    return '';
  }
}

export function keepToken(token: string): void {
  try {
    if (token) sessionStorage.setItem(TOKEN, token);
    else sessionStorage.removeItem(TOKEN);
  } catch {
    // Storage is switched off: the token holds until the page is left.
  }
}

export const readState = (token: string, lang: Lang): Promise<ServerState> =>
  ask<ServerState>('GET', '/admin/state', token, lang);

export const reload = (token: string, lang: Lang): Promise<Reloaded> =>
  ask<Reloaded>('POST', '/admin/reload', token, lang);

export const undo = (token: string, lang: Lang): Promise<Reloaded> =>
  ask<Reloaded>('POST', '/admin/undo', token, lang);

/** The layers of the catalogue, which anybody may read. */
export const readLayers = async (lang: Lang): Promise<readonly LayerTitle[]> =>
  (await ask<{ layers: readonly LayerTitle[] }>('GET', '/catalog.json', '', lang)).layers;

/** The dry run of a file, or with its ticket the real one. */
export function bringIn(
  token: string,
  lang: Lang,
  file: File,
  { layer, replace, keep_going, ...texts }: Wishes,
  ticket: string | null,
): Promise<Imported> {
  const query = new URLSearchParams({ filename: file.name, dry_run: String(ticket === null) });
  if (ticket !== null) query.set('ticket', ticket);
  for (const [name, value] of Object.entries(texts))
    if (value.trim()) query.set(name, value.trim());
  if (replace) query.set('replace', 'true');
  if (keep_going) query.set('keep_going', 'true');
  return ask<Imported>('POST', `/admin/import/${layer}`, token, lang, query, file);
}

async function ask<T>(
  method: 'GET' | 'POST',
  path: string,
  token: string,
  lang: Lang,
  query = new URLSearchParams(),
  body?: File,
): Promise<T> {
  query.set('lang', lang);
  let answer: Response;
  let document: unknown;
  try {
    answer = await fetch(`${path}?${query}`, {
      method,
      ...(body ? { body } : {}),
      headers: {
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'Content-Type': 'application/octet-stream' } : {}),
      },
      cache: 'no-store',
      credentials: 'omit',
    });
    document = await answer.json();
  } catch (cause) {
    throw new AdminError(String(cause), 0, 'unreachable');
  }
  if (answer.ok) return document as T;
  const problem = document as { type?: string; title?: string; detail?: string };
  const words = problem.detail ?? problem.title ?? answer.statusText;
  const kind = (problem.type ?? '').replace('/problems/', '');
  throw new AdminError(words, answer.status, kind);
}
