import { defineConfig } from 'vitest/config';

// Test files of one worker share the modules they import: importing a room anew for each file took half of the time. So no
// test may leave anything behind in a module, in process.env or on a stream.
export default defineConfig({
  test: {
    isolate: false,
    include: ['src/**/*.test.ts', 'tools/**/*.test.ts'],
    testTimeout: 60_000,
    maxWorkers: 2,
  },
});
