// Rules of the front end: the recommended sets, plus one of our own house: only `src/api.ts` fetches, what
// talks to the administration, and what reads the files of a bundle.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'test/browser/screenshots'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  {
    files: ['src/**/*.ts'],
    ignores: ['src/api.ts', 'src/admin/server.ts', 'src/bundle/packs.ts', 'src/bundle/tiles.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Only src/api.ts talks to the server.' },
        { name: 'XMLHttpRequest', message: 'Only src/api.ts talks to the server.' },
      ],
    },
  },
  {
    files: ['test/**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        document: 'readonly',
        window: 'readonly',
        performance: 'readonly',
        requestAnimationFrame: 'readonly',
      },
    },
  },
);
