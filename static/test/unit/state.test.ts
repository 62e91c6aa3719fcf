// What the map shows, as it stands in addresses.
import { describe, expect, it } from 'vitest';
import { SHOWN_AT_FIRST } from '../../src/layers/toggles';
import { FIRST_STATE, shownIn, shownWords, stateIn, stateWords } from '../../src/state/map-state';
import { withParameters } from '../../src/state/parameters';
import { mapStyle } from '../../src/style';
import { PALETTES } from '../../src/style/palette';

const addressOf = (words: Record<string, string | null>) => withParameters('#map=8/21/105', words);

describe('the state of the map in an address', () => {
  it('says nothing of what is shown at first', () => {
    expect(addressOf(stateWords(FIRST_STATE))).toBe('#map=8/21/105');
    expect(stateIn(new URLSearchParams())).toEqual(FIRST_STATE);
  });

  it('comes back whole', () => {
    const state = {
      shown: new Set(['cluster', 'gates'] as const),
      filters: {
        zones: "status = 'operating' AND area_ha >= 50",
        gates: null,
        plants: "fuel='hydro'",
      },
      time: 'compare',
    } as const;
    const hash = addressOf(stateWords(state));
    expect(stateIn(new URLSearchParams(hash.slice(1)))).toEqual(state);
  });

  it('passes over layers that are not known, and can show none', () => {
    expect(shownIn('gates, roads,,plants')).toEqual(new Set(['gates', 'plants']));
    expect(shownIn('')).toEqual(new Set());
    expect(shownWords(new Set())).toBe('');
    expect(shownIn(null)).toBeNull();
    expect(shownWords(new Set([...SHOWN_AT_FIRST].reverse()))).toBeNull();
  });
});

describe('filters in the style', () => {
  const styleWith = (client: 'page' | 'any') =>
    mapStyle('https://atlas.test', PALETTES.light, {
      lang: 'vi',
      shown: SHOWN_AT_FIRST,
      client,
      selected: null,
      overlay: null,
      filters: { zones: "kind='cluster' AND area_ha>1", gates: null, plants: null },
    });

  it('reach the tiles of their layer and no others', () => {
    const { zones, points } = styleWith('page').sources;
    const tiles = zones?.type === 'vector' ? zones.tiles : [];
    expect(tiles).toEqual([
      "https://atlas.test/tiles/industrial_zones/{z}/{x}/{y}?filter=kind%3D'cluster'%20AND%20area_ha%3E1",
    ]);
    expect(points?.type).toBe('vector');
    expect(JSON.stringify(points)).not.toContain('filter');
  });

  it('reach the TileJSON for other clients', () => {
    const { zones } = styleWith('any').sources;
    expect(zones).toEqual({
      type: 'vector',
      url: "https://atlas.test/tiles/industrial_zones.json?filter=kind%3D'cluster'%20AND%20area_ha%3E1",
    });
  });
});
