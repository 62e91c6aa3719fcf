// The stand-in's answers about units: relations, reports, old addresses into new ones. It reads the
// compiled tables of units and knows names with or without marks, no more; the real server knows
// spellings. Only for work on the page alone.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const table = (name) => {
  const [heading, ...rows] = records(
    readFileSync(new URL(`../../../geodata/${name}`, import.meta.url), 'utf8'),
  );
  return rows.map((row) => Object.fromEntries(heading.map((title, at) => [title, row[at] ?? ''])));
};

let loaded;

/** Units by time, and who became whom; read when first asked for. */
function units() {
  if (loaded) return loaded;
  const all = table('units.csv').map((unit) => ({ ...unit, former: unit.valid_to !== '' }));
  const index = (former) =>
    new Map(all.filter((unit) => unit.former === former).map((unit) => [unit.code, unit]));
  loaded = { present: index(false), former: index(true), edges: table('predecessors.csv') };
  return loaded;
}

/** Answers what it knows; false for everything else. */
export function answerUnits(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
  if (pathname === '/api/units/convert' && request.method === 'POST') {
    convertTable(request, response, searchParams);
    return true;
  }
  const report = /^\/api\/reports\/([\w:]+)\.html$/.exec(pathname);
  const [, unit] = /^\/api\/units\/([\w:]+)$/.exec(pathname) ?? [];
  if (report) {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><title>${report[1]}</title><h1>Phiếu mẫu ${report[1]}</h1>`);
  } else if (pathname === '/api/units/convert') {
    answer(response, convertOne(searchParams));
  } else if (unit) {
    answer(response, relations(unit));
  } else {
    return false;
  }
  return true;
}

function answer(response, body) {
  const type = body.title ? 'application/problem+json' : 'application/json';
  response.writeHead(body.status > 0 ? body.status : 200, { 'Content-Type': type });
  response.end(JSON.stringify(body));
}

const layerOf = (unit) => `${unit.former ? 'former_' : ''}${unit.level}s`;
const named = (unit) => ({
  layer: layerOf(unit),
  id: Number(unit.id),
  code: unit.code,
  name_vi: unit.name_vi,
  name_en: unit.name_en,
  full_name_vi: unit.full_name_vi,
  full_name_en: unit.full_name_en,
});

function thing(unit) {
  const { present, former } = units();
  const province = (unit.former ? former : present).get(unit.province);
  const words = [unit.district, province && province.full_name_vi].filter(Boolean).join(', ');
  const text = words.charAt(0).toLowerCase() + words.slice(1);
  return {
    ...named(unit),
    kind: unit.former ? `former_${unit.level}` : unit.level,
    kind_vi: unit.former ? 'Xã cũ' : 'Xã',
    kind_en: unit.former ? 'Former commune' : 'Commune',
    lon: Number(unit.label_lon) || null,
    lat: Number(unit.label_lat) || null,
    former: unit.former,
    where: { province: null, commune: null, text_vi: text, text_en: text },
  };
}

function relations(code) {
  const { present, former, edges } = units();
  const [, wasFormer, digits] = /^(former:)?(\d+)$/.exec(code) ?? [];
  const unit = (wasFormer ? former : present).get(digits);
  if (!unit) return { status: 404, title: 'unknown', detail: 'Không có đơn vị này.' };
  const related = (edge, other) => ({
    ...named(other),
    extent: edge.extent,
    default: edge.default === 'true',
    district: other.district || null,
  });
  const successors = edges
    .filter((edge) => unit.former && edge.former === unit.code)
    .map((edge) => ({ ...related(edge, present.get(edge.successor)), district: undefined }));
  const predecessors = edges
    .filter((edge) => !unit.former && edge.successor === unit.code)
    .map((edge) => related(edge, former.get(edge.former)));
  const neighbours = unit.adjacent
    .split(';')
    .filter(Boolean)
    .map((one, at) => ({ ...named(present.get(one)), shared_km: 90.5 - at * 7 }));
  return { ...thing(unit), predecessors, successors, neighbours };
}

/** The edges of a unit as the answer lists them, the default one first. */
function items(unit, to) {
  const { present, former, edges } = units();
  const [own, other] = to === 'present' ? ['former', 'successor'] : ['successor', 'former'];
  const [there, provinces] = to === 'present' ? [present, present] : [former, former];
  return edges
    .filter((edge) => edge[own] === unit.code && edge.level === unit.level)
    .map((edge) => {
      const found = there.get(edge[other]);
      const province = provinces.get(found.province);
      return {
        ...named(found),
        extent: edge.extent,
        default: to === 'present' && edge.default === 'true',
        district: null,
        province: province ? { ...named(province) } : null,
        from: unit.code,
      };
    })
    .sort((a, b) => Number(b.default) - Number(a.default));
}

function convertOne(query) {
  const to = query.get('to') ?? 'present';
  const part = (name) => query.get(name) ?? '';
  const words =
    part('address') ||
    [part('commune'), part('district'), part('province')].filter(Boolean).join(', ');
  return found(part('code') || words, to);
}

function found(words, to) {
  const { present, former } = units();
  const isCode = /^\d{2}$|^\d{5}$/.test(words.trim());
  const [asked, other] = to === 'present' ? [former, present] : [present, former];
  const matched = isCode ? [asked.get(words.trim())].filter(Boolean) : matching(asked, words, to);
  if (matched.length === 0) {
    const same = to === 'present' && !isCode ? matching(other, words, 'former') : [];
    if (same.length === 1) return body(to, 'unchanged', same, same.map(itself));
    return notFound(asked, words);
  }
  const became = matched.flatMap((unit) => items(unit, to));
  if (matched.length > 1)
    return body(to, 'ambiguous', matched.slice(0, 50), became, matched.length);
  const [only] = matched;
  const exact = isCode || words.toLowerCase().includes(only.full_name_vi.toLowerCase());
  const status = became.length > 1 ? 'split' : exact ? 'exact' : 'by_name';
  return body(to, status, matched, became);
}

const itself = (unit) => ({
  ...named(unit),
  extent: 'whole',
  default: true,
  district: null,
  province: units().present.get(unit.province) ?? null,
  from: unit.code,
});

const body = (to, status, matched, became, numberMatched = matched.length) => ({
  to,
  status,
  matched: matched.map(thing),
  items: became,
  default: became[0] ?? null,
  numberMatched,
  next: null,
  note_vi: '',
  note_en: '',
});

function notFound(asked, words) {
  const first = fold(words).slice(0, 4);
  const near = [...asked.values()].filter((unit) => fold(unit.full_name_vi).startsWith(first));
  return {
    status: 404,
    title: 'Không tìm thấy đơn vị',
    detail: `Không đơn vị nào mang tên “${words}”.`,
    candidates: near.slice(0, 5).map(thing),
  };
}

function matching(asked, words, to) {
  const [name = '', ...around] = words.split(',').map(fold);
  const provinces = to === 'present' ? units().former : units().present;
  return [...asked.values()].filter((unit) => {
    if (![fold(unit.full_name_vi), fold(unit.name_vi)].includes(name)) return false;
    const place = [unit.district, provinces.get(unit.province)?.full_name_vi].filter(Boolean);
    return around.every((part) => place.map(fold).some((one) => one.endsWith(part)));
  });
}

const fold = (words) =>
  words.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim();

/** Reads the whole table, then answers row by row, a little at a time, as a slow server would. */
function convertTable(request, response, query) {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const text = Buffer.concat(chunks).toString('utf8');
    const [heading, ...rows] = records(text.replace(/^\uFEFF/, ''));
    const at = (...names) => heading.findIndex((title) => names.includes(fold(title)));
    const places = [at('ma', 'code'), at('dia chi', 'address'), at('xa', 'commune')];
    const rest = [at('huyen', 'district'), at('tinh', 'province')];
    if (places.every((place) => place < 0)) {
      const detail = `Bảng có các cột: ${heading.join(', ')}. Cần có cột mã, xã hoặc địa chỉ.`;
      answer(response, { status: 400, title: 'Thiếu cột', detail });
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8' });
    response.write(text.startsWith('\uFEFF') ? '\uFEFF' : '');
    response.write(line([...heading, ...ADDED]));
    for (const [number, row] of rows.entries()) {
      const asked = [places.map((place) => row[place]).find(Boolean), ...rest.map((p) => row[p])];
      const words = asked.filter(Boolean).join(', ');
      response.write(line([...row, ...added(words, query.get('to') ?? 'present')]));
      if (number % 250 === 249) await pause(40);
    }
    response.end();
  });
}

const ADDED = [
  'status',
  'new_code',
  'new_name',
  'new_province_code',
  'new_province',
  'other_successors',
  'note',
];

const known = new Map();

function added(words, to) {
  const key = `${to} ${words}`;
  if (!known.has(key)) known.set(key, words ? found(words, to) : { status: 'malformed' });
  const one = known.get(key);
  if (one.status === 'malformed') return ['malformed', '', '', '', '', '', 'Dòng trống.'];
  if (one.status === 404) return ['not_found', '', '', '', '', '', one.detail];
  if (one.status === 'ambiguous') {
    const names = one.matched.map((unit) => `${unit.full_name_vi}, ${unit.where.text_vi}`);
    return ['ambiguous', '', '', '', '', '', names.slice(0, 3).join('; ')];
  }
  const [first, ...others] = one.items;
  const rest = others.map((unit) => `${unit.code} ${unit.full_name_vi}`).join('; ');
  const { code, full_name_vi, province } = first;
  return [one.status, code, full_name_vi, province?.code, province?.full_name_vi, rest, ''];
}

const line = (cells) =>
  `${cells.map((cell) => (/[",\n]/.test(cell ?? '') ? `"${cell.replaceAll('"', '""')}"` : (cell ?? ''))).join(',')}\r\n`;

function records(text) {
  const rows = [];
  let row = [];
  const cells = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g;
  for (const [, cell, end] of text.matchAll(cells)) {
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
