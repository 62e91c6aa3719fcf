// Addresses in, units out: reading tables, recognising columns, keeping what comes back.
import { describe, expect, it } from 'vitest';
import { columnOf, isHeading, namingColumns } from '../../src/convert/columns';
import { Converted, MOST_SHOWN } from '../../src/convert/converted';
import { Conversion } from '../../src/convert/conversion';
import { csvText, CsvReader, delimiterOf, rowsOf } from '../../src/convert/csv';
import { fileInput, pastedInput, type TableInput } from '../../src/convert/input';
import { placeIn } from '../../src/convert/place';
import { pagesOf, PAGE_ROWS, rowsWith } from '../../src/convert/result-table';
import { saysWords, statusWords } from '../../src/convert/status-badge';
import { STATUSES } from '../../src/convert/types';
import { ApiError, reportUrl } from '../../src/api';
import { unitCode } from '../../src/report/report-link';

describe('a table as text', () => {
  it('is read with quotes, empty cells and any end of line', () => {
    const text = 'a,"b ""x"", y",\r\n\n"2\nlines",,z\r"q"';
    expect(rowsOf(text, ',')).toEqual([['a', 'b "x", y', ''], ['2\nlines', '', 'z'], ['q']]);
  });

  it('is the same wherever the pieces are cut', () => {
    const text = '\uFEFFxã,"huyện ""A"""\r\n"Tân, Hưng",b\r\n';
    for (let cut = 0; cut <= text.length; cut += 1) {
      const reader = new CsvReader(',');
      const parts = [text.slice(0, cut), text.slice(cut)].flatMap((part) => reader.read(part));
      expect([...parts, ...reader.end()], `cut at ${cut}`).toEqual([
        ['xã', 'huyện "A"'],
        ['Tân, Hưng', 'b'],
      ]);
    }
  });

  it('comes back as it was written', () => {
    const rows = [
      ['a;b', 'c"d', ' e '],
      ['', 'x\ny', 'ư'],
    ];
    expect(rowsOf(csvText(rows), ',')).toEqual(rows);
  });

  it('keeps a quote inside a cell', () => {
    expect(rowsOf('5" pipe,b', ',')).toEqual([['5" pipe', 'b']]);
  });

  it.each([
    ['xã;huyện;tỉnh\na,b;c;d', ';'],
    ['xã\thuyện, tỉnh\tmã', '\t'],
    ['"xã;x";b;c', ';'],
    ['\uFEFFxã,huyện', ','],
    ['một cột', ','],
    ['', ','],
  ])('%j has its cells parted by %j', (text, delimiter) => {
    expect(delimiterOf(text)).toBe(delimiter);
  });

  it('has its cells parted so that most columns are known', () => {
    const heading = 'Xã, phường; Ghi chú, thêm, nữa';
    expect(delimiterOf(heading)).toBe(',');
    const known = (cell: string) => columnOf(cell) !== null;
    expect(delimiterOf(`${heading}; Tỉnh`, known)).toBe(';');
  });
});

describe('columns', () => {
  it.each([
    ['Mã xã', 'code'],
    ['ma_xa', 'code'],
    ['commune_code', 'code'],
    ['XÃ', 'commune'],
    ['Xã/Phường', 'commune'],
    ['Quận / Huyện', 'district'],
    ['Tỉnh/Thành phố', 'province'],
    ['Tỉnh'.normalize('NFD'), 'province'],
    ['Địa chỉ', 'address'],
    ['Kinh độ', 'lon'],
    ['Latitude', 'lat'],
    ['Tên xã cũ', 'commune'],
    ['Xã, phường, thị trấn', 'commune'],
    ['Mã tỉnh', null],
    ['Ghi chú', null],
    ['xã Tân Hưng', null],
    ['', null],
  ])('%s is %s', (heading, column) => {
    expect(columnOf(heading)).toBe(column);
  });

  it('are told from addresses', () => {
    expect(isHeading(['STT', 'Xã', 'Huyện'])).toBe(true);
    expect(isHeading(['xã Tân Hưng', ' huyện Lạng Giang'])).toBe(false);
  });

  it('name a unit in the order of an address', () => {
    expect(namingColumns(['Tỉnh', 'Ghi chú', 'Xã', 'Huyện'])).toEqual([2, 3, 0]);
    expect(namingColumns(['Mã', 'Tên hộ'])).toEqual([0]);
    expect(namingColumns(['Mã', 'Địa chỉ', 'Số hộ'])).toEqual([0, 1]);
    expect(namingColumns(['Xã', 'Xã cũ', 'Tỉnh'])).toEqual([0, 2]);
  });
});

