import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { StaffRole } from '#db/schema/index.ts'

/** Of each release: its database as `<release>.sql.gz`, and what a test has to know of it as `<release>.json`. */
const FOLDER = 'tests/fixtures/releases'
const MIGRATIONS = 'db/migrations'

export interface Release {
  release: string
  /** SECRET_KEYS under which its QR payloads, uploads and links were sealed. */
  secretKeys: string
  accounts: Record<'client' | 'staff', Credentials>
  /** Somebody of each role that the release had for staff. */
  colleagues?: Partial<Record<StaffRole, Credentials>>
  /** The right password of an account that three wrong ones blocked. */
  blocked: Credentials
  /** Both links live for a hundred years, so that they open whenever the test runs. */
  invitation: { email: string; token: string }
  passwordReset: { email: string; token: string }
  /** One of the client's coupons, valid until 2099, and the text of its QR code. */
  coupon: { id: number; qr: string }
  /** A register that was checked and waits for somebody to bring it in, and the БИН that it would add. */
  checkedImport: { id: number; bin: string }
  /** A letter that waits to be sent. */
  waitingLetter: number
  /** The pages that could be seen with this database in that release. */
  pages: string[]
  /** SHA-256 of the migrations that it ran: they are never edited again. */
  migrations: Record<string, string>
}

export interface Credentials {
  email: string
  password: string
}

export function releaseNames(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
}

export function readRelease(name: string): Release {
  return JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8'))
}

/** The statements that make its database in an empty one. */
export function readDatabase(name: string): string {
  return gunzipSync(readFileSync(`${FOLDER}/${name}.sql.gz`)).toString('utf8')
}

export function hasRelease(name: string): boolean {
  return existsSync(`${FOLDER}/${name}.json`)
}

export function writeRelease(facts: Release, statements: string): void {
  writeFileSync(`${FOLDER}/${facts.release}.sql.gz`, gzipSync(statements, { level: 9 }))
  writeFileSync(`${FOLDER}/${facts.release}.json`, `${JSON.stringify(facts, null, 2)}\n`)
}

/** Of every migration of this tree, by its name. */
export function migrationHashes(): Record<string, string> {
  const files = readdirSync(MIGRATIONS).filter((name) => /^\d{4}-.*\.ts$/.test(name))
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(0, -'.ts'.length), hashOf(`${MIGRATIONS}/${file}`)]),
  )
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

/** Released migrations that this tree has no longer as they were. */
export function editedMigrations(
  released: Record<string, string>,
  present: Record<string, string>,
): string[] {
  return Object.entries(released)
    .filter(([name, hash]) => present[name] !== hash)
    .map(([name]) => `${name} ${name in present ? 'was edited' : 'is gone'}: write a new migration instead`)
}
