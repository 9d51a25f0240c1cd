import { defineConfig } from 'vitest/config'

/** `npm run timing`: minutes of waiting that `npm test` has no use for, and clocks that a busy machine would upset. */
export default defineConfig({
  esbuild: { jsx: 'automatic' },
  test: {
    root: '.',
    include: ['tests/timing/*.timing.ts'],
    globalSetup: ['tests/support/database-server.ts'],
    setupFiles: ['tests/support/strict-console.ts', 'tests/support/matchers.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
    disableConsoleIntercept: true,
  },
})
