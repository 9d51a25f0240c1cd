import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#app/domain/kernel/context.ts'
import { RequestAccess } from '#app/domain/requests/requests.input.server.ts'
import {
  approveRequest,
  countRequests,
  declineRequest,
  findRequest,
  listRequests,
  requestAccess,
} from '#app/domain/requests/requests.server.ts'
import { type Cabinet, createCabinet, newAddress, newBin, type Person } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let staff: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  staff = await cabinet.staff('support')
})
afterAll(() => cabinet.destroy())

/** What somebody without an account asked for; the request's id. */
async function asked(fields: { bin?: string; email?: string } = {}, ctx?: Context): Promise<number> {
  const form = {
    ...{ bin: newBin(), companyName: 'ТОО «Жетісу»', contactName: 'Қ.', email: newAddress('asker') },
    ...{ phone: '+7 701 000 00 00', consent: 'on' },
    ...fields,
  }
  await requestAccess(ctx ?? (await cabinet.guest()), RequestAccess.parse(form))
  const { id } = await cabinet.db
    .selectFrom('access_requests')
    .select('id')
    .where('bin', '=', form.bin)
    .where('email', '=', form.email)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return id
}

describe('the list', () => {
  test('has those that wait in the order of their coming, and those that were decided the newest first', async () => {
    const [first, second] = [await asked(), await asked()]
    const idsOf = async (status: 'pending' | 'declined') =>
      (await listRequests(staff.ctx, { status })).requests.map(({ id }) => id)
    expect(await idsOf('pending')).toEqual([first, second])
    expect(await countRequests(staff.ctx, { status: 'pending' })).toBe(2)
    for (const id of [first, second]) await declineRequest(staff.ctx, id, { reason: 'Нет договора' })
    expect(await idsOf('declined')).toEqual([second, first])
    expect(await countRequests(staff.ctx, { status: 'pending' })).toBe(0)
  })

  test('says who decided', async () => {
    const id = await asked()
    await approveRequest(staff.ctx, id, { locale: 'ru' })
    expect((await findRequest(staff.ctx, id)).request).toMatchObject({ decided_by: staff.userId })
  })

  test('says that a request is not there', async () => {
    await expect(findRequest(staff.ctx, 999_999)).rejects.toThrow('request_not_found')
    await expect(declineRequest(staff.ctx, 999_999, { reason: 'x' })).rejects.toThrow('request_not_found')
  })
})

describe('the company that has the BIN', () => {
  test.each([
    ['another address', newAddress('contract'), true],
    ['the same address', 'same@example.kz', false],
    ['no address', null, false],
  ])('with %s in its contract', async (_, contract, differs) => {
    const bin = newBin()
    const companyId = await cabinet.company({ bin, email: contract })
    const id = await asked({ bin, email: 'same@example.kz' })
    expect(await findRequest(staff.ctx, id)).toMatchObject({
      company: { id: companyId, closed: false },
      addressDiffers: differs,
      suggestedRole: 'viewer',
    })
  })

  test('a company that is not there is made by the first owner', async () => {
    expect(await findRequest(staff.ctx, await asked())).toMatchObject({
      company: null,
      addressDiffers: false,
      suggestedRole: 'owner',
    })
  })
})

test('an address gets three letters an hour, and every request reaches staff', async () => {
  const email = newAddress('busy')
  for (let made = 0; made < 4; made++) await asked({ email })
  expect(await cabinet.lettersTo(email)).toHaveLength(3)
  expect(
    (await listRequests(staff.ctx, { status: 'pending' })).requests.filter((row) => row.email === email),
  ).toHaveLength(4)
})

test('a request is refused or approved once, and each act is told in the log', async () => {
  const id = await asked()
  await declineRequest(staff.ctx, id, { reason: 'Нет договора' })
  await expect(approveRequest(staff.ctx, id, { locale: 'ru' })).rejects.toThrow('request_not_pending')
  expect(await cabinet.actions({ kind: 'request', id })).toEqual(['request.received', 'request.declined'])
})
