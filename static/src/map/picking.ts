// What lies under a pixel of the map, and what it is called.
import type {
  Map as MapLibre,
  MapGeoJSONFeature,
  PointLike,
  SymbolLayerSpecification,
} from 'maplibre-gl';
import { formatNumber, text, type Lang } from '../i18n';
import { TOGGLE_IDS } from '../layers/toggles';
import { OVERLAY_AREA } from '../style/overlay';
import { isLayerId, winnerOf, type Candidate, type Winner } from './click';

/** Pixels round a click within which a point still counts as hit. */
const REACH = 7;

const POINT_LAYERS = [
  'border_gates-sign',
  'border_gates-group',
  'power_plants-disc',
  'power_plants-group',
  'industrial_zones-sign',
  'clusters-group',
  'zones-group',
];
const AREA_LAYERS = [
  'former-communes-area',
  'communes-area',
  'former-provinces-area',
  'provinces-area',
];

/** What a click at a pixel would choose. */
export interface Picked {
  readonly winner: Winner | null;
  /** The winner as the map drew it. */
  readonly feature: MapGeoJSONFeature | undefined;
  /** Whether it is a point or a group of points. */
  readonly isPoint: boolean;
  /** Number of the area of the overlay that lies there. */
  readonly overlayArea: number | null;
}

/** What lies at a pixel of a map that has its style; `overlaid`: an overlay is drawn. */
export function pickAt(map: MapLibre, x: number, y: number, overlaid: boolean): Picked {
  const found = featuresAt(map, x, y, overlaid);
  const winner = winnerOf(found.map((feature) => candidate(map, feature, x, y)));
  const feature = winner ? found.find((one) => isWinner(one, winner, found)) : undefined;
  const area = found.find(({ layer }) => layer.id === OVERLAY_AREA);
  return {
    winner,
    feature,
    isPoint: feature !== undefined && POINT_LAYERS.includes(feature.layer.id),
    overlayArea: typeof area?.id === 'number' ? area.id : null,
  };
}

/** The name of a point, or what a group holds and how many. */
export function nameOf(lang: Lang, { properties, sourceLayer }: MapGeoJSONFeature): string {
  const count = properties['point_count'] as number | undefined;
  if (count === undefined) {
    const [first, second] = lang === 'vi' ? ['name_vi', 'name_en'] : ['name_en', 'name_vi'];
    return String(properties[first ?? ''] ?? properties[second ?? ''] ?? '');
  }
  const kind = String(properties['kind'] ?? '');
  const toggle =
    TOGGLE_IDS.find((id) => id === kind) ?? (sourceLayer === 'power_plants' ? 'plants' : 'gates');
  return `${text(lang, `toggle.${toggle}`)}: ${formatNumber(lang, count)}`;
}

function featuresAt(map: MapLibre, x: number, y: number, overlaid: boolean): MapGeoJSONFeature[] {
  const box: [PointLike, PointLike] = [
    [x - REACH, y - REACH],
    [x + REACH, y + REACH],
  ];
  return [
    ...map.queryRenderedFeatures(box, { layers: POINT_LAYERS }),
    ...map.queryRenderedFeatures([x, y], {
      layers: overlaid ? [...AREA_LAYERS, OVERLAY_AREA] : AREA_LAYERS,
    }),
  ];
}

function candidate(map: MapLibre, feature: MapGeoJSONFeature, x: number, y: number): Candidate {
  const { geometry, id, layer, properties, sourceLayer } = feature;
  let distance2 = 0;
  if (geometry.type === 'Point') {
    const at = map.project(geometry.coordinates as [number, number]);
    // Groups are drawn a little aside of their place.
    const [right, down] = layer.type === 'symbol' ? translated(layer) : [0, 0];
    distance2 = (at.x + right - x) ** 2 + (at.y + down - y) ** 2;
  }
  return {
    layer: isLayerId(sourceLayer) ? sourceLayer : 'land',
    id: typeof id === 'number' ? id : undefined,
    groupSize: properties['point_count'] as number | undefined,
    distance2,
  };
}

/** By how many pixels a symbol is drawn to the right of its place, and below it. */
function translated({ paint }: SymbolLayerSpecification): readonly [number, number] {
  const by = paint?.['icon-translate'];
  return Array.isArray(by) ? (by as [number, number]) : [0, 0];
}

function isWinner(
  feature: MapGeoJSONFeature,
  winner: Winner,
  all: readonly MapGeoJSONFeature[],
): boolean {
  return winner.kind === 'group'
    ? all[winner.index] === feature
    : feature.sourceLayer === winner.ref.layer && feature.id === winner.ref.id;
}
