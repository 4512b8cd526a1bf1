import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Folder = environment: each has its own tsconfig, and these rules on top. Who may import whom is in .dependency-cruiser.cjs. */
const projects = [
  './engine/tsconfig.json',
  './engine/tsconfig.node.json',
  './electron/tsconfig.json',
  './electron/preload/tsconfig.json',
  './renderer/tsconfig.json',
  './e2e/tsconfig.json',
  './tsconfig.tools.json',
];

export default ts.config(
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
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser }, globals: globals.browser },
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
    files: ['**/*.mjs', '*.js', 'scripts/**'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
