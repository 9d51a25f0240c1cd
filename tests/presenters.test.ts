import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { sourcesUnder } from '#tests/support/words.ts'

/**
 * A presenter may call verbs that read, so that a page with many parts is read in one place; what a page changes, its
 * route does. These queries write while something is read, and change nothing that anybody asked to change.
 */
const WRITTEN_IN_READING: Record<string, string> = {
  upsertHit: 'a file, a search or a guess counts towards a rate limit',
  updateShiftSeen: 'a shift is in use while its till asks for pages',
}

/** Presenters that hand something out, where the audit log tells of it. */
const HANDS_OUT: Record<string, string> = {
  'app/views/prints/print-view.server.ts': 'a sheet of QR codes, each of which counts as shown',
}

const WRITES = /^db\/queries\/.*#(?:insert|update|delete|upsert|claim)[A-Z]/

interface Code {
  path: string
  text: string
}

interface Uses {
  /** By a local name: `<file>#<name>`. */
  imports: Map<string, string>
  /** By `<file>#<name>`: what its declaration names. */
  declarations: Map<string, Set<string>>
}

const domain = sourcesUnder('app/domain').map(codeOf)
const presenters = sourcesUnder('app/views')
  .filter((path) => path.endsWith('.server.ts'))
  .map(codeOf)

test('a presenter calls no verb that writes', () => {
  expect(writingIn(presenters, domain).filter(({ path }) => !(path in HANDS_OUT))).toEqual([])
})

test('each exception is needed', () => {
  const handing = new Set(writingIn(presenters, domain).map(({ path }) => path))
  expect(Object.keys(HANDS_OUT).filter((path) => !handing.has(path))).toEqual([])
  const written = new Set(writingIn(presenters, domain, {}).map(({ by }) => by.split('#')[1]))
  expect(Object.keys(WRITTEN_IN_READING).filter((query) => !written.has(query))).toEqual([])
})

test('finds a presenter that writes, however far below', () => {
  const presenter: Code = {
    path: 'app/views/cards/card-view.server.ts',
    text: `import { openCard as open, type Card } from '#app/domain/cards/cards.server.ts'
      import { readCard } from '#app/domain/cards/cards.server.ts'
      export const cardView = (card: Card) => [open(card), readCard(card)]`,
  }
  const cards: Code[] = [
    {
      path: 'app/domain/cards/cards.server.ts',
      text: `import { noteSeen } from './seen.server.ts'
        import { selectCard } from '#db/queries/cards/cards.ts'
        export function readCard(card: Card) { return selectCard(card) }
        export const openCard = async (card: Card) => { await inOrder(card) }
        function inOrder(card: Card) { return noteSeen(card) }`,
    },
    {
      path: 'app/domain/cards/seen.server.ts',
      text: `import { updateSeen } from '#db/queries/cards/cards.ts'
        export async function noteSeen(card: Card) { await updateSeen(card) }`,
    },
  ]
  expect(writingIn([presenter], cards)).toEqual([
    {
      path: presenter.path,
      calls: 'app/domain/cards/cards.server.ts#openCard',
      by: 'db/queries/cards/cards.ts#updateSeen',
    },
  ])
})

/** What the presenters import of the domain that leads to a query that writes. */
function writingIn(views: Code[], files: Code[], harmless: Record<string, string> = WRITTEN_IN_READING) {
  const uses = new Map(files.flatMap((file) => [...usesOf(file).declarations]))
  return views.flatMap((view) =>
    [...usesOf(view).imports.values()]
      .filter((name) => name.startsWith('app/domain/'))
      .flatMap((calls) => {
        const by = [...reachedFrom(calls, uses)].find(
          (name) => WRITES.test(name) && !(name.slice(name.indexOf('#') + 1) in harmless),
        )
        return by === undefined ? [] : [{ path: view.path, calls, by }]
      }),
  )
}

function reachedFrom(name: string, uses: Map<string, Set<string>>): Set<string> {
  const reached = new Set([name])
  for (const one of reached) for (const used of uses.get(one) ?? []) reached.add(used)
  return reached
}

function usesOf({ path, text }: Code): Uses {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const imports = new Map(
    file.statements.flatMap((one) => (ts.isImportDeclaration(one) ? imported(one) : [])),
  )
  const nodes = new Map(file.statements.flatMap(declared))
  const declarations = new Map<string, Set<string>>()
  for (const [name, node] of nodes) {
    const used = new Set<string>()
    const visit = (part: ts.Node): void => {
      if (ts.isTypeNode(part)) return
      if (ts.isIdentifier(part)) {
        const from = imports.get(part.text) ?? (nodes.has(part.text) ? `${path}#${part.text}` : undefined)
        if (from !== undefined) used.add(from)
      }
      ts.forEachChild(part, visit)
    }
    visit(node)
    declarations.set(`${path}#${name}`, used)
  }
  return { imports, declarations }

  function imported({ importClause, moduleSpecifier }: ts.ImportDeclaration): [string, string][] {
    const names = importClause?.namedBindings
    if (!names || importClause.isTypeOnly || !ts.isNamedImports(names)) return []
    const from = (moduleSpecifier as ts.StringLiteral).text
    const module = from.startsWith('#') ? from.slice(1) : join(dirname(path), from)
    return names.elements
      .filter(({ isTypeOnly }) => !isTypeOnly)
      .map(({ name, propertyName }) => [name.text, `${module}#${(propertyName ?? name).text}`])
  }
}

/** The functions and values that a statement declares. */
function declared(statement: ts.Statement): [string, ts.Node][] {
  if (ts.isFunctionDeclaration(statement) && statement.name) return [[statement.name.text, statement]]
  if (!ts.isVariableStatement(statement)) return []
  return statement.declarationList.declarations.flatMap((one): [string, ts.Node][] =>
    ts.isIdentifier(one.name) ? [[one.name.text, one]] : [],
  )
}

function codeOf(path: string): Code {
  return { path, text: readFileSync(path, 'utf8') }
}
