import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Everything random is seeded and nothing reads the clock: results must be the same bytes on every run. */
const deterministic = [
  'error',
  { object: 'Math', property: 'random', message: 'Use randomStream(seed, index) from foundation.' },
  { object: 'Date', property: 'now', message: 'Results must not depend on the clock.' },
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      '.cache/',
      '.jupyter/',
      'docs/api/',
      'reproduction/',
      'notebooks/',
      '**/*.as.ts',
      '.dependency-cruiser.cjs',
    ],
  },
  eslint.configs.recommended,
  {
    files: ['src/**/*.ts', 'tools/**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  { files: ['src/**/*.ts'], ignores: ['**/*.bench.ts'], rules: { 'no-restricted-properties': deterministic } },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
);
