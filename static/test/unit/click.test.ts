// One click, one winner.
import { describe, expect, it } from 'vitest';
import { winnerOf, type Candidate } from '../../src/map/click';
import type { LayerId } from '../../src/layers/names';

const single = (layer: LayerId, id: number, distance2 = 0): Candidate => ({
  layer,
  id,
  groupSize: undefined,
  distance2,
});
const group = (layer: LayerId, groupSize: number, distance2 = 0): Candidate => ({
  layer,
  id: 900,
  groupSize,
  distance2,
});
const feature = (layer: LayerId, id: number) => ({ kind: 'feature', ref: { layer, id } });

describe('the winner of a click', () => {
  const check = (name: string, candidates: Candidate[], expected: unknown) =>
    it(name, () => {
      expect(winnerOf(candidates)).toEqual(expected);
      // The order in which the map reports them does not matter.
      const turned = winnerOf([...candidates].reverse());
      expect(turned?.kind).toBe((expected as { kind?: string } | null)?.kind);
      if (turned?.kind === 'feature') expect(turned).toEqual(expected);
    });

  check('is nothing where there is nothing', [], null);
  check('is nothing on the ground', [single('land', 1)], null);
  check(
    'is the point, not the area below it',
    [single('provinces', 22), single('communes', 6712), single('border_gates', 3, 40)],
    feature('border_gates', 3),
  );
  check(
    'is the gate before the plant and the zone',
    [single('industrial_zones', 1), single('power_plants', 2), single('border_gates', 3, 40)],
    feature('border_gates', 3),
  );
  check(
    'is the nearest of one layer',
    [single('power_plants', 1, 30), single('power_plants', 2, 4)],
    feature('power_plants', 2),
  );
  check(
    'is the single point before a group',
    [group('border_gates', 5), single('industrial_zones', 8, 9)],
    feature('industrial_zones', 8),
  );
  check(
    'is the commune before the province',
    [single('provinces', 22), single('communes', 6712)],
    feature('communes', 6712),
  );
  check(
    'is the former commune where it is shown',
    [single('communes', 6712), single('former_communes', 77), single('former_provinces', 5)],
    feature('former_communes', 77),
  );

  it('is a group by its place in the list', () => {
    expect(winnerOf([single('provinces', 1), group('power_plants', 4)])).toEqual({
      kind: 'group',
      layer: 'power_plants',
      index: 1,
    });
  });

  it('is never a feature without a number', () => {
    expect(winnerOf([{ ...single('communes', 1), id: undefined }])).toBeNull();
  });
});
