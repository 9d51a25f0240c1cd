import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

/** What is generated for every page, form, API path and regular expression: half of all the time that tests take. */
const sweeps = [
  'tests/routes/{sweep,fuzz}/**/*.test.ts',
  'tests/api/v1/{sweep,unreadable,fuzz}.test.ts',
  'tests/regular-expressions.test.ts',
]

// The Remix plugin is not used here, because it would remove and wrap parts of server code and components.
export default defineConfig({
  esbuild: { jsx: 'automatic' },
  test: {
    // One more than the two cores: the launcher's tests mostly wait.
    maxWorkers: 3,
    // A worker loads the application once. This is safe: each test file creates its own cabinet, and none mocks modules.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Limits for tests that hang, not for slow ones: a shared machine may stand still for a minute.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [
            'tests/{domain,db,routes,api,http,worker,production,browser,launcher,bench,faults,upgrade}/**',
            ...sweeps,
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['tests/{domain,db,routes,api,http,worker}/**/*.test.{ts,tsx}'],
          exclude: sweeps,
          globalSetup: ['tests/support/database-server.ts'],
          setupFiles: ['tests/support/strict-console.ts', 'tests/support/matchers.ts'],
        },
      },
      {
        extends: true,
        test: {
          // `npm run sweeps`.
          name: 'sweeps',
          include: sweeps,
          globalSetup: ['tests/support/database-server.ts'],
          setupFiles: ['tests/support/strict-console.ts', 'tests/support/matchers.ts'],
        },
      },
      {
        extends: true,
        test: {
          // Tests of the production build: its processes and its file sizes.
          name: 'production',
          include: ['tests/production/**/*.test.ts'],
          globalSetup: ['tests/support/database-server.ts', 'tests/support/build-server.ts'],
          setupFiles: ['tests/support/matchers.ts'],
        },
      },
      {
        extends: true,
        test: {
          // The databases of earlier releases under the production build.
          name: 'upgrade',
          include: ['tests/upgrade/**/*.test.ts'],
          globalSetup: ['tests/support/database-server.ts', 'tests/support/build-server.ts'],
          setupFiles: ['tests/support/strict-console.ts', 'tests/support/matchers.ts'],
        },
      },
      {
        extends: true,
        test: {
          // `npm run faults -- --short`.
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: ['tests/support/build-server.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          exclude: ['tests/browser/{pages,scripts,widths}.test.ts'],
          globalSetup: [
            'tests/support/database-server.ts',
            'tests/support/build-server.ts',
            'tests/support/browser-server.ts',
          ],
          setupFiles: ['tests/support/matchers.ts'],
        },
      },
      {
        extends: true,
        test: {
          // `npm run pages`.
          name: 'pages',
          include: ['tests/browser/{pages,scripts,widths}.test.ts'],
          globalSetup: [
            'tests/support/database-server.ts',
            'tests/support/build-server.ts',
            'tests/support/browser-server.ts',
          ],
          setupFiles: ['tests/support/matchers.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'launcher',
          include: ['tests/launcher/**/*.test.ts'],
        },
      },
    ],
  },
})
