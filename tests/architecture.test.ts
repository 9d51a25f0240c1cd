import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import configuration from '../.dependency-cruiser.cjs'

type Tree = Record<string, string>

/** A house in order: every arrow here is allowed. */
const SOUND: Tree = {
  'app/entry.http.ts': `import '#app/api/cards.ts'\nimport { createDb } from '#db/connection/client.server.ts'\ncreateDb()`,
  'app/api/cards.ts': `import 'hono'\nimport { listCards } from '#app/domain/cards/cards.server.ts'\nlistCards()`,
  'app/routes/client/cards/list.tsx': `
    import { requireClient } from '#app/http/session/guards.server.ts'
    import { listCards } from '#app/domain/cards/cards.server.ts'
    import { CardTable } from '#app/views/cards/card-table.tsx'
    requireClient(); listCards(); CardTable()`,
  'app/http/session/guards.server.ts': `
    import { listCards } from '#app/domain/cards/cards.server.ts'
    import type { CardRow } from '#db/queries/cards/cards.ts'
    export const requireClient = (card?: CardRow) => [card, listCards()]`,
  'app/domain/demo/demo.server.ts': `
    import { selectUser } from '#db/queries/accounts/users.ts'
    selectUser()`,
  'db/queries/accounts/users.ts': `export const selectUser = () => {}`,
  'app/views/cards/card-table.tsx': `
    import { canBlock } from '#app/domain/cards/cards.ts'
    import { StatusBadge } from '#app/ui/list/status-badge.tsx'
    import { useProducts } from '#app/ui/layout/products.ts'
    export const CardTable = () => [canBlock(), StatusBadge(), useProducts()]`,
  'app/views/cards/card-view.server.ts': `
    import type { Outcome } from '#app/http/outcome.server.ts'
    import { fieldsOf } from '#app/http/forms/fields.server.ts'
    import { listCards } from '#app/domain/cards/cards.server.ts'
    export const cardView = (outcome?: Outcome) => [outcome, fieldsOf(), listCards()]`,
  'app/http/outcome.server.ts': `export type Outcome = string`,
  'app/http/forms/fields.server.ts': `export const fieldsOf = () => {}`,
  'app/ui/layout/products.ts': `
    import { productColours } from '#app/domain/products/products.ts'
    export const useProducts = () => productColours`,
  'app/domain/products/products.ts': `export const productColours = []`,
  'app/ui/list/status-badge.tsx': `
    import 'react'
    import { formatDate } from '#locales/format.ts'
    export const StatusBadge = () => formatDate()`,
  'locales/format.ts': `export const formatDate = () => ''`,
  'app/domain/cards/cards.ts': `
    import type { CardRow } from '#db/queries/cards/cards.ts'
    export const canBlock = (card?: CardRow) => card`,
  'app/domain/cards/cards.server.ts': `
    import { canBlock } from './cards.ts'
    import { selectCards } from '#db/queries/cards/cards.ts'
    import { enqueue } from '#app/domain/mail/outbox.server.ts'
    export const listCards = () => [canBlock(), selectCards(), enqueue()]`,
  'app/domain/mail/outbox.server.ts': `
    import { render } from '#emails/index.ts'
    import { formatDate } from '#locales/format.ts'
    import 'resend'
    export const enqueue = () => render(formatDate())`,
  'emails/index.ts': `import { words } from '#locales/index.ts'\nexport const render = () => words`,
  'locales/index.ts': `export const words = {}`,
  'db/connection/client.server.ts': `import 'kysely'\nexport const createDb = () => {}`,
  'db/queries/cards/cards.ts': `import 'kysely'\nexport type CardRow = string\nexport const selectCards = () => []`,
}

