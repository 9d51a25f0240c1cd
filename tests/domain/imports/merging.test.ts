import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import { closeCompany } from '#app/domain/companies/companies.server.ts'
import { openQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { listFaults } from '#app/domain/imports/faulty-rows.server.ts'
import { newMerge } from '#app/domain/imports/merging/merges.server.ts'
import type { CardRecord } from '#app/domain/imports/parsing/records.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { Keyring } from '#app/domain/kernel/keyring.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { addStations } from '#app/domain/stations/stations.server.ts'
import { type Cabinet, createCabinet, newAddress, newBin, type Person } from '#tests/support/fixtures.ts'
import { bringIn, check, csv } from '#tests/support/imports.ts'
import { bringCards, bringCoupons, NOW, newCardNumber, newCouponNumber } from '#tests/support/registers.ts'

let cabinet: Cabinet
let staff: Person
let owner: Person
let bin: string
let companyId: CompanyId

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  staff = await cabinet.staff('administrator')
})
afterAll(() => cabinet.destroy())
beforeEach(async () => {
  bin = newBin()
  companyId = await cabinet.company({ bin })
  owner = await cabinet.client(companyId)
})

const COUPONS = 'Номер талона;БИН;Вид топлива;Номинал;Цена;Действует с;Действует по;Статус;QR'
const CARDS = 'Номер карты;БИН;Держатель;Вид топлива;Лимит в сутки, л;Статус;Срок действия'
const COMPANIES = 'Наименование;БИН;E-mail;Город'
const RECEIPTS = 'Дата;Время;Номер карты/талона;БИН;АЗС;Вид топлива;Количество;Цена;Сумма;Чек №'

function coupons(
  rows: { number: string; status?: string; bin?: string; until?: string; qr?: string }[],
): Uint8Array {
  return csv(
    COUPONS,
    rows.map((row) => [
      ...[row.number, row.bin ?? bin, 'ДТ', '20,00', '325,00', '01.09.2026', row.until ?? '28.02.2027'],
      ...[row.status ?? 'Действует', row.qr ?? `45${row.number.slice(-8)}`],
    ]),
  )
}

const couponNumbered = (number: string) =>
  cabinet.db.selectFrom('coupons').selectAll().where('number', '=', number).executeTakeFirstOrThrow()
const faultsOf = async (id: number) =>
  (await listFaults(staff.ctx, id, { limit: 100 })).map(({ row, column, code }) => `${row} ${column} ${code}`)

