import type { I18nextToolkitConfig } from 'i18next-cli'

/** `npm run words` generates the types of the translations; `npm test` runs the linter. */
export default {
  locales: ['en', 'ru', 'kk'],
  extract: {
    input: ['app/**/*.{ts,tsx}', 'emails/**/*.{ts,tsx}'],
    output: 'locales/{{language}}/{{namespace}}.json',
    primaryLanguage: 'en',
    // Keys are written by hand: many are looked up by a code that is known only at run time.
    removeUnusedKeys: false,
  },
  // Texts use "Label: value" so that a variable needs no case ending; this check would report them as split sentences.
  lint: { checkConcatenation: false },
  types: {
    input: ['locales/en/*.json'],
    output: 'locales/i18next.d.ts',
    resourcesFile: 'locales/resources.d.ts',
  },
} satisfies I18nextToolkitConfig
