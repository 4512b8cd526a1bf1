import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Runes in *.svelte.ts are compiled; without a document they are plain variables.
  plugins: [svelte({ configFile: false })],
  test: {
    include: [
      'engine/**/*.test.ts',
      'electron/**/*.test.ts',
      'renderer/**/*.test.ts',
      'scripts/**/*.test.mjs',
    ],
    globalSetup: 'scripts/before-unit-tests.mjs',
    // The tokens are read by the test that holds their colours apart; other styles are none of the tests' business.
    css: { include: [/tokens\.css/] },
    // Vitest would leave one processor alone, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
