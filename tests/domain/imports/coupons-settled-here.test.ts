import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { sendCouponRequest } from '#app/domain/service-requests/coupon-requests.server.ts'
import { extendCouponsOf } from '#app/domain/service-requests/extending.server.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { bringIn, check, csv } from '#tests/support/imports.ts'
import { NOW, newCouponNumber } from '#tests/support/registers.ts'

let cabinet: Cabinet
let staff: Person
let owner: Person
let companyId: CompanyId
const bin = newBin()

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  staff = await cabinet.staff('administrator')
  companyId = await cabinet.company({ bin })
  owner = await cabinet.client(companyId)
})
afterAll(() => cabinet.destroy())

const TITLES = 'Номер талона;БИН;Вид топлива;Номинал;Цена;Действует с;Действует по;Статус'
const fileOf = (number: string, until: string, status = 'Действует') =>
  csv(TITLES, [[number, bin, 'ДТ', '20,00', '325,00', '01.09.2026', until, status]])
const register = (...row: Parameters<typeof fileOf>) => bringIn(staff.ctx, 'coupons', fileOf(...row))
const couponNumbered = (number: string) =>
  cabinet.db.selectFrom('coupons').selectAll().where('number', '=', number).executeTakeFirstOrThrow()

async function extend(number: string, until: string): Promise<void> {
  const { id } = await couponNumbered(number)
  const request = await sendCouponRequest(owner.ctx, companyId, {
    ...{ kind: 'extension', ids: [id], until, comment: '' },
  })
  const decision = { couponIds: [id], until, withOutages: true, answer: 'yes' }
  await extendCouponsOf(staff.ctx, request, decision)
}

async function extended(until: string): Promise<string> {
  const number = newCouponNumber()
  await register(number, '30.11.2026')
  await extend(number, until)
  return number
}

test('a register that has not heard of an extension takes no day back', async () => {
  const number = await extended('2027-06-30')
  for (const status of ['Действует', 'Истек']) {
    const { counts } = await check(staff.ctx, 'coupons', fileOf(number, '30.11.2026', status))
    expect(counts).toMatchObject({ changed: 0, same: 1 })
  }
  // Something else in it counts, and the day stays.
  await register(number, '15.12.2026', 'Заблокирован')
  expect(await couponNumbered(number)).toMatchObject({
    valid_until: '2027-06-30',
    status: 'blocked_by_issuer',
  })
  await register(number, '30.11.2026')
  expect(await couponNumbered(number)).toMatchObject({ valid_until: '2027-06-30', status: 'active' })
})

test('a later day in a register counts, and so does the end that it tells of', async () => {
  const number = await extended('2027-06-30')
  await register(number, '31.12.2027')
  expect(await couponNumbered(number)).toMatchObject({ valid_until: '2027-12-31' })
  await register(number, '30.11.2026', 'Погашен')
  expect(await couponNumbered(number)).toMatchObject({ status: 'redeemed', remaining: 0 })
})

test('one that expired works again as far as it did before: what was never activated waits for it', async () => {
  for (const [before, status] of [
    ['Выпущен', 'issued'],
    ['Действует', 'active'],
  ]) {
    const number = newCouponNumber()
    await register(number, '30.11.2026', before)
    await register(number, '30.11.2026', 'Истек')
    // A later file that says so again, and changes something else.
    await register(number, '29.11.2026', 'Истек')
    expect(await couponNumbered(number)).toMatchObject({ status: 'expired', valid_until: '2026-11-29' })
    await extend(number, '2027-06-30')
    expect(await couponNumbered(number)).toMatchObject({
      status,
      issuer_status: status,
      expired_unactivated: 0,
    })
  }
})
