import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contractPrice, contractPrices } from '#app/domain/contracts/contract-prices.server.ts'
import { EditContract, NewContract } from '#app/domain/contracts/contracts.input.server.ts'
import {
  createContract,
  editContract,
  findContract,
  findContractInForce,
  listContracts,
} from '#app/domain/contracts/contracts.server.ts'
import { contractStatus } from '#app/domain/contracts/contracts.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import {
  cancelPrice,
  createPriceList,
  findPriceList,
  listPriceLists,
  setPrice,
} from '#app/domain/prices/prices.server.ts'
import { contractOf, contractTyped } from '#tests/support/contracts.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { pausingAfter } from '#tests/support/pausing.ts'

let cabinet: Cabinet
let operator: Person
let owner: Person
let companyId: CompanyId
let today: string

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  operator = await cabinet.staff('operator')
  owner = await cabinet.client(companyId)
  today = businessDay(operator.ctx.now)
})
afterAll(() => cabinet.destroy())

describe('a contract', () => {
  test('is read as it was typed, and its client sees the one in force', async () => {
    const id = await createContract(operator.ctx, companyId, NewContract.parse(contractTyped()))
    expect(await findContractInForce(owner.ctx, companyId)).toMatchObject({
      ...{ id, number: 'ТК-2026/117', discount: 250, supplier_iban: 'KZ86125KZT5004100100' },
      ...{ ends_on: null, vat: 'turnover', papers: 'fill', version: 1 },
      // What was left out: from any sum on, and down to an empty account.
      ...{ min_order: 0, stop_limit: 0, low_balance: null },
    })
    expect(await cabinet.actions({ kind: 'contract', id })).toEqual(['contract.created'])
  })

  test('does not meet another one of the company on any day', async () => {
    const [first] = await listContracts(operator.ctx, companyId)
    const next = contractOf({ number: 'ТК-2027/1', startsOn: '2027-01-01' })
    await expect(createContract(operator.ctx, companyId, next)).rejects.toMatchObject({
      ...{ code: 'contract_overlaps', params: { number: first?.number } },
    })
    const { id, version } = first ?? { id: 0, version: 0 }
    await editContract(operator.ctx, companyId, id, { ...contractOf({ endsOn: '2026-12-31' }), version })
    await createContract(operator.ctx, companyId, next)
    expect((await listContracts(operator.ctx, companyId)).map(({ number }) => number)).toEqual([
      'ТК-2027/1',
      'ТК-2026/117',
    ])
  })

  test('a contract that somebody else changed meanwhile is not written over', async () => {
    const id = (await findContractInForce(operator.ctx, companyId))?.id ?? 0
    const old = { ...contractOf({ endsOn: '2026-12-31', number: 'Другой' }), version: 1 }
    await expect(editContract(operator.ctx, companyId, id, old)).rejects.toMatchObject({
      code: 'conflict_try_again',
    })
  })

  test('two that are changed at once do not come to meet on a day', async () => {
    const company = await cabinet.company()
    const first = contractOf({ number: 'А', startsOn: '2026-01-01', endsOn: '2026-06-30' })
    const second = contractOf({ number: 'Б', startsOn: '2027-01-01', endsOn: '2027-12-31' })
    const ids = [
      await createContract(operator.ctx, company, first),
      await createContract(operator.ctx, company, second),
    ] as const
    const later = () =>
      editContract(operator.ctx, company, ids[1], { ...second, startsOn: '2026-09-01', version: 1 })
    let other: Promise<unknown> = Promise.resolve()
    const ctx = pausingAfter(
      operator.ctx,
      /from `contracts`/,
      () => (other = later().catch((error) => error)),
    )
    await editContract(ctx, company, ids[0], { ...first, endsOn: '2026-12-31', version: 1 })
    expect(await other).toMatchObject({ code: 'contract_overlaps' })
  })

  test('of another company is not there', async () => {
    const other = await cabinet.company()
    const id = await createContract(operator.ctx, other, contractOf())
    await expect(findContract(owner.ctx, companyId, id)).rejects.toMatchObject({ code: 'contract_not_found' })
    await expect(listContracts(owner.ctx, other)).rejects.toMatchObject({ code: 'not_found' })
  })

  test.each([
    [{ supplierIban: 'KZ86125KZT5004100101' }, 'iban_invalid'],
    [{ supplierBic: 'KCJB' }, 'bic_invalid'],
    [{ buyerKbe: '07' }, 'kbe_invalid'],
    [{ supplierIban: '' }, 'required'],
    [{ endsOn: '2026-01-14' }, 'period_invalid'],
    [{ minOrder: '-1' }, 'invalid'],
    [{ couponMonths: '61' }, 'invalid'],
    [{ discount: '60' }, 'invalid'],
    [{ discount: '2.555' }, 'invalid'],
    [{ supplierBin: '150540000018' }, 'bin_invalid'],
  ])('with %o is refused: %s', (typed, code) => {
    const parsed = EditContract.safeParse(contractTyped({ ...typed, version: '1' }))
    expect(parsed.error?.issues[0]?.message).toBe(code)
  })
})

