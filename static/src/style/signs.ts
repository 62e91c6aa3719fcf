// The signs of the map: which icon files, stacked and in which colours, make which sprite image.
// The sprite builder draws them, the legend shows them.
import { FUELS, GATE_CLASSES, GATE_MODES, ZONE_KINDS } from '../layers/names';
import { PALETTES, type Palette } from './palette';

/** Values of the colour variables that the icon files name. */
export interface SignColours {
  readonly fill: string;
  readonly line: string;
  readonly glyph: string;
  readonly dash: string;
}

export interface Sign {
  /** Name in the sprite. */
  readonly name: string;
  /** Files of `icons/` without their ending, bottom to top. */
  readonly icons: readonly string[];
  readonly colours: SignColours;
}

const full = (colour: string, { paper }: Palette): SignColours => ({
  fill: colour,
  line: paper,
  glyph: paper,
  dash: 'none',
});

const hollow = (colour: string, { paper }: Palette, dash: string): SignColours => ({
  fill: paper,
  line: colour,
  glyph: colour,
  dash,
});

/** Placed on the middle of its commune: dashed and empty. */
const empty = (colour: string, palette: Palette): SignColours => ({
  ...hollow(colour, palette, '2.4 2.2'),
  glyph: 'none',
});

/** All signs of one palette; names begin with the palette's. */
export function signs(palette: Palette): Sign[] {
  const named = (name: string, icons: string[], colours: SignColours): Sign => ({
    name: `${palette.name}-${name}`,
    icons,
    colours,
  });
  const zones = ZONE_KINDS.flatMap((kind) => {
    const colour = palette.zones[kind];
    const icons = [`zone-${kind}`];
    return [
      named(`zone-${kind}`, icons, full(colour, palette)),
      named(`zone-${kind}-approximate`, icons, hollow(colour, palette, '4 2')),
      named(`zone-${kind}-centroid`, icons, empty(colour, palette)),
    ];
  });
  const gates = GATE_CLASSES.flatMap((gateClass) =>
    [null, ...GATE_MODES].flatMap((mode) => {
      const name = mode ? `gate-${gateClass}-${mode}` : `gate-${gateClass}`;
      const icons = mode ? [`gate-${gateClass}`, `mode-${mode}`] : [`gate-${gateClass}`];
      return [
        named(name, icons, full(palette.gate, palette)),
        named(`${name}-approximate`, icons, hollow(palette.gate, palette, '3 2')),
      ];
    }),
  );
  const plants = FUELS.map((fuel) =>
    named(
      `plant-${fuel}-approximate`,
      ['plant-imprecise'],
      hollow(palette.fuels[fuel], palette, 'none'),
    ),
  );
  const places = ['airport', 'port'].map((kind) =>
    named(`place-${kind}`, [`place-${kind}`], hollow(palette.communeText, palette, 'none')),
  );
  const groups = [
    ...ZONE_KINDS.map((kind) => [kind, palette.zones[kind]] as const),
    ['gates', palette.gate] as const,
    ['plants', palette.fuels.gas] as const,
  ].map(([name, colour]) => named(`group-${name}`, ['group'], hollow(colour, palette, 'none')));
  return [
    ...groups,
    ...zones,
    ...gates,
    ...plants,
    ...places,
    named('hatch', ['hatch'], hollow(palette.formerBorder, palette, 'none')),
    named('hatch-missing', ['hatch'], hollow(palette.communeText, palette, 'none')),
  ];
}

/** Every sign of the sprite. */
export const allSigns = (): Sign[] => Object.values(PALETTES).flatMap(signs);

/** The text of an icon with its colour variables filled in. */
export function coloured(svg: string, colours: SignColours): string {
  return svg.replace(
    /var\(--(fill|line|glyph|dash)\)/g,
    (_, key: keyof SignColours) => colours[key],
  );
}
