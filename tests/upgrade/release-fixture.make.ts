import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { verifyAuditLog } from '#app/domain/audit/seal.server.ts'
import { startApp } from '#tests/support/app.ts'
import { testSecret } from '#tests/support/context.ts'
import { dumpOf, rowCounts } from '#tests/support/database-dump.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { liveFor } from './life.ts'
import { hasRelease, migrationHashes, writeRelease } from './releases.ts'
import { signIn } from './sign-in.ts'
import { walk } from './walk.ts'

const { version: release } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

test(`keep the database of release ${release}`, async () => {
  if (hasRelease(release)) throw new Error(`${release} is kept already, and what is released does not change`)
  const cabinet = await createCabinet()
  const app = await startApp(cabinet)
  const life = await liveFor(cabinet, app)
  expect(await verifyAuditLog(await cabinet.system())).toMatchObject({ intact: true })
  const counts = await rowCounts(cabinet.db)
  const statements = await dumpOf(cabinet.db)
  // After the dump: reading leaves traces, and signs in.
  const { pages, faults } = await walk({
    guest: app.visitor(),
    owner: await signIn(app, life.accounts.client),
    administrator: await signIn(app, life.accounts.staff),
  })
  expect(faults).toEqual([])
  const empty = Object.entries(counts).flatMap(([table, rows]) => (rows === 0 ? [table] : []))
  expect(empty, 'tables without a row: let tests/upgrade/life.ts fill them').toEqual([])
  writeRelease({ release, secretKeys: testSecret, ...life, pages, migrations: migrationHashes() }, statements)
  await app.stop()
  await cabinet.destroy()
})
