import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { capture } from '../../scripts/capture.mjs'
import { takeLock } from '../../scripts/lock.mjs'

const folder = mkdtempSync(join(tmpdir(), 'backup-'))
const dataDir = join(folder, 'data')
const files = join(dataDir, 'mariadb/data')
const backup = join(folder, 'backup')

/** `npm run cabinet -- ...` with a database of its own under DATA_DIR. */
async function cabinet(args: string[], env: Record<string, string> = {}) {
  const { HOME, PATH, TMPDIR } = process.env
  return capture([process.execPath, 'scripts/cabinet.mjs', ...args], {
    env: { HOME, PATH, TMPDIR, LANG: 'C', NODE_ENV: 'development', DATA_DIR: dataDir, ...env },
  })
}

async function invitedAddresses(): Promise<string[]> {
  const { output } = await cabinet(['mail', 'list'])
  return output.match(/\S+@example\.kz/g) ?? []
}

beforeAll(async () => {
  expect(await cabinet(['invite-staff', 'before@example.kz'])).toMatchObject({ code: 0 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('npm run cabinet -- backup', () => {
  test('copies the database and its keys into a folder that only its owner reads', async () => {
    expect(await cabinet(['backup', backup])).toMatchObject({
      code: 0,
      output: expect.stringContaining(backup),
    })
    expect(readdirSync(backup).sort()).toEqual(['database.mbstream.gz', 'manifest.json', 'secret-keys'])
    for (const name of readdirSync(backup)) expect(statSync(join(backup, name)).mode & 0o077).toBe(0)
    expect(statSync(backup).mode & 0o077).toBe(0)
    expect(readFileSync(join(backup, 'secret-keys'))).toEqual(readFileSync(join(dataDir, 'secret-keys')))
  })

  test('writes over nothing', async () => {
    const before = readFileSync(join(backup, 'manifest.json'), 'utf8')
    expect(await cabinet(['backup', backup])).toMatchObject({
      code: 1,
      output: expect.stringContaining('already exists'),
    })
    expect(readFileSync(join(backup, 'manifest.json'), 'utf8')).toBe(before)
  })

  test('leaves a database that is not the cabinet’s own to its own tools', async () => {
    const env = { DATABASE_URL: 'mysql://cabinet@127.0.0.1:1/cabinet' }
    for (const command of ['backup', 'restore']) {
      expect(await cabinet([command, join(folder, 'other')], env)).toMatchObject({
        code: 1,
        output: expect.stringContaining('docs/operations.md'),
      })
    }
    expect(existsSync(join(folder, 'other'))).toBe(false)
  })
})

describe('npm run cabinet -- restore', () => {
  test('refuses while the cabinet runs', async () => {
    const running = await takeLock(dataDir, 'cabinet', 'npm start')
    if (!running.ours) throw new Error('somebody else has the lock')
    try {
      const { code, output } = await cabinet(['restore', backup])
      expect([code, output]).toEqual([1, expect.stringMatching(/in use \(npm start.*\): stop it/)])
    } finally {
      await running.release()
    }
  })

  test('refuses what is damaged or no backup, and changes nothing', async () => {
    const archive = join(backup, 'database.mbstream.gz')
    const whole = readFileSync(archive)
    writeFileSync(archive, Buffer.concat([whole.subarray(0, whole.length - 1), Buffer.from([0])]))
    expect(await cabinet(['restore', backup])).toMatchObject({
      code: 1,
      output: expect.stringContaining('damaged'),
    })
    writeFileSync(archive, whole)
    expect(await cabinet(['restore', folder])).toMatchObject({
      code: 1,
      output: expect.stringContaining('is not a backup'),
    })
    const manifest = join(backup, 'manifest.json')
    const said = readFileSync(manifest, 'utf8')
    writeFileSync(manifest, said.replace(/"mariadb": "[\d.]+"/, '"mariadb": "99.9"'))
    expect(await cabinet(['restore', backup])).toMatchObject({
      code: 1,
      output: expect.stringContaining('99.9'),
    })
    writeFileSync(manifest, said)
    expect(await cabinet(['restore', backup], { SECRET_KEYS: 'k'.repeat(40) })).toMatchObject({
      code: 1,
      output: expect.stringContaining('SECRET_KEYS does not contain the keys'),
    })
    expect(readdirSync(join(dataDir, 'mariadb')).filter((name) => /^data\.|^resto/.test(name))).toEqual([])
    expect(existsSync(files)).toBe(true)
  })

  test('brings back what was there, keeps what was there since, and proves the audit log', async () => {
    expect(await cabinet(['invite-staff', 'after@example.kz'])).toMatchObject({ code: 0 })
    const { code, output } = await cabinet(['restore', backup])
    expect([code, output]).toEqual([0, expect.stringMatching(/^Restored: the database as of 20/)])
    expect(output).toMatch(/^Intact: /m)
    expect(output).toContain('1 email may already have been sent')
    expect(await invitedAddresses()).toEqual(['before@example.kz'])
    expect(
      readdirSync(join(dataDir, 'mariadb')).filter((name) => name.startsWith('data.before-')),
    ).toHaveLength(1)
    expect(existsSync(join(files, 'restored-as-of'))).toBe(false)
  })

  test('cut off before its files are in their place and settled, it is finished by whoever starts the database next', async () => {
    writeFileSync(join(files, 'restored-as-of'), '2026-11-21T20:00:00.000Z')
    renameSync(files, join(dataDir, 'mariadb/restored'))
    expect(await invitedAddresses()).toEqual(['before@example.kz'])
    expect(existsSync(join(files, 'restored-as-of'))).toBe(false)
  })
})
