// Tests in a real browser against a running server (PHIABAC_URL).
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    reporters: ['verbose'],
    setupFiles: ['test/browser/tidy.ts'],
    // Nothing waits longer than it must: this is what a slow machine that has other work may need.
    testTimeout: 360_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000, interval: 100 } },
    // A browser without a graphics card may stumble once; what is broken fails twice, and the report
    // says what was tried again.
    retry: 1,
    // A browser waits more than it works: two at a time take two thirds of the time.
    maxWorkers: 2,
    // The files of one worker share its browser; no test leaves a page open.
    isolate: false,
  },
});
