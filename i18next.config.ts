import type { I18nextToolkitConfig } from 'i18next-cli'

export default {
  locales: ['en', 'ru', 'kk'],
  extract: {
    input: ['app/**/*.{ts,tsx}', 'emails/**/*.{ts,tsx}'],
    output: 'locales/{{language}}/{{namespace}}.json',
    primaryLanguage: 'en',
    functions: ['t', '*.t'],
    // Looked up by a code that is known only while running; tests/locales.test.ts knows these tables.
    preservePatterns: ['*'],
    removeUnusedKeys: false,
  },
  types: {
    input: ['locales/en/*.json'],
    output: 'locales/i18next.d.ts',
    resourcesFile: 'locales/resources.d.ts',
  },
} satisfies I18nextToolkitConfig
