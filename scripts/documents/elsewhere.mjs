// @ts-check
/** Commands of the documents that are not `epochlab`'s, and what runs each of them. */

/** Code that stands in a line and looks like a command, and is none. */
export const noCommands = [
  /^(call|cancel|ok|err|event) \{/, // messages
  /^default-src /, // a policy
  /^(seed|batch) \d+$/, // searched for
];

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
  [
    /^node (scripts\/(electron\/index|packing\/size)\.mjs|bench\/(peers\/tfjs|run|app|accuracy)\.mjs\b.*)$|^npm install --prefix bench\/peers /,
    'scripts/documents/run.test.mjs, what takes long for a moment',
  ],
  [
    /^sha256sum -c SHA256SUMS$|^for file in \*\.gz; /,
    'scripts/documents/run.test.mjs, in the folder that it stands in',
  ],
  [/^gzip -9 -n$/, 'said of how files were packed: the sums of what is in them are checked'],
  [/^node scripts\/nightly\.mjs$/, 'every night'],
  [/^npm run (dist|dist:dir|test:dist)\b/, 'the release workflow (.github/workflows/release.yml)'],
  [/^sudo (apt|dnf) (install|remove) /, 'npm run test:dist -- --install, with the Debian package'],
  [
    /^(msiexec|sha256sum --check|gh attestation verify) /,
    'by hand, on Windows and with a release: the release workflow writes the sums and the provenance',
  ],
  [/^MEASURE=1 npm run test:e2e -- [\w-]+\.spec\.ts$/, 'scripts/documents/run.test.mjs'],
  [
    /^SCREENSHOTS=1 npm run test:e2e -- [\w-]+\.spec\.ts$/,
    'by hand, as it writes over the pictures of the documents; npm test compiles and skips it',
  ],
  [
    /^EPOCH_LAB_PYTHONS=\S+ node bench\/run\.mjs$|^apt install python3-torch |^apt-get download$|^dpkg -x$/,
    'by hand, as it changes the machine: the document has what was measured with it',
  ],
  [/^python3 bench\/pen-strokes\/unipen\.py /, 'by hand: it reads a collection that may not be given away'],
];
