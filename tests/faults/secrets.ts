import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { spellingsOf } from '#tests/support/spellings.ts'
import { tableBytes } from '#tests/support/table-bytes.ts'
import type { FaultCabinet } from './driver/cabinet.ts'

/** Shorter ones may stand somewhere by chance. */
const MIN_LENGTH = 10

/** What only its owner may know, by its kind, as the driver came by it: what people type, and have in cookies. */
export class Secrets {
  readonly kindOf = new Map<string, string>()

  add(kind: string, secret: string | undefined): void {
    if (secret && secret.length >= MIN_LENGTH) this.kindOf.set(secret, kind)
  }
}

/**
 * Looks for every secret in all that is left behind: the rows of every table, the database's files with the journal of
 * its changes, and what the processes wrote. The links are those that the provider took.
 * @returns where one was found, a sentence each, without the secret
 */
export async function secretsAtRest(cabinet: FaultCabinet): Promise<string[]> {
  const { db, secrets, webs, workers, provider } = cabinet
  for (const { body } of provider.messages)
    for (const [token] of body.text.matchAll(/(?<![\w-])[\w-]{43}(?![\w-])/g)) secrets.add('a link', token)
  const kindOfSpelling = new Map<string, string>()
  for (const [secret, kind] of secrets.kindOf)
    for (const spelling of spellingsOf(secret)) kindOfSpelling.set(spelling, kind)
  const folder = await mkdtemp(join(tmpdir(), 'cabinet-dump-'))
  try {
    for (const [table, bytes] of await tableBytes(db))
      await writeFile(join(folder, `rows of ${table}`), bytes)
    for (const [at, child] of [...webs, ...workers].entries())
      await writeFile(join(folder, `log ${at} (${child.kind})`), child.output)
    const { rows } = await sql<{ datadir: string }>`select @@datadir as datadir`.execute(db)
    const found = await search([folder, ...rows.map(({ datadir }) => datadir)], [...kindOfSpelling.keys()])
    return [
      ...new Set(
        found.map(({ file, match }) => `${kindOfSpelling.get(match)} in ${file.replace(/^.*\//, '')}`),
      ),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** By bytes, in files of any kind. */
async function search(folders: string[], wanted: string[]): Promise<{ file: string; match: string }[]> {
  const options = ['--recursive', '--text', '--only-matching', '--null', '--fixed-strings', '--file=-']
  const grep = spawn('grep', [...options, ...folders], {
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  grep.stdin.end(wanted.join('\n'))
  const [out, code] = await Promise.all([
    text(grep.stdout),
    new Promise<number | null>((resolve, reject) => grep.once('error', reject).once('close', resolve)),
  ])
  // 1: nothing was found. More: a file could not be read, so nobody knows.
  if (code === null || code > 1) throw new Error(`grep ended with ${code}`)
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [file = '', match = ''] = line.split('\0')
      return { file, match }
    })
}