test.each([
  [{ starts_on: '2026-11-23', ends_on: null }, 'planned'],
  [{ starts_on: '2026-11-22', ends_on: null }, 'in_force'],
  [{ starts_on: '2026-01-01', ends_on: '2026-11-22' }, 'in_force'],
  [{ starts_on: '2026-01-01', ends_on: '2026-11-21' }, 'over'],
] as const)('a contract of %o is %s', (contract, status) => {
  expect(contractStatus(contract, '2026-11-22')).toBe(status)
})

test('coupons of a contract are good for six months unless it says otherwise', () => {
  const months = (couponMonths: string) => NewContract.parse(contractTyped({ couponMonths })).couponMonths
  expect([months(''), months('1'), months('60')]).toEqual([6, 1, 60])
})

describe('a price', () => {
  let listId: number
  beforeAll(async () => {
    listId = await createPriceList(operator.ctx, { name: 'Основной' })
  })

  test('holds from its day until the next one; the discount is taken off', async () => {
    const set = (price: number, startsOn: string) =>
      setPrice(operator.ctx, listId, { product: 'diesel', price, startsOn })
    await set(32_550, today)
    await set(33_000, addDays(today, 10))
    const under = { price_list_id: listId, discount: 250, vat: 'turnover' as const }
    const on = (day: string) => contractPrice(owner.ctx, under, 'diesel', { day, atStation: 99_900 })
    expect(await on(today)).toBe(32_550 - 814)
    expect(await on(addDays(today, 9))).toBe(31_736)
    expect(await on(addDays(today, 10))).toBe(32_175)
    expect(await contractPrices(owner.ctx, companyId, under, today)).toEqual([
      { product: 'diesel', price: 31_736, vat: 4_377 },
    ])
    const [list] = await listPriceLists(operator.ctx)
    expect(list?.now).toMatchObject([{ product: 'diesel', price: 32_550 }])
  })

  test('of a product that the list does not name is the station’s, less the discount', async () => {
    const price = (atStation: number | null) =>
      contractPrice(owner.ctx, { price_list_id: listId, discount: 1_000 }, 'ai92', { day: today, atStation })
    expect(await price(25_000)).toBe(22_500)
    expect(await price(null)).toBeNull()
  })

  test('a price that has begun stays; one to come can be changed and withdrawn', async () => {
    const at = (day: string) => ({ product: 'ai95', price: 30_000, startsOn: day })
    await expect(setPrice(operator.ctx, listId, at(addDays(today, -1)))).rejects.toMatchObject({
      code: 'price_past',
    })
    await setPrice(operator.ctx, listId, at(today))
    await setPrice(operator.ctx, listId, at(addDays(today, 1)))
    const { prices } = await findPriceList(operator.ctx, listId)
    const [planned, begun] = prices.filter(({ product }) => product === 'ai95')
    await cancelPrice(operator.ctx, listId, { priceId: planned?.id ?? 0 })
    await expect(cancelPrice(operator.ctx, listId, { priceId: begun?.id ?? 0 })).rejects.toMatchObject({
      code: 'price_not_planned',
    })
  })

  test('needs an active product, and a list a name of its own', async () => {
    const nothing = { product: 'water', price: 1, startsOn: today }
    await expect(setPrice(operator.ctx, listId, nothing)).rejects.toMatchObject({ code: 'product_not_found' })
    await expect(createPriceList(operator.ctx, { name: 'Основной' })).rejects.toMatchObject({
      code: 'name_taken',
    })
  })
})