describe('what was pasted', () => {
  const pasted = (text: string) => pastedInput(text, { code: 'Mã', address: 'Địa chỉ' });

  it('is a list of addresses without a heading', () => {
    expect(pasted('xã A, huyện B\r\n\r\n  "xã" C, tỉnh D  \n')).toEqual({
      columns: null,
      rows: 2,
      body: 'Địa chỉ\r\n"xã A, huyện B"\r\n"""xã"" C, tỉnh D"\r\n',
    });
  });

  it('is a table where Excel gave a heading', () => {
    const input = pasted('STT\tXã\tHuyện\n1\tTân Hưng\tLạng Giang\n2\t"Xã\nB"\t\n\t\t\n');
    expect(input?.rows).toBe(2);
    expect(input?.columns?.map(({ column }) => column)).toEqual([null, 'commune', 'district']);
    expect(input?.body).toBe('STT,Xã,Huyện\r\n1,Tân Hưng,Lạng Giang\r\n2,"Xã\nB",\r\n');
  });

  it('is a list of addresses where Excel gave none', () => {
    expect(pasted('Tân Hưng\tLạng Giang\tBắc Giang\nA\t\tC')).toMatchObject({
      columns: null,
      rows: 2,
      body: 'Địa chỉ\r\n"Tân Hưng, Lạng Giang, Bắc Giang"\r\n"A, C"\r\n',
    });
  });

  it('may be CSV', () => {
    expect(pasted('xã;tỉnh\n"Tân; Hưng";Bắc Giang')).toMatchObject({
      rows: 1,
      body: 'xã,tỉnh\r\n"Tân; Hưng",Bắc Giang\r\n',
    });
  });

  it('may have codes among the addresses', () => {
    expect(pasted('00004\nxã A')?.body).toBe('Mã,Địa chỉ\r\n00004,\r\n,xã A\r\n');
  });

  it('is nothing when only blanks are there', () => {
    expect(pasted(' \n\t\n')).toBeNull();
  });

  it('has no rows with a heading alone', () => {
    expect(pasted('Xã\tTỉnh'.normalize('NFC'))?.rows).toBe(0);
  });
});

describe('a chosen file', () => {
  const file = (bytes: BlobPart, name = 'bang.csv') => new File([bytes], name);

  it('is sent as it is', async () => {
    const chosen = file('\uFEFFMã;Tên\r\n00004;"a\nb"\r\n00013;c\r\n');
    const input = (await fileInput(chosen)) as TableInput;
    expect(input.body).toBe(chosen);
    expect(input.rows).toBe(2);
    expect(input.columns).toEqual([
      { heading: 'Mã', column: 'code' },
      { heading: 'Tên', column: null },
    ]);
  });

  it.each([
    ['a workbook by name', file('x', 'Bảng.XLSX'), 'workbook'],
    ['a workbook by its bytes', file(new Uint8Array([0x50, 0x4b, 3, 4, 0])), 'workbook'],
    ['an old workbook', file(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])), 'workbook'],
    ['a file in another encoding', file(new Uint8Array([0x78, 0xe3, 0x0a])), 'encoding'],
    ['a file of two-byte letters', file(new Uint8Array([0xff, 0xfe, 0x58, 0])), 'encoding'],
    ['a file of two-byte letters without a mark', file('M\0\xe3\0'), 'encoding'],
    ['an empty file', file(''), 'empty'],
    ['a file of a mark alone', file('\uFEFF\r\n'), 'empty'],
  ])('%s is said to be so', async (_, chosen, fault) => {
    expect(await fileInput(chosen)).toBe(fault);
  });

  it('may have too many rows', async () => {
    expect(await fileInput(file(`Mã\n${'00004\n'.repeat(200_001)}`))).toBe('rows');
  });
});

