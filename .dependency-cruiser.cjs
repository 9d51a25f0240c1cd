// Imports go in one direction: entries -> routes, api -> views, http -> domain -> db; views -> ui; domain/mail -> emails ->
// locales. A component imports what is client-safe of domain; its presenter (`<noun>-view.server.ts`) also calls http and domain.
// tests/architecture.test.ts checks that each rule detects a violation.

const DELIVERY =
  '^app/(routes|api|http|ui|views|browser|cli|worker|runtime)/|^app/(root|(staff-)?routes|entry)\\b'
const DELIVERY_PACKAGES = 'node_modules/(react|react-dom|hono|@hono|@remix-run)/'
const DATABASE_PACKAGES = 'node_modules/(kysely|mysql2)/'
const SERVER_ONLY = '\\.server\\.tsx?$'
const TYPES = ['type-only', 'type-import', 'triple-slash-type-reference']

/**
 * Queries of another noun that a folder of app/domain may call; tests/shape.test.ts finds those that are no longer used.
 * @type {Record<string, string[]>}
 */
const QUERIES_OF_OTHERS = {
  // Signing in finds the account and its companies, and accounts stand above access.
  access: ['accounts'],
  // Seed data reads the ids that verbs do not return, and ends the sessions in which nobody sits.
  demo: ['access', 'accounts', 'companies'],
  // Accepting an invitation makes the account and the membership; accounts and companies, which revoke invitations, stand above.
  invitations: ['accounts', 'companies'],
  // The local mailbox fills a link in as the sender does, and access, which sends letters, stands above mail.
  mail: ['access'],
  // Who goes on with a shift types the password of the account, which is compared as at the sign-in.
  till: ['accounts'],
}

/**
 * Of app/http a presenter imports types and this, where a page that is asked for by GET holds a form in its address;
 * tests/shape.test.ts finds what is no longer used.
 */
const FORMS_IN_ADDRESSES = [
  // What was ticked in a list, for the page that prints or changes it.
  'app/http/forms/fields.server.ts',
  // A change that is looked at before it is sent, with what is wrong with it.
  'app/http/forms/tried-form.server.ts',
]

