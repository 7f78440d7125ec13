import { defineConfig } from 'vitest/config';

/** Replaces modules by stand-ins, which must not be seen by other files. */
const mocking = ['src/cli/reproduce.test.ts'];
const browser = ['tools/browser.test.ts'];

/*
 * Test files of one worker share the modules they import: importing a room anew for each file took half of the time. So no
 * test may leave anything behind in a module, in process.env or on a stream.
 */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          isolate: false,
          include: ['src/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: [...mocking, ...browser, '**/node_modules/**'],
        },
      },
      { extends: true, test: { name: 'mocking', include: mocking } },
      { extends: true, test: { name: 'browser', include: browser } },
    ],
  },
});
