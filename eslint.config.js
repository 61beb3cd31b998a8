import js from '@eslint/js';
import graphql from '@graphql-eslint/eslint-plugin';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist/', '.data/', 'node_modules/', 'bench-results/']),
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked, tseslint.configs.stylistic],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Named exports only (house.md, Names): a name can then be searched for.
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      // The environment is read in one place and time comes from one clock, or tests cannot hold them still.
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only gateway/config.ts reads the environment.' },
      ],
      'no-console': 'error',
    },
  },
  {
    files: ['gateway/config.ts', 'gateway/launch.mjs', 'vitest.config.ts', 'tests/**/*.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['vitest.config.ts', 'eslint.config.js'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    extends: [js.configs.recommended],
    languageOptions: { globals: { process: 'readonly', URL: 'readonly', console: 'readonly' } },
  },
  {
    files: ['tests/schema/schema.graphql'],
    extends: [graphql.configs['flat/schema-recommended'], graphql.configs['flat/schema-relay']],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: './tests/schema/schema.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      // The recommended convention; LicenceType 证照类型 is the field's own word, not a suffix.
      '@graphql-eslint/naming-convention': [
        'error',
        {
          ...graphql.configs['flat/schema-recommended'].rules['@graphql-eslint/naming-convention'][1],
          'ObjectTypeDefinition,ObjectTypeExtension': {
            forbiddenPrefixes: ['Type'],
            forbiddenPatterns: [/^(?!Licence).*Type$/],
          },
        },
      ],
      // Things are known by their official codes; a second, opaque id would be one more name for the same thing.
      '@graphql-eslint/strict-id-in-types': 'off',
      // Short lists that belong to one document (materials, steps) are plain lists; every list that can grow is a connection.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      // Pages go forward only: nobody reads a catalogue backwards, and keyset cursors stay simple.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
    },
  },
  prettier,
);
