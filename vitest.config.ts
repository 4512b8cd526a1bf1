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
    // Tests read the theme, to hold its colours apart and its weights to their files; other styles are none of their business.
    css: { include: [/renderer\/theme\/\w+\.css/] },
    // Vitest would leave one processor alone, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
