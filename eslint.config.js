import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import { inCode, inMarkup, inTexts } from './scripts/lint/untranslated.mjs';

/** Folder = environment: each has its own tsconfig, and these rules on top. Who may import whom is in .dependency-cruiser.cjs. */
const projects = [
  './engine/tsconfig.json',
  './engine/tsconfig.node.json',
  './electron/tsconfig.json',
  './electron/preload/tsconfig.json',
  './renderer/tsconfig.json',
  './renderer/importer/tsconfig.json',
  './e2e/tsconfig.json',
  './tsconfig.tools.json',
];

/** Parts of Electron that lead out of the application. */
const neverUsed = ['shell', 'net'];

export default defineConfig(
  {
    ignores: [
      'out/',
      'dist/',
      'engine/kernels/wasm/',
      'test-results/',
      'scripts/electron/loader/',
      '.dependency-cruiser.cjs',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        project: projects,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      // An index that was just checked is the usual case in numeric code; the reference is read by students.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      eqeqeq: 'error',
      // Node's types say that Array.at() always finds something, so this would take away checks that are needed.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // TypeScript knows what is defined where, also in the scripts, which it checks too.
      'no-undef': 'off',
      // "void x" is how an effect says that it depends on x.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser }, globals: globals.browser },
  },
  {
    // Types in components are svelte-check's task: here each component would be a new program, four seconds apiece.
    files: ['**/*.svelte'],
    extends: [ts.configs.disableTypeChecked],
  },
  {
    files: ['engine/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'Randomness arrives as a seeded stream: engine/nn/random.ts.',
        },
      ],
    },
  },
  {
    // Their last bits are each JavaScript engine's own; what must be the same everywhere uses elementary.ts.
    files: ['engine/nn/**/*.ts', 'engine/data/**/*.ts', 'engine/training/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...['exp', 'log', 'log2', 'log10', 'log1p', 'expm1', 'sin', 'cos', 'tan', 'tanh', 'pow'].map(
          (name) => ({
            selector: `MemberExpression[object.name='Math'][property.name='${name}']`,
            message: `Math.${name} differs between machines in its last bits; use engine/nn/elementary.ts.`,
          }),
        ),
      ],
    },
  },
  {
    // Nothing is opened outside of the window, and nothing is asked of a network (docs/security.md). Calls of the window
    // are answered in one file, which checks each.
    files: ['electron/**/*.ts'],
    ignores: ['electron/main/ipc.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'electron', importNames: [...neverUsed, 'ipcMain'] }] },
      ],
    },
  },
  {
    files: ['electron/main/ipc.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [{ name: 'electron', importNames: neverUsed }] }],
    },
  },
  {
    files: ['renderer/**/*.ts'],
    ignores: ['renderer/i18n/**', '**/*.test.ts', '**/testing/**'],
    rules: { 'no-restricted-syntax': ['error', ...inCode] },
  },
  {
    // A number that is put into a text is written as its language writes it.
    files: ['renderer/i18n/*/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...inTexts],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: false }],
    },
  },
  {
    files: ['renderer/**/*.svelte'],
    rules: { 'no-restricted-syntax': ['error', ...inMarkup, ...inCode] },
  },
  {
    // Declarations of what is there at run time, not code of ours.
    files: ['**/*.d.ts'],
    rules: { '@typescript-eslint/no-extraneous-class': 'off' },
  },
  {
    files: ['**/*.mjs', '*.js', 'scripts/**'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    // A stand-in for something asynchronous need not wait for anything itself.
    files: ['**/*.test.ts', '**/*.test.mjs'],
    rules: {
      '@typescript-eslint/require-await': 'off',
      // expect.any() and its like are any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
);
