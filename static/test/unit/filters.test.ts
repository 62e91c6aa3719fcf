// The form's filters: written as CQL2 text, read back, changed one by one.
import { describe, expect, it } from 'vitest';
import {
  boundOf,
  valuesOf,
  withCondition,
  withoutField,
  withValueTurned,
  wordsIn,
  type Conditions,
} from '../../src/filters/conditions';
import { conditionsIn, cqlOf } from '../../src/filters/cql';

const FORMS: readonly (readonly [string, Conditions])[] = [
  ["kind = 'cluster'", [{ kind: 'among', field: 'kind', values: ['cluster'] }]],
  [
    "status IN ('operating','established')",
    [{ kind: 'among', field: 'status', values: ['operating', 'established'] }],
  ],
  ['area_ha >= 12.5', [{ kind: 'least', field: 'area_ha', value: 12.5 }]],
  ['occupancy_pct <= 80', [{ kind: 'most', field: 'occupancy_pct', value: 80 }]],
  [
    "CASEI(ACCENTI(industries)) LIKE CASEI(ACCENTI('%gỗ%'))",
    [{ kind: 'contains', field: 'industries', words: 'gỗ' }],
  ],
  [
    "CASEI(ACCENTI(industries)) LIKE CASEI(ACCENTI('%l''or 100\\% a\\_b\\\\c%'))",
    [{ kind: 'contains', field: 'industries', words: "l'or 100% a_b\\c" }],
  ],
  [
    "kind = 'it''s' AND area_ha >= 1 AND area_ha <= 75",
    [
      { kind: 'among', field: 'kind', values: ["it's"] },
      { kind: 'least', field: 'area_ha', value: 1 },
      { kind: 'most', field: 'area_ha', value: 75 },
    ],
  ],
];

describe('the text of a form', () => {
  it.each(FORMS)('%s is written', (text, conditions) => expect(cqlOf(conditions)).toBe(text));
  it.each(FORMS)('%s is read', (text, conditions) =>
    expect(conditionsIn(text)).toEqual(conditions),
  );

  it('is none where nothing is asked', () => {
    expect(cqlOf([])).toBeNull();
    expect([null, '', '  '].map(conditionsIn)).toEqual([[], [], []]);
  });

  it('is read with other spaces and small keywords', () => {
    expect(conditionsIn("  status in ( 'a' , 'b' )  and area_ha>=3 ")).toEqual([
      { kind: 'among', field: 'status', values: ['a', 'b'] },
      { kind: 'least', field: 'area_ha', value: 3 },
    ]);
  });
});

describe('another text of the language', () => {
  it.each([
    "kind = 'cluster' OR kind = 'park'",
    'NOT area_ha > 3',
    "kind <> 'park'",
    'area_ha BETWEEN 1 AND 2',
    'area_ha IS NULL',
    'area_ha >= 3 AND area_ha >= 5',
    'kind = 3',
    "area_ha >= '3'",
    "kind IN ('a', 3)",
    "kind IN ('a'",
    "kind = 'a' AND",
    "kind = 'a' kind = 'b'",
    'S_INTERSECTS(geometry, POINT(105 21))',
    "CASEI(industries) LIKE 'x%'",
    "CASEI(ACCENTI(industries)) LIKE CASEI(ACCENTI('%a_b%'))",
    "CASEI(ACCENTI(industries)) LIKE CASEI(ACCENTI('wood'))",
    'kind = "cluster"',
    "kind = 'open",
  ])('%s is left to the server', (text) => expect(conditionsIn(text)).toBeNull());
});

describe('conditions', () => {
  const both: Conditions = [
    { kind: 'among', field: 'kind', values: ['cluster'] },
    { kind: 'least', field: 'area_ha', value: 10 },
  ];

  it('are found by field', () => {
    expect(valuesOf(both, 'kind')).toEqual(['cluster']);
    expect(valuesOf(both, 'area_ha')).toEqual([]);
    expect(boundOf(both, 'area_ha', 'least')).toBe(10);
    expect(boundOf(both, 'area_ha', 'most')).toBeNull();
    expect(wordsIn(both, 'industries')).toBe('');
  });

  it('take the place of their like', () => {
    const next = withCondition(both, { kind: 'least', field: 'area_ha', value: 20 });
    expect(cqlOf(next)).toBe("kind = 'cluster' AND area_ha >= 20");
  });

  it('go when they ask for nothing', () => {
    const open = withCondition(both, { kind: 'least', field: 'area_ha', value: Number.NaN });
    expect(cqlOf(open)).toBe("kind = 'cluster'");
    const silent = withCondition(both, { kind: 'contains', field: 'industries', words: ' ' });
    expect(silent).toEqual(both);
    expect(withoutField(both, 'kind')).toEqual(both.slice(1));
  });

  it('gain and lose a value', () => {
    const two = withValueTurned(both, 'kind', 'park');
    expect(valuesOf(two, 'kind')).toEqual(['cluster', 'park']);
    expect(withValueTurned(two, 'kind', 'park')).toEqual(both);
    expect(cqlOf(withValueTurned(both, 'kind', 'cluster'))).toBe('area_ha >= 10');
  });
});
