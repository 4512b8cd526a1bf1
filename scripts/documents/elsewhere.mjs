// @ts-check
/** Commands of the documents that are not `epochlab`'s, and what runs each of them. */

/** @type {readonly (readonly [RegExp, string])[]} */
export const elsewhere = [
  [/^npm ci( && npm test)?$|^npm test$/, 'continuous integration, in a fresh clone (.ci/run)'],
  [/^npm run check$/, 'npm test has the same steps (scripts/test.mjs)'],
  [
    /^npm run (format|dev)$/,
    'npm run check holds what the one writes; the end-to-end tests start what the other does',
  ],
  [/^(npm ci && )?npm start$/, 'the end-to-end tests build and start the same application'],
  [/^npx vitest |^npm run test:e2e -- pad\.spec\.ts$/, 'npm test, which runs all of it'],
  [/^node scripts\/(electron\/index|packing\/size)\.mjs$/, 'scripts/documents/run.test.mjs'],
  [/^node scripts\/nightly\.mjs$/, 'every night'],
  [/^npm run (dist|dist:dir|test:dist)\b/, 'the release workflow (.github/workflows/release.yml)'],
  [/^sudo (apt|dnf) (install|remove) /, 'npm run test:dist -- --install, with the Debian package'],
  [
    /^(MEASURE|SCREENSHOTS)=1 npm run test:e2e -- [\w-]+\.spec\.ts$/,
    'by hand, on a quiet machine; npm test compiles and skips it',
  ],
  [
    /^(EPOCH_LAB_PYTHONS=\S+ )?node bench\/|^npm install --prefix bench\/peers/,
    'by hand, on a quiet machine: the document has its figures',
  ],
  [/^python3 bench\/pen-strokes\/unipen\.py /, 'by hand: it reads a collection that may not be given away'],
];