describe('coupons', () => {
  test('the newer register wins, and what it leaves out stays as it is', async () => {
    const [kept, changed] = [newCouponNumber(), newCouponNumber()]
    await bringIn(staff.ctx, 'coupons', coupons([{ number: kept }, { number: changed }]))
    const before = await couponNumbered(kept)
    const done = await bringIn(
      staff.ctx,
      'coupons',
      coupons([{ number: changed, until: '31.03.2027', status: 'Погашен' }]),
    )
    expect(done.counts).toMatchObject({ added: 0, changed: 1, same: 0 })
    expect(await couponNumbered(changed)).toMatchObject({
      valid_until: '2027-03-31',
      status: 'redeemed',
      remaining: 0,
    })
    expect(await couponNumbered(kept)).toEqual(before)
  })

  test("a client's own block survives, and shows through when the issuer's is lifted", async () => {
    const number = newCouponNumber()
    await bringIn(staff.ctx, 'coupons', coupons([{ number }]))
    await blockCoupon(owner.ctx, companyId, (await couponNumbered(number)).id, { reason: 'потерян' })
    await bringIn(staff.ctx, 'coupons', coupons([{ number, status: 'Заблокирован' }]))
    expect(await couponNumbered(number)).toMatchObject({
      status: 'blocked_by_issuer',
      client_blocked_by: owner.userId,
    })
    await bringIn(staff.ctx, 'coupons', coupons([{ number, status: 'Действует' }]))
    expect(await couponNumbered(number)).toMatchObject({
      status: 'blocked_by_client',
      issuer_status: 'active',
    })
  })

  test('a redemption at our station survives a register that is late', async () => {
    const redeemedAt = new Date('2026-11-21T06:00:00Z')
    const number = newCouponNumber()
    await bringCoupons(owner.ctx, companyId, [{ number, issuerStatus: 'redeemed', redeemedAt, remaining: 0 }])
    await bringIn(staff.ctx, 'coupons', coupons([{ number, status: 'Действует' }]))
    const after = await couponNumbered(number)
    expect(after).toMatchObject({ status: 'redeemed', remaining: 0 })
    expect(after.redeemed_at).toEqual(redeemedAt)
  })

  test('a new QR payload takes the place of the old one; an empty cell keeps it', async () => {
    const number = newCouponNumber()
    const payload = async () => {
      const { qr_ciphertext, qr_key_id } = await couponNumbered(number)
      return openQr(staff.ctx.keyring, number, {
        ciphertext: qr_ciphertext ?? Buffer.alloc(0),
        keyId: qr_key_id ?? '',
      })
    }
    await bringIn(staff.ctx, 'coupons', coupons([{ number, qr: '4507101214' }]))
    await bringIn(staff.ctx, 'coupons', coupons([{ number, qr: '4507109999' }]))
    expect(await payload()).toBe('4507109999')
    await bringIn(staff.ctx, 'coupons', coupons([{ number, qr: '', until: '01.03.2027' }]))
    expect(await payload()).toBe('4507109999')
  })

  test('after SECRET_KEYS changed a register seals its QR payloads anew, even when the older key is gone', async () => {
    const number = newCouponNumber()
    const register = coupons([{ number, qr: '4507101214' }])
    await bringIn(staff.ctx, 'coupons', register)
    const before = await couponNumbered(number)
    const leaked = { ...staff.ctx, keyring: new Keyring(['after-a-leak-'.repeat(3)]) }
    expect(await bringIn(leaked, 'coupons', register)).toMatchObject({ counts: { changed: 1, same: 0 } })
    const { qr_ciphertext: ciphertext, qr_key_id: keyId } = await couponNumbered(number)
    expect(keyId).not.toBe(before.qr_key_id)
    expect(openQr(leaked.keyring, number, { ciphertext: ciphertext as Buffer, keyId: keyId as string })).toBe(
      '4507101214',
    )
    expect(await check(leaked, 'coupons', register)).toMatchObject({ counts: { changed: 0, same: 1 } })
  })

  test('one that its date made expired is not expired by its issuer when a register says so', async () => {
    const number = newCouponNumber()
    await bringIn(staff.ctx, 'coupons', coupons([{ number, until: '31.10.2026' }]))
    const again = await check(
      staff.ctx,
      'coupons',
      coupons([{ number, until: '31.10.2026', status: 'Истёк' }]),
    )
    expect(again.counts).toMatchObject({ same: 1, changed: 0 })
    const early = newCouponNumber()
    await bringIn(staff.ctx, 'coupons', coupons([{ number: early }]))
    await bringIn(staff.ctx, 'coupons', coupons([{ number: early, status: 'Истёк' }]))
    expect(await couponNumbered(early)).toMatchObject({ issuer_status: 'expired' })
  })

  test("another company's coupon does not move by a register: a named fault", async () => {
    const number = newCouponNumber()
    await bringIn(staff.ctx, 'coupons', coupons([{ number }]))
    const other = newBin()
    await cabinet.company({ bin: other })
    const { id, counts } = await check(staff.ctx, 'coupons', coupons([{ number, bin: other }]))
    expect(counts).toMatchObject({ faulty: 1, changed: 0 })
    expect(await faultsOf(id)).toEqual(['2 БИН belongs_to_other_company'])
  })

  test('companies come first: a row of an unknown one is a named fault, with its cells but not its QR', async () => {
    const stranger = newBin()
    const { id } = await check(
      staff.ctx,
      'coupons',
      coupons([{ number: newCouponNumber(), bin: stranger, qr: '4507101214' }]),
    )
    expect(await faultsOf(id)).toEqual(['2 БИН company_not_found'])
    const [fault] = await listFaults(staff.ctx, id, { limit: 1 })
    expect(fault?.cells).toContain(stranger)
    expect(fault?.cells?.at(-1)).toBe('')
  })

  test('each change of status is kept under its import, the same register changes nothing', async () => {
    const number = newCouponNumber()
    await bringIn(staff.ctx, 'coupons', coupons([{ number }]))
    const { id } = await bringIn(staff.ctx, 'coupons', coupons([{ number, status: 'Погашен' }]))
    const changes = await cabinet.db
      .selectFrom('status_changes')
      .selectAll()
      .where('import_id', '=', id)
      .execute()
    expect(changes).toMatchObject([{ subject_kind: 'coupon', from_status: 'active', to_status: 'redeemed' }])
    expect(
      (await check(staff.ctx, 'coupons', coupons([{ number, status: 'Погашен' }]))).counts,
    ).toMatchObject({ same: 1, changed: 0 })
  })
})

