// The search of a bundle: all names are looked through, marks and case aside. Simpler than that of a
// server: it mends no slips of the pen.
import { charactersOf, folded, foldedCharacters } from '../things/fold';
import type { Hit, Hits } from '../things/types';
import type { Bundle } from './known';
import { loadJson } from './packs';

/** A name as it is looked through. */
interface Entry {
  readonly hit: Hit;
  /** Names without marks: full and short ones, Vietnamese and English. */
  readonly names: readonly string[];
  /** All words that it may be asked by. */
  readonly words: readonly string[];
  /** Its place in the list: present units before former ones, units before what lies in them. */
  readonly order: number;
}

/** How offices shorten words. */
const SHORT: Readonly<Record<string, string>> = {
  ccn: 'cum cong nghiep',
  kcn: 'khu cong nghiep',
  kkt: 'khu kinh te',
  kktck: 'khu kinh te cua khau',
  ck: 'cua khau',
  tp: 'thanh pho',
  tx: 'thi xa',
  tt: 'thi tran',
};

const known = new Map<string, Promise<readonly Entry[]>>();

/** What bears names like these words. */
export async function search(bundle: Bundle, query: URLSearchParams): Promise<Hits> {
  const q = query.get('q') ?? '';
  const kinds = query.get('kinds')?.split(',') ?? null;
  const near = query.get('near')?.split(',').map(Number) ?? null;
  const entries = await entriesOf(bundle);
  const asked = wordsOf(q).flatMap((word) => wordsOf(SHORT[word] ?? word));
  const whole = asked.join(' ');
  const found = entries
    .filter(({ hit }) => kinds === null || kinds.includes(hit.kind))
    .map((entry) => ({ entry, rank: rankOf(entry, q.trim(), whole, asked) }))
    .filter(({ rank }) => rank !== null)
    .map(({ entry, rank }) => ({ entry, rank: rank ?? 0, away: awayFrom(entry.hit, near) }))
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        Number(a.entry.hit.former) - Number(b.entry.hit.former) ||
        levelOf(a.entry.hit) - levelOf(b.entry.hit) ||
        a.away - b.away ||
        a.entry.order - b.entry.order,
    );
  const items = found.slice(0, Number(query.get('limit') ?? 10));
  return {
    q,
    items: items.map(({ entry }) => ({ ...entry.hit, matched: matchedBy(entry.hit, asked) })),
    numberMatched: found.length,
  };
}

function entriesOf({ base }: Bundle): Promise<readonly Entry[]> {
  const url = `${base}/names.pack`;
  const asked = known.get(url) ?? loadJson(url).then((hits) => (hits as Hit[]).map(entryOf));
  known.set(url, asked);
  asked.catch(() => known.delete(url));
  return asked;
}

function entryOf(hit: Hit, order: number): Entry {
  const { name_vi, name_en, full_name_vi, full_name_en, where } = hit;
  const said = [full_name_vi, name_vi, full_name_en, name_en].filter((name) => name !== null);
  const names = [...new Set(said.map((name) => wordsOf(name).join(' ')))];
  const words = [...names, where.text_vi, where.text_en].flatMap(wordsOf);
  return { hit, names, words: [...new Set(words)], order };
}

const wordsOf = (words: string): string[] => folded(words).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The less the better; null if it is not what was asked for. */
function rankOf({ hit, names, words }: Entry, q: string, whole: string, asked: string[]) {
  if ([hit.name_vi, hit.full_name_vi].includes(q)) return 0;
  if (names.includes(whole)) return 1;
  if (names.some((name) => name.startsWith(whole))) return 2;
  if (names.some((name) => ` ${name}`.includes(` ${whole}`))) return 3;
  const inName = asked.some((word) => names.some((name) => ` ${name}`.includes(` ${word}`)));
  const all = asked.every((word) => words.some((own) => own.startsWith(word)));
  return inName && all ? 4 : null;
}

/** Provinces before all else. */
const levelOf = ({ kind }: Hit): number => (kind.endsWith('province') ? 0 : 1);

/** How far off, roughly; the same for all if nobody asks from a place. */
function awayFrom({ lon, lat }: Hit, near: readonly number[] | null): number {
  const [x, y] = near ?? [];
  if (x === undefined || y === undefined) return 0;
  return lon === null || lat === null ? Infinity : Math.hypot(lon - x, lat - y);
}

/** Which characters of the name were asked for. */
function matchedBy({ full_name_vi }: Hit, asked: readonly string[]): Hit['matched'] {
  const all = foldedCharacters(full_name_vi);
  const text = all.join('');
  // Where folding changes the number of characters, nothing is marked.
  const marked = text.length === charactersOf(full_name_vi).length ? asked : [];
  const ranges = marked
    .map((word) => ({ at: ` ${text}`.indexOf(` ${word}`), length: word.length }))
    .filter(({ at }) => at >= 0)
    .map(({ at, length }) => [at, at + length] as const)
    .sort(([a], [b]) => a - b);
  return { name: full_name_vi, how: 'words', ranges };
}
