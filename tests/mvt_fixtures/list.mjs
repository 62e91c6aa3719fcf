// Writes every fixture of @mapbox/mvt-fixtures as one JSON line: its id, its verdict under
// version 2 of the specification, what it shows, and the tile's bytes as hexadecimal digits.
import { readFileSync } from 'node:fs';
import { create, each } from '@mapbox/mvt-fixtures';

const schema = readFileSync(
  new URL('./node_modules/@mapbox/mvt-fixtures/vector-tile-spec/2.1/vector_tile.proto', import.meta.url),
  'utf8',
);

// The package's encoder leaves out a field whose value is the schema's default, even when the
// fixture states it. So the definition with "type": 0 (016, called valid) and the one without a
// type (003, called invalid) come out as the same bytes. A stated type is to be written: another
// default in the schema makes the encoder do so, the way of the package's own fixture 039.
const schemaThatWritesTypes = schema.replace('[ default = UNKNOWN ]', '[ default = POLYGON ]');

function statesDefaultType(fixture) {
  const features = (fixture.json.layers ?? []).flatMap((layer) => layer.features ?? []);
  return fixture.proto === '2.1' && features.some((feature) => feature.type === 0);
}

each((fixture) => {
  const { id, validity, description, json } = fixture;
  const { buffer } = statesDefaultType(fixture)
    ? create(json, { proto: schemaThatWritesTypes })
    : fixture;
  const line = { id, valid: validity.v2, description, tile: buffer.toString('hex') };
  process.stdout.write(`${JSON.stringify(line)}\n`);
});