/** A row that says no more than this. */
function mergeCard(said: Partial<CardRecord> & { number: string }) {
  const record: CardRecord = {
    ...{ bin: null, holder: null, plate: null, products: null, scheme: null, status: null },
    ...{ dailyLimit: null, weeklyLimit: null, monthlyLimit: null, limitUnit: null },
    ...{ balance: null, balanceUnit: null, validUntil: null, replacedBy: null },
    ...said,
  }
  return transact(staff.ctx, (ctx) =>
    newMerge('cards', 1, {}).mergeBatch(ctx, [{ row: 2, record, cells: () => [] }], { write: true }),
  )
}

const cardNumbered = (number: string) =>
  cabinet.db.selectFrom('cards').selectAll().where('number', '=', number).executeTakeFirstOrThrow()

describe('cards', () => {
  test('a register of numbers and statuses leaves all else as it is, in its own unit', async () => {
    const number = newCardNumber()
    const full = 'Номер карты;БИН;Вид топлива;Лимит в сутки, тг;Лимит в месяц, тг;Статус'
    await bringIn(staff.ctx, 'cards', csv(full, [[number, bin, 'ДТ', '50 000', '900 000', 'Активна']]))
    const before = await cardNumbered(number)
    expect(await mergeCard({ number, status: 'blocked' })).toMatchObject({ changed: 1, faults: [] })
    expect(await cardNumbered(number)).toEqual({
      ...before,
      status: 'blocked_by_issuer',
      issuer_status: 'blocked',
      updated_at: expect.any(Date),
    })
    const inLitres = await mergeCard({ number, dailyLimit: 100_000, limitUnit: 'ml' })
    expect(inLitres.faults).toMatchObject([{ field: 'dailyLimit', code: 'limit_unit_differs' }])
    const litres = await mergeCard({ number, scheme: 'wallet_money', balance: 5_000, balanceUnit: 'ml' })
    expect(litres.faults).toMatchObject([{ field: 'balance', code: 'balance_unit_differs' }])
  })

  test('a balance without a scheme makes a wallet only of a card that is new or had none', async () => {
    const header = 'Номер карты;БИН;Вид топлива;Статус;Остаток, л'
    const [fresh, limited] = [newCardNumber(), newCardNumber()]
    const schemes = async () => {
      const cards = await cabinet.db
        .selectFrom('cards')
        .select(['number', 'scheme'])
        .where('company_id', '=', companyId)
        .execute()
      return new Map(cards.map(({ number, scheme }) => [number, scheme]))
    }
    await bringIn(
      staff.ctx,
      'cards',
      csv(header, [
        [fresh, bin, 'ДТ', 'Активна', '100'],
        [limited, bin, 'ДТ', 'Активна', ''],
      ]),
    )
    expect(await schemes()).toEqual(
      new Map([
        [fresh, 'wallet_litres'],
        [limited, 'limits'],
      ]),
    )
    const money = await check(
      staff.ctx,
      'cards',
      csv('Номер карты;БИН;Вид топлива;Статус;Остаток, тг', [
        [fresh, bin, 'ДТ', 'Активна', '500'],
        [limited, bin, 'ДТ', 'Активна', '500'],
      ]),
    )
    expect(money.counts).toMatchObject({ changed: 1 })
    expect(await faultsOf(money.id)).toEqual(['2 Остаток, тг balance_unit_differs'])
  })

  test("the register's limits win and the client's own block survives", async () => {
    const number = newCardNumber()
    const file = (limit: string) =>
      csv(CARDS, [[number, bin, 'Ахметов Ерлан', 'ДТ', limit, 'Активна', '31.12.2027']])
    await bringIn(staff.ctx, 'cards', file('100'))
    const { id } = await cabinet.db
      .selectFrom('cards')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    await blockCard(owner.ctx, companyId, id, { reason: '' })
    await bringIn(staff.ctx, 'cards', file('200'))
    const after = await cabinet.db
      .selectFrom('cards')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(after).toMatchObject({
      status: 'blocked_by_client',
      daily_limit: 200_000,
      holder: 'Ахметов Ерлан',
    })
  })
})

