// What the card says of a record.
import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/api';
import { nearest } from '../../src/atlas/bottom-sheet';
import { recordView, type Row } from '../../src/atlas/record';
import type { CatalogLayer, Field } from '../../src/catalog';
import { showsArchipelagos } from '../../src/map/view';
import { plantRadius } from '../../src/style/plants';

const field = (id: string, type: Field['type'], extra: Partial<Field> = {}): Field => ({
  id,
  type,
  title_vi: `${id} vi`,
  title_en: `${id} en`,
  ...extra,
});

const layer: CatalogLayer = {
  id: 'power_plants',
  title_vi: 'Nhà máy điện',
  title_en: 'Power plants',
  count: 1,
  drawn: 1,
  fields: [
    field('code', 'text'),
    field('name_vi', 'text'),
    field('fuel', 'text', {
      values: [{ value: 'hydro', title_vi: 'Thủy điện', title_en: 'Hydro' }],
    }),
    field('capacity_mw', 'number', { unit: 'MW' }),
    field('start_year', 'integer'),
    field('revised', 'date'),
    field('linked', 'boolean'),
    field('workers', 'integer'),
    field('province', 'text'),
    field('precision', 'text'),
    field('sells_to', 'text', {
      values: [
        { value: 'CN', title_vi: 'Trung Quốc', title_en: 'China' },
        { value: 'LA', title_vi: 'Lào', title_en: 'Laos' },
      ],
    }),
  ],
};

const item = (properties: Record<string, unknown>): Item => ({
  id: 1,
  geometry: null,
  properties,
  sources: [],
});

const wordsOf = (rows: readonly Row[]) =>
  rows.map(({ parts }) => parts.map(({ words }) => words).join(', '));

const view = (properties: Record<string, unknown>, lang: 'vi' | 'en' = 'vi') =>
  recordView(lang, 'power_plants', layer, item(properties));

describe('the card', () => {
  it('names the record in the language asked for, and the other name below', () => {
    const names = { name_vi: 'Thủy điện Sơn La', name_en: 'Son La hydropower' };
    expect(view(names)).toMatchObject({ name: 'Thủy điện Sơn La', otherName: 'Son La hydropower' });
    expect(view(names, 'en')).toMatchObject({ name: 'Son La hydropower' });
    expect(view({ ...names, name_en: names.name_vi }).otherName).toBeNull();
  });

  it('says the kind in the words of the catalogue', () => {
    expect(view({ fuel: 'hydro' }).kind).toBe('Thủy điện');
    expect(view({}).kind).toBe('Nhà máy điện');
  });

  it('says of a former unit that it is no more', () => {
    const kind = field('kind', 'text', {
      values: [{ value: 'commune', title_vi: 'Xã', title_en: 'Commune' }],
    });
    const units = { ...layer, fields: [kind] };
    const kindIn = (layerId: 'communes' | 'former_communes') =>
      recordView('vi', layerId, units, item({ kind: 'commune' })).kind;
    expect(kindIn('communes')).toBe('Xã');
    expect(kindIn('former_communes')).toBe('Xã · cũ');
  });

  it('writes values with unit, as numbers are written', () => {
    const rows = view({
      capacity_mw: 2400.5,
      start_year: 2012,
      revised: '2025-07-01',
      linked: false,
    }).rows;
    expect(wordsOf(rows)).toEqual(['2.400,5 MW', '2012', '1/7/2025', 'Không']);
  });

  it('writes several values of a list each by its title', () => {
    expect(wordsOf(view({ sells_to: 'LA' }).rows)).toEqual(['Lào']);
    expect(wordsOf(view({ sells_to: 'CN;LA' }).rows)).toEqual(['Trung Quốc, Lào']);
    expect(wordsOf(view({ sells_to: 'CN;?' }, 'en').rows)).toEqual(['China, ?']);
    // Only a list of values is known to be one.
    expect(wordsOf(view({ province: 'a;b' }).rows)).toEqual(['a;b']);
  });

  it('leaves out what is not reported, and keeps zero', () => {
    expect(view({ workers: null, capacity_mw: '' }).rows).toEqual([]);
    expect(wordsOf(view({ workers: 0 }).rows)).toEqual(['0']);
  });

  it('refers to the province by its number and hides the code of a place', () => {
    const properties = { code: 'son-la', province: '14', province_name: 'Tỉnh Sơn La' };
    expect(view(properties).rows).toEqual([
      {
        title: 'province vi',
        parts: [{ words: 'Tỉnh Sơn La', unit: { layer: 'provinces', id: 14 } }],
        long: false,
      },
    ]);
  });

  it('names a unit in full', () => {
    const names = { name_vi: 'Sơn La', full_name_vi: 'Tỉnh Sơn La' };
    expect(recordView('vi', 'provinces', undefined, item(names)).name).toBe('Tỉnh Sơn La');
  });

  const precision = (properties: Record<string, unknown>, warning: boolean) =>
    it(`speaks of the place: ${JSON.stringify(properties)}`, () => {
      expect(view(properties).precision?.warning).toBe(warning);
    });
  precision({ precision: 'exact' }, false);
  precision({ precision: 'site' }, false);
  precision({ precision: 'approximate' }, true);
  precision({ precision: 'commune_centroid' }, true);
  precision({ quality: 'D' }, true);
  precision({ approximate: true }, true);

  it('warns in words that a place by commune is not the real one', () => {
    expect(view({ precision: 'commune_centroid' }).precision?.words).toContain(
      'không phải vị trí thật',
    );
  });
});

describe('the inset', () => {
  it('is needed unless both archipelagos are in view', () => {
    expect(showsArchipelagos([102, 18, 108, 23])).toBe(false);
    expect(showsArchipelagos([108, 15, 115, 18])).toBe(false);
    expect(showsArchipelagos([105, 6, 118, 20])).toBe(true);
  });
});

describe('the sheet', () => {
  it('settles at the nearest height', () => {
    expect([0, 0.2, 0.4, 0.6, 0.8, 1].map(nearest)).toEqual([
      'low',
      'low',
      'half',
      'half',
      'tall',
      'tall',
    ]);
  });
});

describe('the disc of a plant', () => {
  it('grows with its capacity up to the largest plant', () => {
    const radii = [0, 10, 100, 600, 2400, 5000].map(plantRadius);
    expect([...radii].sort((a, b) => a - b)).toEqual(radii);
    expect(radii[4]).toBe(radii[5]);
  });
});
