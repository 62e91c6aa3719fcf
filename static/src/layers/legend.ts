// The legend as data: a pure function of what is switched on, the zoom and the palette.
import type { MessageKey } from '../i18n';
import { plantRadius } from '../style/plants';
import { zoneScale } from '../style/zones';
import type { MapTime } from '../state/map-state';
import type { Palette } from '../style/palette';
import { FUELS, GATE_CLASSES, GATE_MODES, ZONE_KINDS } from './names';
import { COMMUNE_ZOOM, type ToggleId } from './toggles';

/** How an entry is drawn. Colours are CSS colours, sizes pixels. */
export type Mark =
  | { readonly kind: 'sign'; readonly name: string; readonly scale?: number }
  | {
      readonly kind: 'line';
      readonly colour: string;
      readonly width: number;
      readonly dash?: string;
      readonly band?: string;
    }
  | {
      readonly kind: 'disc';
      readonly fill: string;
      readonly ring: string;
      readonly radius: number;
      readonly text?: string;
    }
  | { readonly kind: 'hatch'; readonly colour: string };

export interface LegendEntry {
  readonly mark: Mark;
  /** A text of the page, or a number to be written as the reader writes numbers. */
  readonly label: MessageKey | number;
}

export interface LegendSection {
  readonly title: MessageKey;
  /** `compact`: short labels in two columns; `row`: side by side. */
  readonly form: 'list' | 'compact' | 'row';
  readonly entries: readonly LegendEntry[];
}

type SectionMaker = (
  shown: ReadonlySet<ToggleId>,
  zoom: number,
  palette: Palette,
  time: MapTime,
) => LegendSection | null;

/** The sections for what is shown, in the order of the panel; none without an entry. */
export function legend(
  shown: ReadonlySet<ToggleId>,
  zoom: number,
  palette: Palette,
  time: MapTime = 'now',
): LegendSection[] {
  return SECTIONS.map((make) => make(shown, zoom, palette, time)).filter(
    (section) => section !== null,
  );
}

const sign = (palette: Palette, name: string): Mark => ({
  kind: 'sign',
  name: `${palette.name}-${name}`,
});

const hasZones = (shown: ReadonlySet<ToggleId>): boolean =>
  ZONE_KINDS.some((kind) => shown.has(kind));

const zones: SectionMaker = (shown, _zoom, palette) =>
  section(
    'legend.zones',
    'list',
    ZONE_KINDS.filter((kind) => shown.has(kind)).map((kind) => ({
      mark: sign(palette, `zone-${kind}`),
      label: `toggle.${kind}` as const,
    })),
  );

const zoneSize: SectionMaker = (shown, _zoom, palette) =>
  section(
    'legend.zoneSize',
    'row',
    hasZones(shown)
      ? [10, 75, 400, 1600].map((area) => ({
          mark: {
            kind: 'sign' as const,
            name: `${palette.name}-zone-${ZONE_KINDS.find((kind) => shown.has(kind)) ?? 'cluster'}`,
            scale: zoneScale(area),
          },
          label: area,
        }))
      : [],
  );

const gates: SectionMaker = (shown, _zoom, palette) =>
  section(
    'legend.gates',
    'list',
    shown.has('gates')
      ? GATE_CLASSES.map((gateClass) => ({
          mark: sign(palette, `gate-${gateClass}`),
          label: `class.${gateClass}` as const,
        }))
      : [],
  );

const gateModes: SectionMaker = (shown, _zoom, palette) =>
  section(
    'legend.gateModes',
    'compact',
    shown.has('gates')
      ? GATE_MODES.map((mode) => ({
          mark: sign(palette, `gate-main-${mode}`),
          label: `mode.${mode}` as const,
        }))
      : [],
  );

const plants: SectionMaker = (shown, _zoom, palette) =>
  section(
    'legend.plants',
    'compact',
    shown.has('plants')
      ? FUELS.map((fuel) => ({
          mark: {
            kind: 'disc' as const,
            fill: palette.fuels[fuel],
            ring: palette.paper,
            radius: 7,
          },
          label: `fuel.${fuel}` as const,
        }))
      : [],
  );

const plantSize: SectionMaker = (shown, _zoom, palette) =>
  section(
    'legend.plantSize',
    'row',
    shown.has('plants')
      ? [10, 100, 600, 2400].map((capacity) => ({
          mark: {
            kind: 'disc' as const,
            fill: palette.paper,
            ring: palette.provinceText,
            radius: plantRadius(capacity),
          },
          label: capacity,
        }))
      : [],
  );

const plantStatus: SectionMaker = (shown, _zoom, palette) => {
  const colour = palette.fuels.hydro;
  const disc = (fill: string, ring: string): Mark => ({ kind: 'disc', fill, ring, radius: 7 });
  return section(
    'toggle.plants',
    'list',
    shown.has('plants')
      ? [
          { mark: disc(colour, palette.paper), label: 'legend.plant.operating' },
          { mark: disc(palette.paper, colour), label: 'legend.plant.pending' },
        ]
      : [],
  );
};