/** What a register says no more of than the number: every other field of it is missing. */
describe('a row that lacks every field but its number', () => {
  const write = (merging: ReturnType<typeof newMerge>, record: object) =>
    transact(staff.ctx, async (ctx) => {
      const rows = [{ row: 2, record, cells: () => [] }] as never
      const result = await merging.mergeBatch(ctx, rows, { write: true })
      await merging.finish(ctx)
      return result
    })

  test('changes nothing of a card, whatever it has', async () => {
    const number = newCardNumber()
    await bringCards(staff.ctx, companyId, [
      {
        ...{
          number,
          holder: 'Ахметов',
          plate: '001AAA02',
          products: ['ai92', 'diesel'],
          scheme: 'wallet_litres',
        },
        ...{ dailyLimit: 1_000, weeklyLimit: 2_000, monthlyLimit: 3_000, limitUnit: 'tiyn', balance: 4_000 },
        ...{ issuerStatus: 'blocked', validUntil: '2027-01-01', replacedBy: newCardNumber() },
      },
    ])
    const before = await cardNumbered(number)
    expect(await mergeCard({ number })).toMatchObject({ added: 0, changed: 0, same: 1, faults: [] })
    expect(await cardNumbered(number)).toEqual(before)
  })

  const silentCoupon = {
    ...{ bin: null, product: null, volume: null, remaining: null, divisible: null, price: null },
    ...{ validFrom: null, validUntil: null, status: null, batch: null, qr: null },
  }

  test.each([
    ['used in part', { divisible: true, remaining: 5_000, batch: 'П-1' }],
    ['used up', { issuerStatus: 'redeemed' }],
    ['blocked by the issuer', { issuerStatus: 'blocked', product: 'ai95', price: 20_000 }],
    ['not activated', { issuerStatus: 'issued', validUntil: '2026-12-01' }],
  ] as const)('changes nothing of a coupon that is %s', async (_, facts) => {
    const number = newCouponNumber()
    await bringCoupons(staff.ctx, companyId, [{ number, ...facts }])
    const before = await couponNumbered(number)
    const result = await write(newMerge('coupons', 1, {}), { ...silentCoupon, number })
    expect(result).toMatchObject({ added: 0, changed: 0, same: 1, faults: [] })
    expect(await couponNumbered(number)).toEqual(before)
  })

  test('changes nothing of a station, also of one that is closed', async () => {
    const silent = {
      ...{ name: null, city: null, address: null, latitude: null, longitude: null },
      ...{ products: null, hours: null, status: null },
    }
    const facts = {
      name: 'АЗС Степная',
      city: 'Тараз',
      address: 'ул. Абая, 5',
      latitude: 42.9,
      longitude: 71.4,
    }
    await addStations(staff.ctx, [
      { code: 'С-1', ...facts, products: ['ai92', 'diesel'], hours: '06:00-23:00', status: 'open' },
      { code: 'С-2', ...facts, products: ['lpg'], hours: '', status: 'closed' },
    ])
    const stored = () => cabinet.db.selectFrom('stations').selectAll().orderBy('code').execute()
    const before = await stored()
    for (const code of ['С-1', 'С-2'])
      expect(await write(newMerge('stations', 1, {}), { code, ...silent })).toMatchObject({
        ...{ added: 0, changed: 0, same: 1, faults: [] },
      })
    expect(await stored()).toEqual(before)
    await cabinet.db.deleteFrom('stations').execute()
  })

  test('of a transaction that is here keeps its receipt, cash desk and operation id', async () => {
    const number = newCardNumber()
    const said = {
      ...{ operation: 'sale', localDate: '2026-11-20', localTime: '14:07:00', number, masked: null, bin },
      ...{ occurredAt: new Date('2026-11-20T09:07:00Z'), station: 'АЗС-001', stationName: null },
      ...{ stationAddress: null, product: 'diesel', volume: 40_000, price: 32_500, amount: 1_300_000 },
    }
    const full = { ...said, operationId: 'OP-1', receipt: '0042', cashDesk: '3' }
    const merged = (record: object) => write(newMerge('transactions', 1, {}), record)
    expect(await merged(full)).toMatchObject({ added: 1, faults: [] })
    const stored = () =>
      cabinet.db.selectFrom('transactions').selectAll().where('instrument_number', '=', number).execute()
    const before = await stored()
    for (const lacking of ['receipt', 'cashDesk', 'operationId'])
      expect(await merged({ ...full, [lacking]: null }), lacking).toMatchObject({
        ...{ added: 0, changed: 0, same: 1, faults: [] },
      })
    expect(await stored()).toEqual(before)
  })
})

