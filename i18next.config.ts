import type { I18nextToolkitConfig } from 'i18next-cli'

/** `npm run words` writes the types of the words; tests/locales.test.ts runs the linter. */
export default {
  locales: ['en', 'ru', 'kk'],
  extract: {
    input: ['app/**/*.{ts,tsx}', 'emails/**/*.{ts,tsx}'],
    output: 'locales/{{language}}/{{namespace}}.json',
    primaryLanguage: 'en',
    // Keys are written by hand: many are looked up by a code that is known only while running.
    removeUnusedKeys: false,
  },
  // "Label: value" is how a variable avoids a case ending; the check takes it for a split sentence.
  lint: { checkConcatenation: false },
  types: {
    input: ['locales/en/*.json'],
    output: 'locales/i18next.d.ts',
    resourcesFile: 'locales/resources.d.ts',
  },
} satisfies I18nextToolkitConfig