const ADDED = 'status,new_code,new_name,new_province_code,new_province,other_successors,note';
const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('the answer', () => {
  const answer = [
    `Xã,Huyện,Số hộ,${ADDED}`,
    'Tân Hưng,Lạng Giang,12,exact,07375,Xã Lạng Giang,24,Tỉnh Bắc Ninh,,',
    'Điện Biên,Ba Đình,3,split,00004,Phường Ba Đình,01,Thành phố Hà Nội,"00025 Phường A, 00026",',
    'X,,5,not_found,,,,,,"Không có ""X""."',
    '',
  ].join('\r\n');

  const taken = (text: string, size = text.length) => {
    const converted = new Converted();
    const bytes = bytesOf(text);
    for (let at = 0; at < bytes.length; at += size) converted.take(bytes.slice(at, at + size));
    converted.end();
    return converted;
  };

  it.each([1, 3, 7, 1000])('is the same in pieces of %i bytes', (size) => {
    const { rows, counts, count } = taken(answer, size);
    expect(count).toBe(3);
    expect(rows[0]).toEqual({
      number: 1,
      asked: 'Tân Hưng, Lạng Giang',
      status: 'exact',
      code: '07375',
      name: 'Xã Lạng Giang',
      province: 'Tỉnh Bắc Ninh',
      others: '',
      note: '',
    });
    expect(rows[1]?.others).toBe('00025 Phường A, 00026');
    expect(rows[2]).toMatchObject({ status: 'not_found', note: 'Không có "X".', asked: 'X' });
    expect([...counts]).toEqual([
      ['exact', 1],
      ['split', 1],
      ['not_found', 1],
    ]);
  });

  it('may be parted as the table was', () => {
    const { rows } = taken(`Mã;${ADDED.replaceAll(',', ';')}\r\n00004;exact;00004;"a;b";;;;\r\n`);
    expect(rows[0]).toMatchObject({ asked: '00004', name: 'a;b' });
  });

  it('may be of an answer that is converted again', () => {
    const { rows } = taken(`Xã,${ADDED},${ADDED}\r\nA,exact,1,2,3,4,5,6,split,7,8,9,10,11,12\r\n`);
    expect(rows[0]).toMatchObject({ asked: 'A', status: 'split', code: '7', note: '12' });
  });

  it('shows a bounded number of rows and counts all', () => {
    const more = MOST_SHOWN + 5;
    const converted = taken(`Xã,${ADDED}\r\n${'a,exact,,,,,,\r\n'.repeat(more)}`, 65_536);
    expect(converted.rows.length).toBe(MOST_SHOWN);
    expect(converted.counts.get('exact')).toBe(more);
  });

  it('becomes a file that a spreadsheet reads as UTF-8, byte for byte', async () => {
    const plain = new Uint8Array(await taken(answer, 10).file().arrayBuffer());
    expect([...plain.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(plain.slice(3)).toEqual(bytesOf(answer));
    const marked = new Uint8Array(await taken(`\uFEFF${answer}`, 10).file().arrayBuffer());
    expect(marked).toEqual(plain);
  });

  it('is shown page by page', () => {
    const converted = taken(answer);
    expect(rowsWith(converted, 'split').map(({ number }) => number)).toEqual([2]);
    expect(rowsWith(converted, null)).toHaveLength(3);
    expect([0, PAGE_ROWS, PAGE_ROWS + 1].map(pagesOf)).toEqual([1, 1, 2]);
  });
});

describe('a conversion', () => {
  const host = { addController: () => undefined, requestUpdate: () => undefined };
  const conversion = () =>
    new Conversion({
      ...host,
      removeController: () => undefined,
      updateComplete: Promise.resolve(true),
    });
  const input: TableInput = { columns: null, rows: 1, body: '' };
  const stream = (...pieces: string[]) =>
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(bytesOf(piece));
        controller.close();
      },
    });

  it('ends with all that came in', async () => {
    const one = conversion();
    await one.run(input, () => Promise.resolve(stream(`Xã,${ADDED}\r\na,ex`, 'act,,,,,,')));
    expect(one.stage).toBe('done');
    expect(one.converted?.counts.get('exact')).toBe(1);
  });

  it('tells a problem in its own words', async () => {
    const one = conversion();
    await one.run(input, () => Promise.reject(new ApiError('Thiếu cột.', 400)));
    expect([one.stage, one.failure]).toEqual(['failed', 'Thiếu cột.']);
  });

  it('stops without a word of failure, and starts anew', async () => {
    const one = conversion();
    const waiting = one.run(
      input,
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    );
    expect(one.busy).toBe(true);
    one.stop();
    await waiting;
    expect([one.stage, one.busy]).toEqual(['stopped', false]);
    await one.run(input, () => Promise.resolve(stream(`Xã,${ADDED}\r\n`)));
    expect(one.stage).toBe('done');
  });

  it('keeps what came in before the connection broke', async () => {
    const one = conversion();
    const broken = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        if (one.converted) controller.error(new TypeError('network'));
        else controller.enqueue(bytesOf(`Xã,${ADDED}\r\na,exact,,,,,,\r\n`));
      },
    });
    await one.run(input, () => Promise.resolve(broken));
    expect(one.stage).toBe('failed');
    expect(one.converted?.count).toBe(1);
  });
});

