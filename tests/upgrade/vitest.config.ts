import { defineConfig } from 'vitest/config'

/** `npm run release-fixture`: keeps the database of a release for later ones; once a release, so no part of `npm test`. */
export default defineConfig({
  esbuild: { jsx: 'automatic' },
  test: {
    root: '.',
    include: ['tests/upgrade/release-fixture.make.ts'],
    globalSetup: ['tests/support/database-server.ts'],
    setupFiles: ['tests/support/strict-console.ts', 'tests/support/matchers.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    disableConsoleIntercept: true,
  },
})