/** A rule, and a break of it that is laid over the house in order. */
const BREAKS: [rule: string, broken: Tree][] = [
  [
    'no-cycles',
    {
      'app/domain/cards/cards.ts': `import { a } from './other.ts'\nexport const canBlock = () => a()`,
      'app/domain/cards/other.ts': `import { canBlock } from './cards.ts'\nexport const a = () => canBlock()`,
    },
  ],
  [
    'http-has-no-cycles-of-types',
    {
      'app/http/server/server.ts': `import type { B } from './exchange.ts'\nexport type A = B`,
      'app/http/server/exchange.ts': `import type { A } from './server.ts'\nexport type B = A`,
    },
  ],
  [
    'runtime-is-below-http',
    { 'app/runtime/log.ts': `import type { requireClient } from '#app/http/session/guards.server.ts'` },
  ],
  [
    'http-folders-in-one-direction',
    { 'app/http/forms/submit.ts': `import type { requireClient } from '#app/http/session/guards.server.ts'` },
  ],
  [
    'http-folders-in-one-direction',
    { 'app/http/cookies.ts': `import type { requireClient } from '#app/http/session/guards.server.ts'` },
  ],
  [
    'http-files-are-below-forms',
    { 'app/http/cookies.ts': `import './forms/submit.ts'`, 'app/http/forms/submit.ts': '' },
  ],
  [
    'sessions-know-no-server',
    {
      'app/http/session/guards.server.ts': `import '#app/http/server/site.ts'`,
      'app/http/server/site.ts': '',
    },
  ],
  ['db-is-a-leaf', { 'db/queries/cards/cards.ts': `import '#app/domain/cards/cards.ts'` }],
  ['locales-are-a-leaf', { 'locales/index.ts': `import '#app/domain/cards/cards.ts'` }],
  ['emails-know-props-and-locales-only', { 'emails/index.ts': `import '#app/domain/cards/cards.ts'` }],
  [
    'emails-know-props-and-locales-only',
    { 'emails/card.tsx': `import type { CardRow } from '#db/queries/cards/cards.ts'` },
  ],
  [
    'domain-knows-no-delivery',
    { 'app/domain/cards/cards.server.ts': `import { redirect } from '@remix-run/node'` },
  ],
  ['domain-knows-no-delivery', { 'app/domain/cards/cards.ts': `import 'react'` }],
  ['domain-knows-no-delivery', { 'app/domain/cards/cards.ts': `import '#app/ui/list/status-badge.tsx'` }],
  [
    'domain-knows-no-delivery',
    { 'app/domain/cards/cards.server.ts': `import '#app/http/session/guards.server.ts'` },
  ],
  [
    'domain-knows-no-delivery',
    {
      'app/domain/cards/cards.server.ts': `import '#app/runtime/settings.server.ts'`,
      'app/runtime/settings.server.ts': '',
    },
  ],
  [
    'domain-knows-no-delivery',
    { 'app/domain/cards/cards.server.ts': `import '#app/cli/card.ts'`, 'app/cli/card.ts': '' },
  ],
  [
    'domain-knows-no-delivery',
    { 'app/domain/cards/cards.server.ts': `import '#app/worker/job.ts'`, 'app/worker/job.ts': '' },
  ],
  [
    'domain-knows-no-words',
    { 'app/domain/cards/cards.server.ts': `import { words } from '#locales/index.ts'` },
  ],
  [
    'domain-knows-no-words',
    { 'app/domain/cards/cards.ts': `import type { formatDate } from '#locales/format.ts'` },
  ],
  ['domain-knows-no-words', { 'app/domain/cards/cards.ts': `import { createInstance } from 'i18next'` }],
  ['plain-domain-is-client-safe', { 'app/domain/cards/cards.ts': `import { z } from 'zod'` }],
  [
    'plain-domain-is-client-safe',
    { 'app/domain/cards/cards.ts': `import { randomBytes } from 'node:crypto'` },
  ],
  ['plain-domain-is-client-safe', { 'app/domain/cards/card.ts': `import './cards.server.ts'` }],
  [
    'plain-domain-is-client-safe',
    { 'app/domain/cards/cards.ts': `import { selectCards } from '#db/queries/cards/cards.ts'` },
  ],
  ['sql-lives-in-db', { 'app/domain/cards/cards.server.ts': `import { sql } from 'kysely'` }],
  ['sql-lives-in-db', { 'app/api/cards.ts': `import type { Kysely } from 'kysely'` }],
  [
    'domain-knows-no-delivery',
    { 'app/domain/cards/cards.server.ts': `import '#app/staff-routes.ts'`, 'app/staff-routes.ts': '' },
  ],
  [
    'domain-knows-no-delivery',
    {
      'app/domain/cards/cards.server.ts': `import '#app/browser/navigation.ts'`,
      'app/browser/navigation.ts': '',
    },
  ],
  ['only-mail-sends', { 'app/domain/cards/cards.server.ts': `import { Resend } from 'resend'` }],
  ['only-mail-sends', { 'app/routes/mail.tsx': `import { render } from '#emails/index.ts'` }],
  ['routes-and-views-never-touch-db', { 'app/routes/card.tsx': `import '#db/queries/cards/cards.ts'` }],
  [
    'routes-and-views-never-touch-db',
    { 'app/views/cards/card.tsx': `import type { CardRow } from '#db/queries/cards/cards.ts'` },
  ],
  [
    'routes-and-views-never-touch-db',
    { 'app/browser/navigation.ts': `import type { CardRow } from '#db/queries/cards/cards.ts'` },
  ],
  [
    'queries-know-their-noun-only',
    { 'db/queries/coupons/coupons.ts': `import type { CardRow } from '#db/queries/cards/cards.ts'` },
  ],
  ['queries-know-their-noun-only', { 'db/sql/now.ts': `import '#db/queries/cards/cards.ts'` }],
  [
    'delivery-imports-no-queries',
    {
      'app/http/session/guards.server.ts': `
        import { selectCards } from '#db/queries/cards/cards.ts'
        export const requireClient = () => selectCards()`,
    },
  ],
  [
    'delivery-imports-no-queries',
    {
      'app/worker/jobs.ts': `import { databaseNow } from '#db/sql/now.ts'\ndatabaseNow()`,
      'db/sql/now.ts': `export const databaseNow = () => {}`,
    },
  ],
  [
    'delivery-imports-no-queries',
    {
      'app/entry.worker.ts': `import { selectCards } from '#db/queries/cards/cards.ts'\nselectCards()`,
    },
  ],
  [
    'delivery-imports-no-queries',
    {
      'app/browser/navigation.ts': `import { selectCards } from '#db/queries/cards/cards.ts'\nselectCards()`,
    },
  ],
  [
    'queries-belong-to-their-noun',
    {
      'app/domain/coupons/coupons.server.ts': `
        import { selectCards } from '#db/queries/cards/cards.ts'
        selectCards()`,
    },
  ],
  // A folder with exceptions has no others.
  [
    'queries-belong-to-their-noun',
    {
      'app/domain/mail/outbox.server.ts': `
        import { selectCards } from '#db/queries/cards/cards.ts'
        export const enqueue = () => selectCards()`,
    },
  ],
  ['views-are-client-safe', { 'app/views/cards/card.tsx': `import '#app/domain/cards/cards.server.ts'` }],
  ['views-are-client-safe', { 'app/views/cards/card.tsx': `import { json } from '@remix-run/node'` }],
  [
    'routes-stand-alone',
    { 'app/routes/client/cards/card.tsx': `import '#app/routes/client/cards/list.tsx'` },
  ],
  ['nobody-imports-routes', { 'app/views/cards/card.tsx': `import '#app/routes/client/cards/list.tsx'` }],
  ['nothing-imports-upward', { 'app/browser/navigation.ts': `import '#app/root.tsx'`, 'app/root.tsx': '' }],
  ['nothing-imports-upward', { 'app/http/headers.ts': `import '#app/entry.http.ts'` }],
  [
    'presenters-draw-nothing',
    { 'app/views/cards/card-view.server.ts': `import '#app/ui/list/status-badge.tsx'` },
  ],
  [
    'presenters-answer-nothing',
    {
      'app/views/cards/card-view.server.ts': `
        import { submit } from '#app/http/forms/submit.server.ts'
        submit()`,
      'app/http/forms/submit.server.ts': `export const submit = () => {}`,
    },
  ],
  [
    'presenters-answer-nothing',
    { 'app/views/cards/card-view.server.ts': `import { redirect } from '@remix-run/node'\nredirect()` },
  ],
  [
    'views-know-their-noun-only',
    {
      'app/views/overview/overview.tsx': `import '#app/views/cards/card-table.tsx'`,
      'app/views/cards/card-table.tsx': '',
    },
  ],
  [
    'views-know-their-noun-only',
    {
      'app/views/overview/overview-view.server.ts': `import type { CardRow } from '#app/views/cards/card-view.ts'`,
      'app/views/cards/card-view.ts': 'export type CardRow = string',
    },
  ],
  [
    'views-are-client-safe',
    { 'app/views/cards/card.tsx': `import type { CardRow } from '#db/queries/cards/cards.ts'` },
  ],
  [
    'views-are-client-safe',
    {
      'app/ui/list/labels.ts': `import '#app/domain/products/products.server.ts'`,
      'app/domain/products/products.server.ts': '',
    },
  ],
  [
    'views-are-client-safe',
    { 'app/views/cards/card.tsx': `import '#app/http/headers.ts'`, 'app/http/headers.ts': '' },
  ],
  ['views-are-client-safe', { 'app/views/cards/card-labels.ts': `import { z } from 'zod'` }],
  [
    'views-are-client-safe',
    { 'app/browser/navigation.ts': `import '#app/http/headers.ts'`, 'app/http/headers.ts': '' },
  ],
  [
    'views-are-client-safe',
    { 'app/views/cards/card.tsx': `import '#app/staff-routes.ts'`, 'app/staff-routes.ts': '' },
  ],
  [
    'views-are-client-safe',
    { 'app/views/cards/card.tsx': `import '#app/cli/card.ts'`, 'app/cli/card.ts': '' },
  ],
  [
    'browser-is-loaded-by-its-entry',
    { 'app/views/cards/card.tsx': `import '#app/browser/form.ts'`, 'app/browser/form.ts': '' },
  ],
  ['ui-knows-no-nouns', { 'app/ui/list/labels.ts': `import '#app/domain/cards/cards.ts'` }],
  [
    'ui-knows-no-nouns',
    {
      'app/ui/list/labels.ts': `import '#app/domain/products/prices.ts'`,
      'app/domain/products/prices.ts': '',
    },
  ],
  [
    'ui-knows-no-nouns',
    { 'app/ui/list/labels.ts': `import '#app/views/cards/card.tsx'`, 'app/views/cards/card.tsx': '' },
  ],
  ['http-knows-no-pages', { 'app/http/headers.ts': `import '#app/ui/list/status-badge.tsx'` }],
  [
    'production-needs-no-tests',
    { 'app/domain/cards/cards.server.ts': `import '#tests/support/cards.ts'`, 'tests/support/cards.ts': '' },
  ],
  [
    'production-needs-no-development-packages',
    { 'app/domain/cards/cards.server.ts': `import 'only-for-development'` },
  ],
  ['everything-resolves', { 'app/domain/cards/cards.server.ts': `import './not-there.ts'` }],
]

