// Which column of a table says what, by its heading in any spelling. The server decides; this is
// for telling the reader before anything is sent, and for telling headings from addresses.

/** What a column can say of a unit. */
export type Column = 'code' | 'commune' | 'district' | 'province' | 'address' | 'lon' | 'lat';

export interface FoundColumn {
  readonly heading: string;
  /** Null for a column that is kept as it is. */
  readonly column: Column | null;
}

/** Headings without marks and empty words, in small letters, words parted by one space. */
const NAMES: Readonly<Record<Column, string>> = {
  code: 'ma|code|ma xa|ma phuong|ma xa phuong|ma phuong xa|ma px|ma phuong xa thi tran|ma xa phuong thi tran|ma don vi|ma don vi hanh chinh|ma dvhc|ma dvhc xa|commune code|ward code|unit code|former code|commune id|ward id|code commune|maxa|xa code',
  commune:
    'xa|phuong|xa phuong|phuong xa|xa phuong thi tran|phuong xa thi tran|thi tran|commune|ward|commune ward|ward commune|don vi|don vi hanh chinh|cap xa|px|xp',
  district:
    'huyen|quan|quan huyen|huyen quan|thi xa|huyen thi xa|quan huyen thi xa|quan huyen thi xa thanh pho|huyen quan thi xa thanh pho|huyen thi xa thanh pho|quan huyen tp|quan huyen tx tp|district|cap huyen',
  province:
    'tinh|tinh thanh|thanh pho|tinh thanh pho|thanh pho tinh|tinh tp|tp tinh|province|city|province city|city province|cap tinh',
  address:
    'dia chi|address|full address|dia chi day du|dia chi cu the|noi o|thuong tru|noi thuong tru|dia chi thuong tru|dia diem',
  lon: 'lon|lng|long|longitude|kinh do|x',
  lat: 'lat|latitude|vi do|y',
};

/** Words of a heading that say nothing of what the column holds. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(['ten', 'cu', 'former', 'old', 'name', 'truoc']);

const BY_NAME: ReadonlyMap<string, Column> = new Map(
  (Object.entries(NAMES) as [Column, string][]).flatMap(([column, names]) =>
    names.split('|').map((name) => [name, column] as const),
  ),
);

/** What a column of that heading says; null if it says nothing that matters here. */
export const columnOf = (heading: string): Column | null => BY_NAME.get(folded(heading)) ?? null;

/** All columns of a table; of two that say the same the first counts. */
export function columnsOf(headings: readonly string[]): FoundColumn[] {
  const said = new Set<Column>();
  return headings.map((heading) => {
    const column = columnOf(heading);
    if (column === null || said.has(column)) return { heading, column: null };
    said.add(column);
    return { heading, column };
  });
}

/** Whether a row is a heading: it names a unit in some column. */
export const isHeading = (cells: readonly string[]): boolean =>
  cells.some((cell) => columnOf(cell) !== null);

/** Whether a table says which unit each row is about. */
export const namesUnits = (columns: readonly FoundColumn[]): boolean =>
  columns.some(({ column }) => column === 'code' || column === 'commune' || column === 'address');

/** Where in a row the words stand that name the unit, in the order in which they are said. */
export function namingColumns(headings: readonly string[]): number[] {
  const columns = columnsOf(headings).map(({ column }) => column);
  const at = (...wanted: readonly Column[]): number[] =>
    wanted.map((column) => columns.indexOf(column)).filter((index) => index >= 0);
  const names = at('commune', 'district', 'province');
  if (columns.includes('address') && !columns.includes('commune')) return at('code', 'address');
  return columns.includes('commune') ? names : at('code', 'district', 'province');
}

const folded = (heading: string): string =>
  heading
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u0110\u0111]/g, 'd')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !EMPTY_WORDS.has(word))
    .join(' ');