describe('companies', () => {
  test('are known by the БИН; an empty cell keeps what is here, a closed one stays closed', async () => {
    const email = newAddress('new')
    await closeCompany(staff.ctx, companyId)
    const done = await bringIn(staff.ctx, 'companies', csv(COMPANIES, [['ТОО «Новое имя»', bin, email, '']]))
    expect(done.counts).toMatchObject({ added: 0, changed: 1 })
    const after = await cabinet.db
      .selectFrom('companies')
      .selectAll()
      .where('id', '=', companyId)
      .executeTakeFirstOrThrow()
    expect(after).toMatchObject({ name: 'ТОО «Новое имя»', email, city: 'Алматы' })
    expect(after.closed_at).not.toBeNull()
  })

  test('an address that nobody can write to is a fault', async () => {
    const { id } = await check(
      staff.ctx,
      'companies',
      csv(COMPANIES, [['ТОО «А»', newBin(), 'нет@@почты', 'Тараз']]),
    )
    expect(await faultsOf(id)).toEqual(['2 E-mail email_malformed'])
  })
})

describe('transactions', () => {
  const receipt = (number: string, sum: string, day = '20.11.2026') => [
    ...[day, '14:07:00', number, bin, 'АЗС-001', 'ДТ', '40,00', '325,00', sum, '100500'],
  ]

  test('are known by station, receipt and day: the same is corrected, another day is another', async () => {
    const number = newCardNumber()
    await bringIn(staff.ctx, 'transactions', csv(RECEIPTS, [receipt(number, '13 000,00')]))
    const corrected = await bringIn(staff.ctx, 'transactions', csv(RECEIPTS, [receipt(number, '12 900,00')]))
    expect(corrected.counts).toMatchObject({ added: 0, changed: 1 })
    const next = await bringIn(
      staff.ctx,
      'transactions',
      csv(RECEIPTS, [receipt(number, '13 000,00', '21.11.2026')]),
    )
    expect(next.counts).toMatchObject({ added: 1, changed: 0 })
    const rows = await cabinet.db
      .selectFrom('transactions')
      .select('amount')
      .where('company_id', '=', companyId)
      .orderBy('id')
      .execute()
    expect(rows.map(({ amount }) => amount)).toEqual([1_290_000, 1_300_000])
  })

  test('a number that no register brought stays without a link', async () => {
    const unknown = newCouponNumber()
    const row = [...receipt(unknown, '13 000,00', '19.11.2026')]
    await bringIn(staff.ctx, 'transactions', csv(RECEIPTS, [row]))
    const stored = await cabinet.db
      .selectFrom('transactions')
      .selectAll()
      .where('instrument_number', '=', unknown)
      .executeTakeFirstOrThrow()
    expect(stored).toMatchObject({ card_id: null, coupon_id: null })
  })
})

test('the language of a company comes by its name in three languages, and a register without it keeps it', async () => {
  const titles = 'БИН;Наименование;Язык'
  const bins = [newBin(), newBin(), newBin()]
  const words = ['қазақша', 'Русский', 'English']
  const languages = async () => {
    const rows = await cabinet.db
      .selectFrom('companies')
      .select(['bin', 'locale'])
      .where('bin', 'in', bins)
      .execute()
    return bins.map((bin) => rows.find((row) => row.bin === bin)?.locale)
  }
  const rows = bins.map((bin, at) => [bin, `ТОО «${at}»`, words[at]])
  await bringIn(staff.ctx, 'companies', csv(titles, rows))
  expect(await languages()).toEqual(['kk', 'ru', 'en'])
  await bringIn(staff.ctx, 'companies', csv('БИН;Наименование', [[bins[0], 'ТОО «Новое имя»']]))
  expect(await languages()).toEqual(['kk', 'ru', 'en'])
  const { id } = await check(staff.ctx, 'companies', csv(titles, [[bins[0], 'ТОО «0»', 'Deutsch']]))
  expect(await faultsOf(id)).toEqual(['2 Язык unknown_language'])
})
