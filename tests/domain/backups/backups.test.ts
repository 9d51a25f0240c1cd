import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPasswordReset } from '#app/domain/access/recovery.server.ts'
import { resumeSession } from '#app/domain/access/sessions.server.ts'
import { settleRestore } from '#app/domain/backups/backups.server.ts'
import { requestPasswordReset } from '#app/domain/invitations/forgot-password.server.ts'
import { type Cabinet, createCabinet, newAddress, type Person } from '#tests/support/fixtures.ts'
import { letterOf, letterTo } from '#tests/support/mail.ts'

const TAKEN_AT = '2026-11-21T20:00:00.000Z'

let cabinet: Cabinet
let owner: Person
let waiting: number
let resetToken: string

beforeAll(async () => {
  cabinet = await createCabinet()
  owner = await cabinet.client(await cabinet.company())
  await requestPasswordReset(await cabinet.guest(), owner.email)
  resetToken = await cabinet.tokenMailedTo(owner.email)
  waiting = await letterTo(await cabinet.system(), newAddress())
  await settleRestore(await cabinet.system(), TAKEN_AT)
})
afterAll(() => cabinet.destroy())

test('sessions that may have ended since do not live again', async () => {
  expect(await resumeSession(cabinet.db, owner.token)).toBeFalsy()
})

test('a link for a new password that may have been used since is dead', async () => {
  await expect(openPasswordReset(await cabinet.guest(), resetToken)).rejects.toThrow('link_dead')
})

test('letters that may have gone out since wait for a person', async () => {
  expect(await letterOf(cabinet.db, waiting)).toMatchObject({
    status: 'parked',
    last_error: 'outcome_unknown',
  })
})

test('no new letter meets the idempotency key of one that was sent since', async () => {
  expect(await letterTo(await cabinet.system(), newAddress())).toBeGreaterThan(waiting + 100_000)
})

test('the audit log says what was restored', async () => {
  const { data } = await cabinet.db
    .selectFrom('audit_log')
    .select('data')
    .where('action', '=', 'backup.restored')
    .executeTakeFirstOrThrow()
  const said = typeof data === 'string' ? JSON.parse(data) : data
  expect(said).toMatchObject({ takenAt: TAKEN_AT, sessions: 1, parked: expect.any(Number) })
})
