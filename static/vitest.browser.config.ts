// Tests in a real browser against a running server (PHIABAC_URL).
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    reporters: ['verbose'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // A browser waits more than it works: two at a time take two thirds of the time.
    maxWorkers: 2,
  },
});
