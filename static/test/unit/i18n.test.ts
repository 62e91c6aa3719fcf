// Both languages say everything, and numbers and dates look as people write them.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatDate, formatNumber, initialLang, text, textIfAny, titleIn } from '../../src/i18n';
import { en } from '../../src/i18n/en';
import { vi } from '../../src/i18n/vi';

describe('the texts', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
  });

  it('are never empty', () => {
    const empty = [...Object.entries(vi), ...Object.entries(en)].filter(
      ([, words]) => !words.trim(),
    );
    expect(empty).toEqual([]);
  });

  it('fill in the same values in both languages', () => {
    const holes = (words: string) => (words.match(/\{\w+\}/g) ?? []).sort();
    for (const key of Object.keys(vi) as (keyof typeof vi)[]) {
      expect(holes(en[key]), key).toEqual(holes(vi[key]));
    }
  });

  it('are stored composed, so that fonts have every letter', () => {
    for (const words of Object.values(vi)) expect(words).toBe(words.normalize('NFC'));
  });

  it('fill in values and keep what is not given', () => {
    expect(text('vi', 'card.licence', { licence: 'CC BY 4.0' })).toBe('Giấy phép: CC BY 4.0');
    expect(text('en', 'card.licence')).toBe('Licence: {licence}');
  });

  it('know nothing of other keys', () => {
    expect(textIfAny('vi', 'precision.exact')).toBe(vi['precision.exact']);
    expect(textIfAny('vi', 'precision.elsewhere')).toBeUndefined();
  });

  it('fall back to the other title', () => {
    expect(titleIn('en', { title_vi: 'Tên', title_en: '' })).toBe('Tên');
    expect(titleIn('vi', { title_vi: 'Tên', title_en: 'Name' })).toBe('Tên');
  });
});

/** The administration is a page of its own, with its texts beside it. */
const isLanguageFile = (name: string): boolean =>
  name.startsWith('i18n') || name === 'admin/texts.ts';

describe('no text stands outside the language files', () => {
  const sources = readdirSync(new URL('../../src', import.meta.url), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts') && !isLanguageFile(name));

  it.each(sources)('%s', (name) => {
    const code = readFileSync(new URL(`../../src/${name}`, import.meta.url), 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/^\s*\/\/.*$/gm, '');
    // Vietnamese letters give a text away; the name of the atlas in a style is the one exception.
    const found = code.replaceAll('Phía Bắc Atlas', '').match(/[^\n]*[ăâđêôơưạ-ỹ][^\n]*/gi);
    expect(found).toBeNull();
  });
});

describe('numbers', () => {
  const check = (value: number, vietnamese: string, english: string) =>
    it(`${value}`, () => {
      expect(formatNumber('vi', value)).toBe(vietnamese);
      expect(formatNumber('en', value)).toBe(english);
    });

  check(1234.5, '1.234,5', '1,234.5');
  check(1733, '1.733', '1,733');
  check(0, '0', '0');
  check(0.126, '0,13', '0.13');
  check(-9876543.21, '-9.876.543,21', '-9,876,543.21');
  check(149486.5, '149.486,5', '149,486.5');
});

describe('dates', () => {
  const check = (value: string, vietnamese: string, english: string) =>
    it(value, () => {
      expect(formatDate('vi', value)).toBe(vietnamese);
      expect(formatDate('en', value)).toBe(english);
    });

  check('2025-07-01', '1/7/2025', '1 Jul 2025');
  check('2026-08', '8/2026', 'Aug 2026');
  check('2024', '2024', '2024');
  check('khoảng 2018', 'khoảng 2018', 'khoảng 2018');
});

describe('the language at first', () => {
  it('is Vietnamese unless English was chosen', () => {
    expect([null, 'vi', 'fr', 'en'].map(initialLang)).toEqual(['vi', 'vi', 'vi', 'en']);
  });
});
