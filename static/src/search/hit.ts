// What a hit says, as data: pieces of its name, what it is, where, what it became. No drawing.
import { text, type Lang } from '../i18n';
import { charactersOf, offsetOf } from '../things/fold';
import { fullName, inSentence, joined, kindUnlessSaid, whereWords } from '../things/names';
import type { Hit, Successor } from '../things/types';

/** A part of a name; `found` if it was asked for. */
export interface Piece {
  readonly words: string;
  readonly found: boolean;
}

export interface HitWords {
  readonly title: readonly Piece[];
  /** The name that matched, if it is another than the title. */
  readonly alias: readonly Piece[] | null;
  /** Kind and place: "Cụm công nghiệp · xã Lục Nam, tỉnh Bắc Ninh". */
  readonly about: string;
  /** What a former unit is now. */
  readonly now: string | null;
  readonly former: boolean;
  /** No source says where it lies. */
  readonly placeless: boolean;
}

/** More successors than this are counted. */
const MOST_NAMES = 3;

export function hitWords(lang: Lang, hit: Hit): HitWords {
  const title = fullName(lang, hit);
  const { name, ranges } = hit.matched;
  const offset = offsetOf(name, title);
  const now = hit.former && hit.successors.length > 0 ? nowWords(lang, hit.successors) : null;
  const where = whereWords(lang, hit);
  const said = [kindUnlessSaid(lang, hit), now?.endsWith(where) ? '' : where];
  return {
    title: offset === null ? [{ words: title, found: false }] : piecesOf(title, ranges, offset),
    alias: offset === null ? piecesOf(name, ranges) : null,
    about: joined(said),
    now,
    former: hit.former,
    placeless: hit.lon === null && hit.bbox === null,
  };
}

/** A text cut where the ranges, moved by `offset` characters, begin and end. */
export function piecesOf(
  words: string,
  ranges: Hit['matched']['ranges'],
  offset = 0,
): readonly Piece[] {
  const all = charactersOf(words);
  const pieces: Piece[] = [];
  let from = 0;
  const cut = (to: number, found: boolean): void => {
    if (to > from) pieces.push({ words: all.slice(from, to).join(''), found });
    from = Math.max(from, to);
  };
  for (const [start, end] of ranges) {
    cut(Math.min(start + offset, all.length), false);
    cut(Math.min(end + offset, all.length), true);
  }
  cut(all.length, false);
  return pieces;
}

/** "nay là xã A, xã B, xã C và 5 đơn vị khác". */
export function nowWords(lang: Lang, successors: readonly Successor[]): string {
  const names = successors.slice(0, MOST_NAMES).map((unit) => inSentence(lang, unit));
  const more = successors.length - names.length;
  return more > 0
    ? text(lang, 'search.nowMore', { names: names.join(', '), n: String(more) })
    : text(lang, 'search.now', { names: names.join(', ') });
}
