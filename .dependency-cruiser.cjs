// One direction: entries -> routes, api -> web -> domain -> db; routes -> components; domain/mail -> emails -> locales.
// tests/architecture.test.ts proves that each rule here fires.

const DELIVERY = '^app/(routes|api|web|components|cli|worker)/|^app/(root|routes|entry|env|services)\\b'
const DELIVERY_PACKAGES = 'node_modules/(react|react-dom|react-i18next|hono|@hono|@remix-run)/'
const DATABASE_PACKAGES = 'node_modules/(kysely|mysql2)/'
const SERVER_ONLY = '\\.server\\.tsx?$'
const TYPES = ['type-only', 'type-import', 'triple-slash-type-reference']

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'What imports itself, however far round, cannot be understood or loaded one piece at a time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: TYPES } },
    },
    {
      name: 'db-is-a-leaf',
      comment: 'Named SQL and row types know no actors, rules or languages.',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^(app|emails|locales|scripts)/' },
    },
    {
      name: 'locales-are-a-leaf',
      comment: 'Words know nobody who says them.',
      severity: 'error',
      from: { path: '^locales/' },
      to: { path: '^(app|db|emails|scripts)/' },
    },
    {
      name: 'emails-know-props-and-locales-only',
      comment: 'A template renders what it is given.',
      severity: 'error',
      from: { path: '^emails/' },
      to: { path: '^(app|db|scripts)/' },
    },
    {
      name: 'domain-knows-no-delivery',
      comment: 'The same verb serves a page, the API, the worker and the command line.',
      severity: 'error',
      from: { path: '^app/domain/' },
      to: { path: [DELIVERY, DELIVERY_PACKAGES] },
    },
    {
      name: 'plain-domain-is-client-safe',
      comment:
        'A domain file without .server may end in the browser: no secrets, no database, no zod, no node.',
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
      comment: 'Whoever needs rows calls a named query of db/queries.',
      severity: 'error',
      from: { path: '^(app|emails|locales)/' },
      to: { path: DATABASE_PACKAGES },
    },
    {
      name: 'only-mail-sends',
      comment: 'One door to the provider and to the templates: domain/mail.',
      severity: 'error',
      from: { path: '^(app|db|locales)/', pathNot: '^app/domain/mail/' },
      to: { path: ['^emails/', 'node_modules/resend/'] },
    },
    {
      name: 'routes-and-components-never-touch-db',
      comment: 'They call one verb of the domain, which authorizes.',
      severity: 'error',
      from: { path: '^app/(routes|api|components)/' },
      to: { path: '^db/' },
    },
    {
      name: 'components-are-dumb',
      comment: 'Props in, markup out; what happens on the server is out of their reach.',
      severity: 'error',
      from: { path: '^app/components/' },
      to: {
        path: [
          SERVER_ONLY,
          '^app/(routes|api|web)/',
          '^app/(root|routes|entry)\\b',
          'node_modules/@remix-run/node/',
        ],
      },
    },
    {
      name: 'routes-stand-alone',
      comment: 'What two pages share is a component or a verb.',
      severity: 'error',
      from: { path: '^app/(routes|api)/' },
      to: { path: '^app/routes/' },
    },
    {
      name: 'nobody-imports-routes',
      comment: 'A URL is an end, not a library; app/routes.ts names them by path.',
      severity: 'error',
      from: { pathNot: '^(app/routes/|app/api/|tests/)' },
      to: { path: '^app/routes/' },
    },
    {
      name: 'nothing-imports-upward',
      comment: 'Web serves routes and the API; only the entries know the whole.',
      severity: 'error',
      from: { path: '^app/(routes|api|web|components)/' },
      to: { path: '^app/(root|routes\\.ts|entry\\.)' },
    },
    {
      name: 'web-knows-no-pages',
      comment:
        'Web is below routes and api; of components it may know the shapes of their props, which it fills.',
      severity: 'error',
      from: { path: '^app/web/' },
      to: { path: '^app/(routes|api|components)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'production-needs-no-tests',
      comment: 'What only tests need lives in tests.',
      severity: 'error',
      from: { path: '^(app|db|emails|locales)/' },
      to: { path: '^(tests|scripts)/|node_modules/(vitest|playwright-core|fast-check|axe-core)/' },
    },
    {
      name: 'production-needs-no-development-packages',
      comment: 'What the server imports is a dependency; the build bundles styles, fonts and the route map.',
      severity: 'error',
      from: { path: '^(app|db|emails|locales)/', pathNot: '^app/routes\\.ts$' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: TYPES,
        pathNot: ['\\.css$', 'node_modules/@types/'],
      },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere fails only when it is reached.',
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
