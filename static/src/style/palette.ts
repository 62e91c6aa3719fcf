// The colours of the map, light and dark. Fuels follow the Okabe-Ito idea: told apart by people
// with any common form of colour blindness, and by lightness in print.
import type { Fuel, ZoneKind } from '../layers/names';

export interface Palette {
  readonly name: 'light' | 'dark';
  readonly sea: string;
  readonly land: string;
  readonly neighbour: string;
  readonly archipelago: string;
  readonly coast: string;
  readonly river: string;
  readonly lake: string;
  readonly seaText: string;
  readonly landText: string;
  readonly provinceText: string;
  readonly communeText: string;
  readonly formerText: string;
  readonly halo: string;
  readonly nationalBorder: string;
  readonly nationalBand: string;
  readonly provinceBorder: string;
  readonly communeBorder: string;
  readonly formerBorder: string;
  readonly expressway: string;
  readonly road: string;
  readonly railway: string;
  readonly transportText: string;
  readonly gate: string;
  /** Paper of hollow signs and ring of full ones. */
  readonly paper: string;
  readonly ink: string;
  readonly selection: string;
  readonly zones: Readonly<Record<ZoneKind, string>>;
  readonly fuels: Readonly<Record<Fuel, string>>;
}

export const LIGHT: Palette = {
  name: 'light',
  sea: '#d5e3ea',
  land: '#fbfaf7',
  neighbour: '#e2e2df',
  archipelago: '#f3ecd8',
  coast: '#9fb8c5',
  river: '#b5d0de',
  lake: '#c3dae5',
  seaText: '#4d7c94',
  landText: '#8b887f',
  provinceText: '#2f3747',
  communeText: '#596070',
  formerText: '#6f4518',
  halo: 'rgba(251,250,247,0.92)',
  nationalBorder: '#7a2f4b',
  nationalBand: '#c790a5',
  provinceBorder: '#8d8798',
  communeBorder: '#c9c4ce',
  formerBorder: '#8a5526',
  expressway: '#e0a25c',
  road: '#dccfb6',
  railway: '#b3afb6',
  transportText: '#8d6a3c',
  gate: '#b4232c',
  paper: '#ffffff',
  ink: '#1d2530',
  selection: '#0b57d0',
  zones: {
    cluster: '#0c7a6f',
    park: '#4a4fb5',
    border_economic_zone: '#b0306a',
    economic_zone: '#7b4fa3',
    other: '#5f6b78',
  },
  fuels: {
    hydro: '#0072b2',
    pumped_storage: '#46a6e0',
    coal: '#42454c',
    gas: '#d98200',
    oil: '#8a4b16',
    solar: '#e8c500',
    wind: '#00946b',
    biomass: '#7d9a12',
    waste: '#c46a9d',
    unknown: '#8d9199',
  },
};

export const DARK: Palette = {
  name: 'dark',
  sea: '#10232f',
  land: '#232e36',
  neighbour: '#172026',
  archipelago: '#33311f',
  coast: '#3c5564',
  river: '#2a4453',
  lake: '#213845',
  seaText: '#6b98ae',
  landText: '#6f787d',
  provinceText: '#e4e7ea',
  communeText: '#a9b2b9',
  formerText: '#e3bd92',
  halo: 'rgba(20,28,33,0.9)',
  nationalBorder: '#d98ba8',
  nationalBand: '#7a3f57',
  provinceBorder: '#76808a',
  communeBorder: '#43505a',
  formerBorder: '#d3a476',
  expressway: '#8f6a3a',
  road: '#464032',
  railway: '#59606a',
  transportText: '#c3a274',
  gate: '#ef6b6b',
  paper: '#141c21',
  ink: '#eef1f3',
  selection: '#8ab4f8',
  zones: {
    cluster: '#3fbfae',
    park: '#8f95ee',
    border_economic_zone: '#ee7fb0',
    economic_zone: '#bb94e0',
    other: '#a3adb8',
  },
  fuels: {
    hydro: '#3d9fdc',
    pumped_storage: '#8fd0f5',
    coal: '#b4bac2',
    gas: '#f0a22e',
    oil: '#b9763f',
    solar: '#f3dc4d',
    wind: '#2dbd90',
    biomass: '#a9c53b',
    waste: '#dd92bb',
    unknown: '#7e868e',
  },
};

export const PALETTES = { light: LIGHT, dark: DARK } as const;
export type ThemeName = keyof typeof PALETTES;
