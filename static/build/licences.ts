// Collects the licences of everything that ends up in the browser.
import { readdir, readFile } from 'node:fs/promises';

/** What the bundle contains of others; the first two bring their own dependencies along. */
const BUNDLED = [
  'maplibre-gl',
  'lit',
  'lit-html',
  'lit-element',
  '@lit/reactive-element',
  '@fontsource/be-vietnam-pro',
];

interface PackageFacts {
  name: string;
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
}

/** One text: name, version and licence of each package, then the licence in full. */
export async function licences(modules: URL): Promise<string> {
  const wanted = new Set(BUNDLED);
  const maplibre = await facts(modules, 'maplibre-gl');
  for (const name of Object.keys(maplibre.dependencies ?? {})) {
    if (!name.startsWith('@types/')) wanted.add(name);
  }
  const parts = await Promise.all(
    [...wanted].sort().map(async (name) => {
      const { version, license } = await facts(modules, name);
      const head = `${name} ${version} (${license ?? 'see text'})`;
      return `${head}\n${'='.repeat(head.length)}\n\n${await licenceText(modules, name)}\n`;
    }),
  );
  return `Third-party software and fonts in this page\n\n${parts.join('\n\n')}`;
}

async function facts(modules: URL, name: string): Promise<PackageFacts> {
  return JSON.parse(
    await readFile(new URL(`${name}/package.json`, modules), 'utf8'),
  ) as PackageFacts;
}

async function licenceText(modules: URL, name: string): Promise<string> {
  const folder = new URL(`${name}/`, modules);
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  return file
    ? (await readFile(new URL(file, folder), 'utf8')).trim()
    : 'The package carries no licence text; see the licence named above.';
}
