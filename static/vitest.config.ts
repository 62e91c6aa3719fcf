// Tests that need no browser.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    reporters: ['default'],
    // Nothing here waits; a machine with other work may only be slow.
    testTimeout: 60_000,
  },
});
