import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

interface Rule {
  /** What production code never does. */
  never: string
  pattern: RegExp
  /** Files that may. */
  but?: string[]
  /** A line that must be found. */
  seed: string
}

const sources = ['app', 'db', 'emails', 'locales'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name))
    .map((name) => ({ name, lines: readFileSync(name, 'utf8').split('\n') })),
)

function found({ pattern, but = [] }: Rule): string[] {
  return sources
    .filter(({ name }) => !but.includes(name))
    .flatMap(({ name, lines }) =>
      lines.flatMap((line, index) => (pattern.test(line) ? [`${name}:${index + 1} ${line.trim()}`] : [])),
    )
}

/** What is safe because it is not there: requirements of OWASP ASVS 5.0 that no other test can see. */
describe.each<Rule>([
  {
    never: 'runs a text as code',
    pattern: /(?<![.\w])eval\(|\bnew Function\(|'node:vm'|\b(?:setTimeout|setInterval)\(\s*['"`]/,
    seed: 'const rows = eval(text)',
  },
  {
    never: 'starts a program',
    pattern: /'(?:node:)?child_process'/,
    // Our own build, with no argument and no environment, to read an uploaded file apart from everything else.
    but: ['app/domain/imports/parsing/reader/reading.server.ts'],
    seed: "from 'node:child_process'",
  },
  {
    never: 'asks another server, but for the database and the mail provider through their packages',
    pattern:
      /(?<![.\w])fetch\(|\bhttps?\.(?:get|request)\(|\bcreateConnection\(|\brequest(?: as \w+)? \} from 'node:https?'|\b(?:WebSocket|EventSource|XMLHttpRequest)\(|\bsendBeacon\(/,
    // Webhooks go to addresses that people enter, each checked before the connection is made;
    // `pump` plays a station against the address that the operator typed; an open page listens to our own `/live`,
    // and the till asks its own `/till/scan`.
    but: [
      'app/domain/webhooks/transport.server.ts',
      'app/cli/pump-call.server.ts',
      'app/ui/layout/live.tsx',
      'app/views/till/asking.ts',
    ],
    seed: 'await fetch(company.website)',
  },
  {
    never: 'reads or writes a file that a visitor could name',
    pattern: /'node:fs(?:\/promises)?'/,
    but: [
      // The built files once at the start; the operator's own machine; the names of our own threads; the memory of our
      // own process that reads a file; the watched folder, which only the operator reaches.
      'app/http/server/static-files.server.ts',
      'app/cli/doctor-checks.server.ts',
      'app/cli/import.ts',
      'app/cli/pump.ts',
      'app/domain/access/pool-threads.server.ts',
      'app/domain/imports/inbox.server.ts',
      'app/domain/imports/parsing/reader/reading.server.ts',
      // Looks where the build has put its own thread.
      'app/domain/till/photos/photo-decoder.server.ts',
      // The fonts of papers, which are two files of a package.
      'app/ui/paper/pdf.server.ts',
    ],
    seed: "import { readFile } from 'node:fs/promises'",
  },
  {
    never: 'writes markup out of a text',
    pattern: /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write\(/,
    seed: 'element.innerHTML = name',
  },
  {
    never: 'builds a pattern out of a text',
    pattern: /\bnew RegExp\(|(?<![.\w])RegExp\(/,
    seed: 'new RegExp(query)',
  },
  {
    never: 'puts a text into SQL',
    pattern: /\bsql\.(?:lit|literal)\(|\bsql\.raw\((?!.* \? 'desc' : 'asc'\)|directionOf\(request)/,
    // A number that the database gave; DDL takes no parameters; a limit of time in a hint, and numbers of subqueries.
    but: [
      'db/queries/backups/backups.ts',
      'db/migrations/0074-company-search.ts',
      'db/migrations/0075-user-search.ts',
      'db/migrations/0076-card-search.ts',
      'db/migrations/0077-search-keys.ts',
      'db/queries/search/hits.ts',
    ],
    seed: 'sql.raw(filter.sort)',
  },
  {
    never: 'hashes or encrypts by anything but SHA-256, HMAC-SHA-256 and AES-256-GCM',
    pattern:
      /createHash\((?!'sha256'\))|createHmac\((?!'sha256',)|create(?:Cipher|Decipher)iv\((?!'aes-256-gcm',)|hkdfSync\((?!'sha256',)|\bcrypto\.subtle\b/,
    seed: "createHash('md5')",
  },
  {
    never: 'draws by chance what nobody may guess (only waits are drawn so)',
    pattern: /Math\.random\(/,
    but: [
      'app/domain/mail/settlement.server.ts',
      'app/domain/access/sign-in-attempts.server.ts',
      'app/domain/kernel/transact.server.ts',
      'app/worker/scheduler.server.ts',
    ],
    seed: 'const token = Math.random()',
  },
  {
    never: "keeps anything in the browser's storage",
    pattern: /\b(?:localStorage|sessionStorage|indexedDB|caches\.open)\b|document\.cookie/,
    // What was typed into a form and not sent yet, in one tab: docs/decisions/0028, tests/browser/drafts.test.ts.
    // How far each page of the tab was scrolled, by the random keys of its history: tests/browser/navigation.test.ts.
    but: ['app/ui/form/drafts.ts', 'app/browser/scroll.ts'],
    seed: "localStorage.setItem('company', name)",
  },
  {
    never: 'talks to other windows',
    pattern: /\bpostMessage\(|addEventListener\(\s*'message'|window\.open\(/,
    // A thread answers the server that began it.
    but: ['app/entry.photo.ts'],
    seed: "window.addEventListener('message', read)",
  },
  {
    never: 'ends the check of a certificate',
    pattern: /rejectUnauthorized: false|NODE_TLS_REJECT_UNAUTHORIZED/,
    seed: '{ rejectUnauthorized: false }',
  },
])('production code never $never', (rule) => {
  test('in any file', () => {
    expect(found(rule)).toEqual([])
  })

  test('the check finds a seeded example', () => {
    expect(rule.seed).toMatch(rule.pattern)
  })

  test('each file that is excused still needs it', () => {
    for (const name of rule.but ?? [])
      expect(found({ ...rule, but: [] }).filter((line) => line.startsWith(name))).not.toEqual([])
  })
})
