// How a question about things nearby names the record that distances begin at.
import type { Item } from '../api';
import type { FeatureRef, LayerId } from '../layers/names';

const PREFIXES: Partial<Record<LayerId, string>> = {
  provinces: '',
  communes: '',
  former_provinces: 'former:',
  former_communes: 'former:',
  industrial_zones: 'zone:',
  border_gates: 'gate:',
  power_plants: 'plant:',
};

/** `gate:huu-nghi`, `20`, `former:27`, or the place itself; null for what has no place. */
export function fromOf({ layer }: FeatureRef, { geometry, properties }: Item): string | null {
  if (!geometry) return null;
  const prefix = PREFIXES[layer];
  const code = properties['code'];
  if (prefix !== undefined && typeof code === 'string' && code) return `${prefix}${code}`;
  if (geometry.type !== 'Point') return null;
  return geometry.coordinates.slice(0, 2).join(',');
}
