import { defineConfig } from '@playwright/test';

/** End-to-end tests against the built app in a real Electron. Build first; on Linux without a screen use xvfb-run. */
export default defineConfig({
  testDir: 'e2e',
  // What is packed is tried by `npm run test:dist`, which says where it is.
  ...(process.env.EPOCH_LAB_PROGRAM ? { testMatch: 'packaged/**' } : { testIgnore: 'packaged/**' }),
  outputDir: 'test-results',
  // Side by side they would share a screen, and a count of what reaches for a network: scripts/e2e.mjs keeps them apart.
  workers: 1,
  // On a shared machine a start may starve; a test that fails twice fails.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  // Generous: machines in schools are slow, and so is one that builds something else meanwhile.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : 'list',
  // Videos need a program that not every machine can download; the fixtures take screenshots of failures.
  use: { trace: 'off', video: 'off' },
});