/** Said whenever points are shown: how a place that is no real place looks, and what a group is. */
const precision: SectionMaker = (shown, _zoom, palette) => {
  const entries: LegendEntry[] = [];
  if (hasZones(shown)) {
    entries.push({ mark: sign(palette, 'zone-cluster-centroid'), label: 'legend.centroid' });
  }
  if (shown.has('gates')) {
    entries.push({
      mark: sign(palette, 'gate-main-approximate'),
      label: 'legend.approximate',
    });
  }
  if (shown.has('plants')) {
    entries.push({
      mark: sign(palette, 'plant-hydro-approximate'),
      label: 'legend.approximate',
    });
  }
  if (entries.length > 0) {
    entries.push({
      mark: {
        kind: 'disc',
        fill: palette.paper,
        ring: palette.zones.cluster,
        radius: 10,
        text: '12',
      },
      label: 'legend.group',
    });
  }
  return section('legend.precision', 'list', entries);
};

const nationalBorder = (palette: Palette): LegendEntry => ({
  mark: {
    kind: 'line',
    colour: palette.nationalBorder,
    width: 1.8,
    band: palette.nationalBand,
  },
  label: 'legend.border.national',
});

const units: SectionMaker = (shown, zoom, palette, time) => {
  if (time === 'before') return null;
  const entries: LegendEntry[] = [nationalBorder(palette)];
  if (shown.has('provinces')) {
    entries.push({
      mark: { kind: 'line', colour: palette.provinceBorder, width: 1.8 },
      label: 'legend.border.province',
    });
  }
  if (shown.has('communes') && zoom >= COMMUNE_ZOOM) {
    entries.push({
      mark: { kind: 'line', colour: palette.communeBorder, width: 1.4 },
      label: 'legend.border.commune',
    });
  }
  return section(time === 'now' ? 'legend.units' : 'legend.units.now', 'list', entries);
};

/** Borders of then in the place of the present ones. */
const unitsBefore: SectionMaker = (shown, zoom, palette, time) => {
  if (time === 'now') return null;
  const line = (width: number, dash?: string): Mark => ({
    kind: 'line',
    colour: palette.formerBorder,
    width,
    ...(dash ? { dash } : {}),
  });
  const entries: LegendEntry[] = time === 'before' ? [nationalBorder(palette)] : [];
  if (shown.has('provinces')) {
    entries.push(
      { mark: line(2), label: 'legend.border.province' },
      { mark: line(2, '5 3'), label: 'legend.former.provinceApproximate' },
    );
  }
  if (shown.has('communes') && zoom >= COMMUNE_ZOOM) {
    entries.push(
      { mark: line(1.2, '1.5 2.5'), label: 'legend.former.commune' },
      { mark: { kind: 'hatch', colour: palette.formerBorder }, label: 'legend.former.hatch' },
    );
  }
  return section('legend.units.before', 'list', entries);
};

/** Borders of then over the present ones. */
const former: SectionMaker = (shown, zoom, palette, time) => {
  if (time === 'before') return null;
  const line = (width: number, dash: string): Mark => ({
    kind: 'line',
    colour: palette.formerBorder,
    width,
    dash,
  });
  const entries: LegendEntry[] = [];
  if (shown.has('former_provinces')) {
    entries.push(
      { mark: line(1.8, '7 3.5'), label: 'legend.former.province' },
      { mark: line(1.8, '2 3.5'), label: 'legend.former.provinceApproximate' },
    );
  }
  if (shown.has('former_communes') && zoom >= COMMUNE_ZOOM) {
    entries.push(
      { mark: line(1.2, '1.5 2.5'), label: 'legend.former.commune' },
      { mark: { kind: 'hatch', colour: palette.formerBorder }, label: 'legend.former.hatch' },
    );
  }
  return section('legend.former', 'list', entries);
};

const transport: SectionMaker = (shown, zoom, palette) => {
  if (!shown.has('transport')) return null;
  const entries: LegendEntry[] = [
    {
      mark: { kind: 'line', colour: palette.expressway, width: 2.6 },
      label: 'legend.transport.expressway',
    },
  ];
  if (zoom >= 7) {
    entries.push({
      mark: { kind: 'line', colour: palette.expressway, width: 2.6, dash: '5 4' },
      label: 'legend.transport.future',
    });
  }
  if (zoom >= 6.5) {
    entries.push({
      mark: { kind: 'line', colour: palette.road, width: 2.4 },
      label: 'legend.transport.national_road',
    });
  }
  if (zoom >= 6) {
    entries.push({
      mark: { kind: 'line', colour: palette.railway, width: 1.6, dash: '7 3.5' },
      label: 'legend.transport.railway',
    });
  }
  if (zoom >= 7.5) {
    entries.push(
      { mark: sign(palette, 'place-airport'), label: 'legend.place.airport' },
      { mark: sign(palette, 'place-port'), label: 'legend.place.port' },
    );
  }
  return section('legend.transport', 'list', entries);
};

const SECTIONS: readonly SectionMaker[] = [
  zones,
  zoneSize,
  gates,
  gateModes,
  plants,
  plantStatus,
  plantSize,
  precision,
  units,
  unitsBefore,
  former,
  transport,
];

function section(
  title: MessageKey,
  form: LegendSection['form'],
  entries: readonly LegendEntry[],
): LegendSection | null {
  return entries.length > 0 ? { title, form, entries } : null;
}
