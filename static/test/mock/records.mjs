// What the stand-in says of records: pages, counts and files, for filters as the form of the page
// writes them. The real server knows all of CQL2.

/** Answers `/ogc/collections/{layer}/items`, `/api/summaries/{layer}` and `/api/export/{layer}`. */
export function answerRecords(layers, url) {
  const [, of, name, tail] =
    /^\/(ogc\/collections|api\/summaries|api\/export)\/(\w+)(\/items)?$/.exec(url.pathname) ?? [];
  const features = layers[name];
  if (!features || (of === 'ogc/collections') !== (tail === '/items')) return undefined;
  const found = features.filter(accepts(url.searchParams));
  if (of === 'api/summaries') return json(summary(name, found, features, url.searchParams));
  if (of === 'api/export') return json({ type: 'FeatureCollection', features: found });
  return json(page(found, url.searchParams));
}

const json = (value) => ({ type: 'application/json', body: JSON.stringify(value) });

function page(found, query) {
  const [order] = (query.get('sortby') ?? 'id').split(',');
  const field = order.replace(/^[-+]/, '');
  const down = order.startsWith('-') ? -1 : 1;
  const sorted = [...found].sort((a, b) => {
    const [x, y] = [a.properties[field] ?? null, b.properties[field] ?? null];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || a.id - b.id;
    const order = typeof x === 'number' ? x - y : String(x).localeCompare(String(y), 'vi');
    return order * down || a.id - b.id;
  });
  const offset = Number(query.get('offset') ?? 0);
  const features = sorted.slice(offset, offset + Number(query.get('limit') ?? 100));
  return {
    type: 'FeatureCollection',
    numberMatched: found.length,
    numberReturned: features.length,
    features,
  };
}

function summary(layer, found, all, query) {
  const by = (query.get('by') ?? '').split(',').filter(Boolean);
  const numbers = ['area_ha', 'capacity_mw'].filter((field) =>
    all.some(({ properties }) => typeof properties[field] === 'number'),
  );
  return {
    layer,
    numberMatched: found.length,
    drawn: found.filter(({ geometry }) => geometry).length,
    withoutPlace: found.filter(({ geometry }) => !geometry).length,
    sums: numbers.map((field) => sum(field, found)),
    by: by.map((field) => counts(field, found, all)),
  };
}

function sum(field, found) {
  const values = found.map(({ properties }) => properties[field]).filter(Number.isFinite);
  const total = values.length > 0 ? values.reduce((a, b) => a + b, 0) : null;
  const unit = field === 'area_ha' ? 'ha' : 'MW';
  return { field, title_vi: field, title_en: field, unit, total, reporting: values.length };
}

function counts(field, found, all) {
  const valueOf = ({ properties }) => properties[field] ?? null;
  const values = [...new Set(all.map(valueOf))].filter((value) => value !== null).sort();
  const count = (value) => found.filter((one) => valueOf(one) === value).length;
  return {
    field,
    title_vi: field,
    title_en: field,
    items: values.map((value) => ({
      value,
      title_vi: value,
      title_en: value,
      count: count(value),
    })),
    unknown: count(null),
  };
}

/** Whether a record is wanted, by `filter` and `bbox`. */
function accepts(query) {
  const conditions = (query.get('filter') ?? '').split(' AND ').filter(Boolean).map(condition);
  const box = query.get('bbox')?.split(',').map(Number);
  return (feature) =>
    conditions.every((holds) => holds(feature.properties)) && (!box || isIn(box, feature));
}

function isIn([west, south, east, north], { geometry }) {
  const [lon, lat] = geometry?.type === 'Point' ? geometry.coordinates : [];
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

function condition(text) {
  const [, field, sign, rest] = /^(\w+) (=|IN|>=|<=) (.+)$/.exec(text) ?? [];
  const words = [...text.matchAll(/'((?:[^']|'')*)'/g)].map(([, one]) => one.replaceAll("''", "'"));
  if (sign === '=' || sign === 'IN') return (properties) => words.includes(properties[field]);
  if (sign === '>=') return (properties) => properties[field] >= Number(rest);
  if (sign === '<=') {
    return (properties) => properties[field] !== undefined && properties[field] <= Number(rest);
  }
  const [, named] = /ACCENTI\((\w+)\)/.exec(text) ?? [];
  const wanted = folded((words[0] ?? '').slice(1, -1));
  return (properties) => folded(String(properties[named] ?? '')).includes(wanted);
}

const folded = (words) =>
  words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('\u0111', 'd');
