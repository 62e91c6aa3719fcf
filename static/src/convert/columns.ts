// Which column of a table says what, by its heading in any spelling. The server decides; this is
// for telling the reader before anything is sent, and for telling headings from addresses.

/** What a column can say of a unit. */
export type Column = 'code' | 'commune' | 'district' | 'province' | 'address' | 'lon' | 'lat';

export interface FoundColumn {
  readonly heading: string;
  /** Null for a column that is kept as it is. */
  readonly column: Column | null;
}

/** Headings without marks, in small letters, words parted by one space. */
const NAMES: Readonly<Record<Column, readonly string[]>> = {
  code: ['ma', 'ma xa', 'ma phuong', 'ma xa phuong', 'ma don vi', 'code', 'commune code'],
  commune: ['xa', 'phuong', 'xa phuong', 'phuong xa', 'ten xa', 'commune', 'ward'],
  district: ['huyen', 'quan', 'quan huyen', 'huyen quan', 'ten huyen', 'district'],
  province: ['tinh', 'thanh pho', 'tinh thanh pho', 'tinh tp', 'ten tinh', 'province'],
  address: ['dia chi', 'address'],
  lon: ['lon', 'lng', 'long', 'longitude', 'kinh do'],
  lat: ['lat', 'latitude', 'vi do'],
};

const BY_NAME: ReadonlyMap<string, Column> = new Map(
  (Object.entries(NAMES) as [Column, readonly string[]][]).flatMap(([column, names]) =>
    names.map((name) => [name, column] as const),
  ),
);

/** What a column of that heading says; null if it says nothing that matters here. */
export const columnOf = (heading: string): Column | null => BY_NAME.get(folded(heading)) ?? null;

export const columnsOf = (headings: readonly string[]): FoundColumn[] =>
  headings.map((heading) => ({ heading, column: columnOf(heading) }));

/** Whether a row is a heading: it names a unit in some column. */
export const isHeading = (cells: readonly string[]): boolean =>
  cells.some((cell) => columnOf(cell) !== null);

/** Whether a table says which unit each row is about. */
export const namesUnits = (columns: readonly FoundColumn[]): boolean =>
  columns.some(({ column }) => column === 'code' || column === 'commune' || column === 'address');

/** Where in a row the words stand that name the unit, in the order in which they are said. */
export function namingColumns(headings: readonly string[]): number[] {
  const columns = headings.map(columnOf);
  const all = (wanted: Column): number[] =>
    columns.flatMap((column, index) => (column === wanted ? [index] : []));
  const named = [...all('commune'), ...all('district'), ...all('province')];
  const address = all('address');
  if (address.length > 0) return address;
  return named.length > 0 ? named : all('code');
}

const folded = (heading: string): string =>
  heading
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u0110\u0111]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