describe('a place', () => {
  it.each([
    ['21.357, 106.298', ['21.357', '106.298']],
    ['21,357; 106,298', ['21.357', '106.298']],
    ['21,357, 106,298', ['21.357', '106.298']],
    [' 21.357 106.298 ', ['21.357', '106.298']],
    ['21.357,106.298', ['21.357', '106.298']],
    ['21, 106', ['21', '106']],
    ['', []],
    ['21,357', null],
    ['21.357', null],
    ['đâu đó', null],
  ])('%j is %j', (words, place) => {
    expect(placeIn(words)).toEqual(place);
  });
});

describe('a report', () => {
  it('has the address of its unit', () => {
    expect(reportUrl('', 'former:00004', 'vi')).toBe('/api/reports/former:00004.html?lang=vi');
    expect(reportUrl('http://a', 'region', 'en')).toBe('http://a/api/reports/region.html?lang=en');
  });

  it('is of units only', () => {
    expect(unitCode({ layer: 'communes', id: 4 }, '00004')).toBe('00004');
    expect(unitCode({ layer: 'former_provinces', id: 9 }, '27')).toBe('former:27');
    expect(unitCode({ layer: 'former_communes', id: 9 }, '00004')).toBe('former:00004');
    expect(unitCode({ layer: 'border_gates', id: 1 }, 'huu-nghi')).toBeNull();
    expect(unitCode({ layer: 'provinces', id: 1 }, undefined)).toBeNull();
  });
});

describe('statuses', () => {
  it('have a word of their own in both languages and both directions', () => {
    for (const lang of ['vi', 'en'] as const) {
      for (const to of ['present', 'former'] as const) {
        const words = STATUSES.map((status) => statusWords(lang, status, to));
        expect(new Set(words).size).toBe(STATUSES.length);
        for (const status of STATUSES) expect(saysWords(lang, status, to)).not.toBe('');
      }
    }
  });

  it('call a present unit made of several by another word than a split one', () => {
    expect(statusWords('vi', 'split', 'present')).toBe('Chia tách');
    expect(statusWords('vi', 'split', 'former')).toBe('Sáp nhập');
  });
});
