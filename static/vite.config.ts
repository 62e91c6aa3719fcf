// How the page is built: one bundle, plus the files that the server hands out as they are.
import { pathToFileURL } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { assetFiles } from './build/assets';

const root = pathToFileURL(`${process.cwd()}/`);

/** Emits styles, sprites, fonts and licences beside the bundle. */
function atlasAssets(): Plugin {
  return {
    name: 'phiabac-assets',
    apply: 'build',
    async generateBundle() {
      for (const [fileName, source] of await assetFiles(root)) {
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}

/** Addresses of our own files are told from where each file stands: `dist` may lie in any folder. */
function relativeAddresses(): Plugin {
  return {
    name: 'phiabac-relative',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: { order: 'post', handler: (page) => page.replaceAll('="/', '="./') },
    generateBundle(_options, files) {
      for (const file of Object.values(files)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
        file.source = String(file.source).replaceAll('url(/fonts/', 'url(../fonts/');
      }
    },
  };
}

/** During development everything but the page itself comes from a running server. */
const server = process.env['PHIABAC_URL'] ?? 'http://127.0.0.1:8080';
const fromServer = [
  '/tiles',
  '/catalog.json',
  '/styles',
  '/fonts',
  '/sprites',
  '/ogc',
  '/api',
  '/picture',
  '/oembed',
  '/admin/',
];

export default defineConfig({
  base: './',
  plugins: [atlasAssets(), relativeAddresses()],
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1400,
    // Addresses of preloaded files would be those of the page around a map: only our own pages have them.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, files, { hostType }) => (hostType === 'html' ? files : []),
    },
    rolldownOptions: {
      input: {
        index: 'index.html',
        'embed-page': 'embed.html',
        admin: 'admin.html',
        embed: 'src/embed/embed.ts',
      },
      output: {
        // Other people's pages name this file: its name never changes.
        entryFileNames: ({ name }) => (name === 'embed' ? 'embed.js' : 'assets/[name]-[hash].js'),
        // The map element with all it needs at once is one file, beside MapLibre.
        codeSplitting: {
          groups: [
            { name: 'maplibre', test: /node_modules[\\/]maplibre-gl/, priority: 2 },
            { name: 'map', test: /src[\\/]map[\\/]phiabac-map\.ts$/, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: Object.fromEntries(fromServer.map((path) => [path, server])) },
});
