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
    /^node (scripts\/(electron\/index|packing\/size)\.mjs|bench\/run\.mjs --(help|models M3 .*))$/,
    'scripts/documents/run.test.mjs',
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
  [
    /^(MEASURE|SCREENSHOTS)=1 npm run test:e2e -- [\w-]+\.spec\.ts$/,
    'by hand, on a quiet machine; npm test compiles and skips it',
  ],
  [
    /^(EPOCH_LAB_PYTHONS=\S+ )?node bench\/(?!run\.mjs --(help|models M3 ))|^npm install --prefix bench\/peers|^apt install python3-torch |^apt-get download$|^dpkg -x$/,
    'by hand, on a quiet machine and with the peers: the document has its figures',
  ],
  [/^python3 bench\/pen-strokes\/unipen\.py /, 'by hand: it reads a collection that may not be given away'],
];
