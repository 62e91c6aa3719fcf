// The sign that the map draws for a value: it stands beside the value in forms and lists, so that
// they are a legend at the same time.
import type { Mark } from '../layers/legend';
import { FUELS, GATE_CLASSES, ZONE_KINDS } from '../layers/names';
import type { ThemeId } from '../state/filters';
import { PALETTES, type ThemeName } from '../style/palette';

/** The sign of a kind of zone, a class of gate or a fuel; null for anything else. */
export function signOf(way: ThemeId, value: unknown, theme: ThemeName): Mark | null {
  const palette = PALETTES[theme];
  switch (way) {
    case 'zones': {
      const kind = ZONE_KINDS.find((known) => known === value);
      return kind ? { kind: 'sign', name: `${theme}-zone-${kind}` } : null;
    }
    case 'gates': {
      const gate = GATE_CLASSES.find((known) => known === value);
      return gate ? { kind: 'sign', name: `${theme}-gate-${gate}` } : null;
    }
    case 'plants': {
      const fuel = FUELS.find((known) => known === value);
      return fuel
        ? { kind: 'disc', fill: palette.fuels[fuel], ring: palette.paper, radius: 7 }
        : null;
    }
  }
}
