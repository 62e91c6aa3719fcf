// Collects the licences of everything that ends up in the browser.
import { readdir, readFile } from 'node:fs/promises';

/** Packages that are bundled together with what they depend on. */
const WITH_DEPENDENCIES = ['maplibre-gl', '@observablehq/plot', 'pmtiles'];

/** What else the bundle contains of others. */
const BUNDLED = [
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
  for (const name of WITH_DEPENDENCIES) await gather(modules, name, wanted);
  const parts = await Promise.all(
    [...wanted].sort().map(async (name) => {
      const { version, license } = await facts(modules, name);
      const head = `${name} ${version} (${license ?? 'see text'})`;
      return `${head}\n${'='.repeat(head.length)}\n\n${await licenceText(modules, name)}\n`;
    }),
  );
  return `Third-party software and fonts in this page\n\n${parts.join('\n\n')}`;
}

/** What packages need for their own command lines only. */
const NOT_BUNDLED = new Set(['commander', 'iconv-lite', 'rw']);

/** Adds a package and all that it depends on. */
async function gather(modules: URL, name: string, wanted: Set<string>): Promise<void> {
  if (wanted.has(name) || name.startsWith('@types/') || NOT_BUNDLED.has(name)) return;
  wanted.add(name);
  const { dependencies } = await facts(modules, name);
  for (const needed of Object.keys(dependencies ?? {})) await gather(modules, needed, wanted);
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
