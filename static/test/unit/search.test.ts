// The words of a hit, the keys of the list, the way to what was found.
import { describe, expect, it } from 'vitest';
import { cardIn, cardWords } from '../../src/atlas/address';
import { withParameters } from '../../src/state/parameters';
import { boxOf, destinationOf, destinationOfShape } from '../../src/map/flight';
import { hitWords, nowWords, piecesOf } from '../../src/search/hit';
import { activeAfter } from '../../src/search/keys';
import { foldedCharacters, offsetOf } from '../../src/things/fold';
import type { Hit, Successor } from '../../src/things/types';

const successor = (name: string, extent: Successor['extent'] = 'part'): Successor => ({
  layer: 'communes',
  id: 7210,
  code: '07210',
  name_vi: name,
  name_en: name,
  full_name_vi: `Phường ${name}`,
  full_name_en: `${name} Ward`,
  extent,
  default: true,
});

const hit = (changes: Partial<Hit>): Hit => ({
  layer: 'communes',
  id: 7681,
  code: '07681',
  kind: 'commune',
  kind_vi: 'Phường',
  kind_en: 'Ward',
  name_vi: 'Yên Dũng',
  name_en: 'Yen Dung',
  full_name_vi: 'Phường Yên Dũng',
  full_name_en: 'Yen Dung Ward',
  lon: 106.2,
  lat: 21.2,
  bbox: [106.1, 21.1, 106.3, 21.3],
  former: false,
  successors: [],
  where: { province: null, commune: null, text_vi: 'tỉnh Bắc Ninh', text_en: 'Bac Ninh Province' },
  matched: { name: 'Yên Dũng', how: 'exact_folded', ranges: [[0, 8]] },
  ...changes,
});

const marked = (pieces: readonly { words: string; found: boolean }[] | null) =>
  pieces?.map(({ words, found }) => (found ? `[${words}]` : words)).join('');

describe('the words of a hit', () => {
  it('mark what was asked for in the full name, in either language', () => {
    expect(marked(hitWords('vi', hit({})).title)).toBe('Phường [Yên Dũng]');
    expect(marked(hitWords('en', hit({})).title)).toBe('[Yen Dung] Ward');
  });

  it('say the kind once', () => {
    expect(hitWords('vi', hit({})).about).toBe('tỉnh Bắc Ninh');
    expect(hitWords('en', hit({})).about).toBe('Bac Ninh Province');
    const town = hit({ kind_vi: 'Thị xã', full_name_vi: 'Yên Dũng' });
    expect(hitWords('vi', town).about).toBe('Thị xã · tỉnh Bắc Ninh');
  });

  it('name another name that matched', () => {
    const matched = { name: 'Hanoi', how: 'prefix', ranges: [[0, 5]] as const };
    const words = hitWords('vi', hit({ full_name_vi: 'Thành phố Hà Nội', matched }));
    expect(marked(words.title)).toBe('Thành phố Hà Nội');
    expect(marked(words.alias)).toBe('[Hanoi]');
  });

  it('say of a former unit what it is now, without saying a place twice', () => {
    const former = hit({
      former: true,
      kind_vi: 'Thành phố cũ',
      full_name_vi: 'Thành phố Bắc Giang',
      successors: [successor('Bắc Giang', 'whole')],
      where: { province: null, commune: null, text_vi: 'phường Bắc Giang', text_en: '' },
    });
    const words = hitWords('vi', former);
    expect(words.now).toBe('nay là phường Bắc Giang');
    expect(words.about).toBe('');
    expect(words.former).toBe(true);
  });

  it('count the successors that are too many to name', () => {
    const all = ['A', 'B', 'C', 'D', 'E'].map((name) => successor(name));
    expect(nowWords('vi', all.slice(0, 3))).toBe('nay là phường A, phường B, phường C');
    expect(nowWords('vi', all)).toBe('nay là phường A, phường B, phường C và 2 đơn vị khác');
    expect(nowWords('en', all)).toBe('now A Ward, B Ward, C Ward and 2 more');
  });

  it('say when no place is known', () => {
    expect(hitWords('vi', hit({ lon: null, lat: null, bbox: null })).placeless).toBe(true);
    expect(hitWords('vi', hit({})).placeless).toBe(false);
  });
});

describe('pieces of a name', () => {
  it('are counted in characters, not in code units', () => {
    expect(marked(piecesOf('𝔸 Bắc', [[2, 5]]))).toBe('𝔸 [Bắc]');
  });

  it('hold every character once, whatever the ranges say', () => {
    for (const ranges of [
      [],
      [[0, 99]],
      [
        [1, 2],
        [2, 4],
      ],
      [[3, 1]],
    ] as [number, number][][]) {
      const words = piecesOf('Đồi Ngô', ranges);
      expect(words.map((piece) => piece.words).join('')).toBe('Đồi Ngô');
    }
  });

  it('are found without marks, at the edges of words only', () => {
    expect(foldedCharacters('Đồi').join('')).toBe('doi');
    expect(offsetOf('Dong', 'Xã Đồng Đăng')).toBe(3);
    expect(offsetOf('an', 'Lạng Sơn')).toBeNull();
    expect(offsetOf('', 'Lạng Sơn')).toBeNull();
  });
});

describe('the keys of the list', () => {
  it('walk round', () => {
    expect(activeAfter('ArrowDown', null, 3)).toBe(0);
    expect(activeAfter('ArrowDown', 2, 3)).toBe(0);
    expect(activeAfter('ArrowUp', null, 3)).toBe(2);
    expect(activeAfter('ArrowUp', 0, 3)).toBe(2);
  });

  it('leave Home and End to the field until a hit is active', () => {
    expect(activeAfter('Home', null, 3)).toBeUndefined();
    expect(activeAfter('Home', 2, 3)).toBe(0);
    expect(activeAfter('End', 0, 3)).toBe(2);
    expect(activeAfter('ArrowLeft', 1, 3)).toBeNull();
  });

  it('do nothing without hits', () => {
    expect(activeAfter('ArrowDown', null, 0)).toBeUndefined();
  });
});

describe('the way to what was found', () => {
  it('is the box of a unit, the point of anything else, none without a place', () => {
    expect(destinationOf(hit({}))?.box).toEqual([106.1, 21.1, 106.3, 21.3]);
    expect(destinationOf(hit({ bbox: null, kind: 'gate' }))).toEqual({
      box: [106.2, 21.2, 106.2, 21.2],
      maxZoom: 13,
    });
    expect(destinationOf(hit({ lon: null, lat: null, bbox: null }))).toBeNull();
  });

  it('is found from a shape', () => {
    const ring = [
      [1, 2],
      [3, 2],
      [3, 5],
      [1, 2],
    ];
    expect(boxOf({ type: 'MultiPolygon', coordinates: [[ring]] })).toEqual([1, 2, 3, 5]);
    expect(boxOf({ type: 'Polygon', coordinates: [] })).toBeNull();
    expect(destinationOfShape(null)).toBeNull();
  });
});

describe('the address of a former district', () => {
  it('comes back as it went', () => {
    const card = { district: { code: '133', name: 'Thị xã Nghĩa Lộ' } };
    const hash = withParameters('#map=8/21/105', { card: cardWords(card) });
    expect(cardIn(hash)).toEqual(card);
    expect(cardIn('#card=districts/13/x')).toBeNull();
  });
});