const queriesBelongToTheirNoun = (
  /** @type {string} */ from,
  /** @type {string[]} */ allowed,
  /** @type {string | undefined} */ except,
) => ({
  name: 'queries-belong-to-their-noun',
  comment: 'Who needs rows of another noun calls its verb, so that a rule about them is in one place.',
  severity: /** @type {const} */ ('error'),
  from: { path: from, ...(except ? { pathNot: except } : {}) },
  to: {
    path: '^db/queries/',
    pathNot: allowed.map((noun) => `^db/queries/${noun}/`),
    dependencyTypesNot: TYPES,
  },
})

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules in an import cycle cannot be understood or loaded separately.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: TYPES } },
    },
    {
      name: 'http-has-no-cycles-of-types',
      comment: 'A type that two files need is declared in a file that both may import.',
      severity: 'error',
      from: { path: '^app/(http|runtime)/' },
      to: { circular: true },
    },
    {
      name: 'runtime-is-below-http',
      comment: 'The worker and the command line use runtime without a web server.',
      severity: 'error',
      from: { path: '^app/runtime/' },
      to: { path: '^app/http/' },
    },
    {
      name: 'http-folders-in-one-direction',
      comment: 'session -> forms -> the files of app/http itself.',
      severity: 'error',
      from: { path: '^app/http/(?:[^/]+$|forms/)' },
      to: { path: '^app/http/(session|server)/' },
    },
    {
      name: 'http-files-are-below-forms',
      comment: 'What lies in app/http itself is used by all its folders and uses none of them.',
      severity: 'error',
      from: { path: '^app/http/[^/]+$' },
      to: { path: '^app/http/forms/' },
    },
    {
      name: 'sessions-know-no-server',
      comment: 'Guards and cookies are used by routes; the server stands in front of both.',
      severity: 'error',
      from: { path: '^app/http/session/' },
      to: { path: '^app/http/server/' },
    },
    {
      name: 'db-is-a-leaf',
      comment: 'db contains named SQL and row types, without actors, business rules or languages.',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^(app|emails|locales|scripts)/' },
    },
    {
      name: 'locales-are-a-leaf',
      comment: 'Texts do not depend on the code that uses them.',
      severity: 'error',
      from: { path: '^locales/' },
      to: { path: '^(app|db|emails|scripts)/' },
    },
    {
      name: 'emails-know-props-and-locales-only',
      comment: 'A template depends only on its props and the texts.',
      severity: 'error',
      from: { path: '^emails/' },
      to: { path: '^(app|db|scripts)/' },
    },
    {
      name: 'domain-knows-no-delivery',
      comment: 'The same domain function is called by pages, the API, the worker and the command line.',
      severity: 'error',
      from: { path: '^app/domain/' },
      to: { path: [DELIVERY, DELIVERY_PACKAGES] },
    },
    {
      name: 'domain-knows-no-words',
      comment:
        'The domain returns codes and rows; pages, commands and emails put them into the words of a language.',
      severity: 'error',
      from: { path: '^app/domain/(?!mail/)' },
      to: { path: ['^locales/', 'node_modules/i18next/'] },
    },
    {
      name: 'plain-domain-is-client-safe',
      comment:
        'A domain file without .server may be bundled for the browser: no secrets, database, zod or Node modules.',
      severity: 'error',
      from: { path: '^app/domain/', pathNot: SERVER_ONLY },
      to: {
        path: [
          SERVER_ONLY,
          '^db/',
          '^emails/',
          'node_modules/zod/',
          '^node:',
          '^(crypto|fs|path|stream|buffer)$',
        ],
        dependencyTypesNot: TYPES,
      },
    },
    {
      name: 'sql-lives-in-db',
      comment: 'Code outside db reads and writes rows through the named queries in db/queries.',
      severity: 'error',
      from: { path: '^(app|emails|locales)/' },
      to: { path: DATABASE_PACKAGES },
    },
    {
      name: 'only-mail-sends',
      comment: 'Only domain/mail calls the mail provider and renders the templates.',
      severity: 'error',
      from: { path: '^(app|db|locales)/', pathNot: '^app/domain/mail/' },
      to: { path: ['^emails/', 'node_modules/resend/'] },
    },
    {
      name: 'routes-and-views-never-touch-db',
      comment: 'They call a domain function, which checks the right.',
      severity: 'error',
      from: { path: '^app/(routes|api|ui|views|browser)/' },
      to: { path: '^db/' },
    },
    {
      name: 'queries-know-their-noun-only',
      comment:
        'SQL that two nouns need belongs to db/sql, which knows no queries. The overview counts what lists select, so it reads their selections.',
      severity: 'error',
      from: { path: '^db/(?:queries/([^/]+)|sql)/', pathNot: '^db/queries/overview/staff\\.ts$' },
      to: { path: '^db/queries/', pathNot: '^db/queries/$1/' },
    },
    {
      name: 'delivery-imports-no-queries',
      comment:
        'The web server, the worker, the commands and what starts them call a verb for rows; types of rows they may name.',
      severity: 'error',
      from: { path: '^app/((http|worker|cli|runtime|browser)/|[^/]+$)' },
      to: { path: '^db/(queries|sql)/', dependencyTypesNot: TYPES },
    },
    queriesBelongToTheirNoun(
      '^app/domain/([^/]+)/',
      ['$1'],
      `^app/domain/(${Object.keys(QUERIES_OF_OTHERS).join('|')})/`,
    ),
    ...Object.entries(QUERIES_OF_OTHERS).map(([noun, others]) =>
      queriesBelongToTheirNoun(`^app/domain/${noun}/`, [noun, ...others], undefined),
    ),
    {
      name: 'routes-stand-alone',
      comment: 'Code shared by two pages is a view or a domain function.',
      severity: 'error',
      from: { path: '^app/(routes|api)/' },
      to: { path: '^app/routes/' },
    },
    {
      name: 'nobody-imports-routes',
      comment: 'Routes are entry points, not libraries; app/routes.ts refers to them by path.',
      severity: 'error',
      from: { pathNot: '^(app/routes/|app/api/|tests/)' },
      to: { path: '^app/routes/' },
    },
    {
      name: 'nothing-imports-upward',
      comment: 'Only the entry files may import the whole application.',
      severity: 'error',
      from: { path: '^app/(routes|api|http|ui|views|browser|runtime)/' },
      to: { path: '^app/(root|(staff-)?routes\\.ts|entry\\.)' },
    },
    {
      name: 'http-knows-no-pages',
      comment:
        'http is below routes and api; it may import the types of component props, because it builds their values.',
      severity: 'error',
      from: { path: '^app/(http|runtime)/' },
      to: { path: '^app/(routes|api|ui|views)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'presenters-draw-nothing',
      comment: 'A presenter builds the props of views; of the views themselves it may import only types.',
      severity: 'error',
      from: { path: '^app/views/.+\\.server\\.ts$' },
      to: { path: '^app/(routes|api)/|^app/(ui|views)/.+\\.tsx$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'presenters-answer-nothing',
      comment:
        'Requests, responses and redirects are made by routes and http; a presenter makes what they carry.',
      severity: 'error',
      from: { path: '^app/views/.+\\.server\\.ts$' },
      to: {
        path: '^app/(http|runtime)/|node_modules/@remix-run/',
        pathNot: FORMS_IN_ADDRESSES.map((path) => `^${path.replaceAll('.', '\\.')}$`),
        dependencyTypesNot: TYPES,
      },
    },
    {
      name: 'views-know-their-noun-only',
      comment: 'What two nouns show is put together by the route, or belongs to ui.',
      severity: 'error',
      from: { path: '^app/views/([^/]+)/' },
      to: { path: '^app/views/', pathNot: '^app/views/$1/' },
    },
    {
      name: 'views-are-client-safe',
      comment:
        'Components turn props into markup: they, what they share with presenters and what runs them in the browser may be bundled for it, types included.',
      severity: 'error',
      from: { path: '^app/(ui|views|browser)/', pathNot: SERVER_ONLY },
      to: {
        path: [
          SERVER_ONLY,
          '^(db|emails)/',
          '^app/(routes|api|http|cli|worker|runtime)/',
          '^app/(root|(staff-)?routes|entry)\\b',
          'node_modules/(zod|@remix-run/node)/',
          '^node:',
        ],
      },
    },
    {
      name: 'browser-is-loaded-by-its-entry',
      comment: 'app/browser stands in for packages in the build for the browser; pages import the packages.',
      severity: 'error',
      from: { pathNot: '^(app/browser/|app/entry\\.client|tests/)' },
      to: { path: '^app/browser/' },
    },
    {
      name: 'ui-knows-no-nouns',
      comment:
        'What shows a noun of the business is a view of that noun; ui takes it as props. Products are the exception: every noun shows their names.',
      severity: 'error',
      from: { path: '^app/ui/' },
      to: { path: '^app/(views|domain/(?!kernel/|products/products\\.ts$))' },
    },
    {
      name: 'production-needs-no-tests',
      comment: 'Code that only tests need belongs in tests.',
      severity: 'error',
      from: { path: '^(app|db|emails|locales)/' },
      to: { path: '^(tests|scripts)/|node_modules/(vitest|playwright-core|fast-check|axe-core)/' },
    },
    {
      name: 'production-needs-no-development-packages',
      comment:
        'Packages that the server imports are dependencies; styles, fonts and the route map are bundled at build time.',
      severity: 'error',
      from: { path: '^(app|db|emails|locales)/', pathNot: '^app/(staff-)?routes\\.ts$' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: TYPES,
        pathNot: ['\\.css$', 'node_modules/@types/'],
      },
    },
    {
      name: 'everything-resolves',
      comment: 'An unresolved import fails only at run time, when it is reached.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|coverage|\\.cache)/' },
    tsPreCompilationDeps: true,
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
