import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'engine/**/*.test.ts',
      'electron/**/*.test.ts',
      'renderer/**/*.test.ts',
      'scripts/**/*.test.mjs',
    ],
    // Kernels are compiled before: see "test:unit" in package.json.
    testTimeout: 30_000,
  },
});