const PACKAGES = ['kysely', 'resend', 'react', 'hono', 'zod', 'i18next', '@remix-run/node']
const root = mkdtempSync(join(tmpdir(), 'architecture-'))

beforeAll(() => {
  write(root, 'package.json', JSON.stringify(MANIFEST))
  for (const name of [...PACKAGES, 'only-for-development']) {
    write(
      root,
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    )
    write(root, `node_modules/${name}/index.js`, 'module.exports = {}')
  }
})

afterAll(() => rmSync(root, { recursive: true }))

const MANIFEST = {
  type: 'module',
  imports: Object.fromEntries(
    ['app', 'db', 'emails', 'locales', 'tests'].map((folder) => [`#${folder}/*`, `./${folder}/*`]),
  ),
  dependencies: Object.fromEntries(PACKAGES.map((name) => [name, '1.0.0'])),
  devDependencies: { 'only-for-development': '1.0.0' },
}

describe('the rules of .dependency-cruiser.cjs', () => {
  test('each have a seeded break', () => {
    const names = configuration.forbidden?.map((rule) => rule.name)
    expect(new Set(BREAKS.map(([rule]) => rule))).toEqual(new Set(names))
  })

  test('let a house in order be', async () => {
    expect(await brokenRules(SOUND)).toEqual([])
  })

  test.each(BREAKS)('%s fires on %o', async (rule, broken) => {
    expect(await brokenRules({ ...SOUND, ...broken })).toContain(rule)
  })
})

/** The names of the rules that a tree of files breaks. */
async function brokenRules(tree: Tree): Promise<string[]> {
  const folders = ['app', 'db', 'emails', 'locales', 'tests']
  for (const folder of folders) rmSync(join(root, folder), { recursive: true, force: true })
  for (const [path, source] of Object.entries(tree)) write(root, path, source)
  const { forbidden = [], options = {} } = configuration
  const { output } = await cruise(
    folders.filter((folder) => Object.keys(tree).some((path) => path.startsWith(`${folder}/`))),
    { ...options, baseDir: root, validate: true, ruleSet: { forbidden } },
    options.enhancedResolveOptions,
  )
  if (typeof output === 'string') throw new Error(output)
  return output.summary.violations.map((violation) => violation.rule.name)
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
