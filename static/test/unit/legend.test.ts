// The legend follows what is shown.
import { describe, expect, it } from 'vitest';
import { legend } from '../../src/layers/legend';
import {
  COMMUNE_ZOOM,
  SHOWN_AT_FIRST,
  TOGGLE_GROUPS,
  TOGGLE_IDS,
  toggled,
  type ToggleId,
} from '../../src/layers/toggles';
import { DARK, LIGHT } from '../../src/style/palette';
import { allSigns } from '../../src/style/signs';

const labels = (shown: Iterable<ToggleId>, zoom: number) =>
  legend(new Set(shown), zoom, LIGHT).flatMap(({ entries }) => entries.map(({ label }) => label));

describe('the legend', () => {
  it('shows only the national border when all is off', () => {
    expect(labels([], 12)).toEqual(['legend.border.national']);
  });

  it('shows the kinds of zones that are on', () => {
    const shown = labels(['park'], 7);
    expect(shown).toContain('toggle.park');
    expect(shown).not.toContain('toggle.cluster');
  });

  it('says that a place by commune is no real place whenever zones are shown', () => {
    expect(labels(['cluster'], 7)).toContain('legend.centroid');
    expect(labels(['gates'], 7)).not.toContain('legend.centroid');
    expect(labels(['gates'], 7)).toContain('legend.approximate');
  });

  it('shows communes from their zoom on', () => {
    expect(labels(['communes'], COMMUNE_ZOOM - 0.5)).not.toContain('legend.border.commune');
    expect(labels(['communes'], COMMUNE_ZOOM)).toContain('legend.border.commune');
  });

  it('says what is approximate of the former units', () => {
    expect(labels(['former_communes', 'former_provinces'], 9)).toEqual(
      expect.arrayContaining([
        'legend.former.hatch',
        'legend.former.commune',
        'legend.former.provinceApproximate',
      ]),
    );
    expect(labels(SHOWN_AT_FIRST, 9)).not.toContain('legend.former.hatch');
  });

  it('draws only signs that the sprite has, in both themes', () => {
    const names = new Set(allSigns().map(({ name }) => name));
    for (const palette of [LIGHT, DARK]) {
      for (const { entries } of legend(new Set(TOGGLE_IDS), 12, palette)) {
        for (const { mark } of entries) {
          if (mark.kind === 'sign') expect(names).toContain(mark.name);
        }
      }
    }
  });
});

describe('the switches', () => {
  it('stand in the panel once each', () => {
    const ids = TOGGLE_GROUPS.flatMap(({ toggles }) => toggles.map(({ id }) => id));
    expect([...ids].sort()).toEqual([...TOGGLE_IDS].sort());
  });

  it('turn over and back without touching the old set', () => {
    const once = toggled(SHOWN_AT_FIRST, 'plants');
    expect(once.has('plants')).toBe(false);
    expect(SHOWN_AT_FIRST.has('plants')).toBe(true);
    expect(toggled(once, 'plants')).toEqual(SHOWN_AT_FIRST);
  });
});
