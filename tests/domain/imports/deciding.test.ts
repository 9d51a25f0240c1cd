import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import { showCouponQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { listFaults } from '#app/domain/imports/faulty-rows.server.ts'
import { compareImports, listComparableImports } from '#app/domain/imports/import-difference.server.ts'
import { findImport } from '#app/domain/imports/import-lists.server.ts'
import { listOutcomes, summarizeFaults } from '#app/domain/imports/import-rows.server.ts'
import {
  adjustImport,
  discardForgottenImports,
  requestCommit,
  requestUndo,
  startImport,
  stopImport,
} from '#app/domain/imports/imports.server.ts'
import { ImportLease, LeaseLost } from '#app/domain/imports/lease.server.ts'
import { workOnImport } from '#app/domain/imports/work.server.ts'
import { asCompanyId, type CompanyId } from '#app/domain/kernel/context.ts'
import { PAGE_SIZE } from '#app/domain/kernel/page-size.ts'
import { addStations } from '#app/domain/stations/stations.server.ts'
import { selectImport } from '#db/queries/imports/imports.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { bringIn, check, csv, running } from '#tests/support/imports.ts'
import { bringTransactions, NOW, newCardNumber, newCouponNumber } from '#tests/support/registers.ts'
import { driftOfCouponTotals, driftOfTransactionTotals } from '#tests/support/sums.ts'

let cabinet: Cabinet
let staff: Person
let bin: string
let companyId: CompanyId

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  staff = await cabinet.staff('administrator')
})
afterAll(() => cabinet.destroy())
beforeEach(async () => {
  bin = newBin()
  companyId = asCompanyId(await cabinet.company({ bin }))
})

const CARDS = 'Номер карты;БИН;Держатель;Вид топлива;Лимит в сутки, л;Статус'
const COUPONS = 'Номер талона;БИН;Вид топлива;Номинал;Цена;Действует с;Действует по;Статус;QR'
const RECEIPTS = 'Дата;Время;Номер карты/талона;БИН;АЗС;Вид топлива;Количество;Цена;Сумма;Чек №'

const cards = (rows: { number: string; limit?: string; bin?: string; fuel?: string }[]) =>
  csv(
    CARDS,
    rows.map((row) => [
      row.number,
      row.bin ?? bin,
      'Ахметов',
      row.fuel ?? 'ДТ',
      row.limit ?? '100',
      'Активна',
    ]),
  )
const coupons = (rows: { number: string; qr?: string; until?: string }[]) =>
  csv(
    COUPONS,
    rows.map(({ number, qr, until }) => [
      ...[
        number,
        bin,
        'ДТ',
        '20,00',
        '325,00',
        '01.09.2026',
        until ?? '28.02.2027',
        'Действует',
        qr ?? '4507',
      ],
    ]),
  )
const receipts = (rows: { receipt: string; station?: string; volume?: string }[]) =>
  csv(
    RECEIPTS,
    rows.map(({ receipt, station, volume }) => [
      ...[
        '20.11.2026',
        '10:00:00',
        newCardNumber(),
        bin,
        station ?? 'АЗС-001',
        'ДТ',
        volume ?? '10,00',
        '300,00',
      ],
      ...[volume ? '6 000,00' : '3 000,00', receipt],
    ]),
  )
const cardsHere = () =>
  cabinet.db.selectFrom('cards').selectAll().where('company_id', '=', companyId).orderBy('number').execute()

async function worked(id: number) {
  await workOnImport(await cabinet.system(), id, running)
  return findImport(staff.ctx, id)
}

describe('rows with errors', () => {
  test('stay out alone if a person says so, and are left as a file', async () => {
    const [one, two, bad] = [newCardNumber(), newCardNumber(), newCardNumber()]
    const file = cards([{ number: one }, { number: bad, fuel: 'керосинка' }, { number: two }])
    const { id, counts } = await check(staff.ctx, 'cards', file)
    expect(counts).toMatchObject({ added: 2, faulty: 1 })
    await expect(requestCommit(staff.ctx, id)).rejects.toMatchObject({ code: 'import_faulty' })
    await requestCommit(staff.ctx, id, { rows: 'good' })
    expect(await worked(id)).toMatchObject({ status: 'committed', goodOnly: true, counts: { added: 2 } })
    expect((await cardsHere()).map(({ number }) => number)).toEqual([one, two].sort())
    expect((await listFaults(staff.ctx, id, { limit: 9 })).map(({ cells }) => cells?.[0])).toEqual([bad])
  })

  test('are left out by row or by kind, counted, listed, and taken in again', async () => {
    const stranger = newBin()
    const rows = [{ number: newCardNumber(), bin: stranger }, { number: newCardNumber() }]
    const { id } = await check(
      staff.ctx,
      'cards',
      cards([...rows, { number: newCardNumber(), bin: stranger }]),
    )
    expect(await summarizeFaults(staff.ctx, id)).toMatchObject({
      groups: [{ code: 'company_not_found', rows: 2 }],
    })
    await adjustImport(staff.ctx, id, { leaveOutFault: 'company_not_found' })
    expect((await worked(id)).counts).toMatchObject({ added: 1, faulty: 0, leftOut: 2 })
    const { leftOut } = await listOutcomes(staff.ctx, id, { outcome: 'left_out', skip: 0 })
    expect(leftOut.map(({ row, leftOut }) => [row, leftOut])).toEqual([
      [2, 'by_hand'],
      [4, 'by_hand'],
    ])
    await adjustImport(staff.ctx, id, { takeBackFault: 'company_not_found' })
    expect((await worked(id)).counts).toMatchObject({ added: 1, faulty: 2, leftOut: 0 })
  })
})

describe('how a file is read', () => {
  test.each([
    ['another register', { kind: 'coupons' }],
    ['another encoding', { encoding: 'windows-1251' }],
    ['an encoding that is to be found', { encoding: '' }],
    ['another sheet', { sheet: 'Лист2' }],
    ['another header', { headerRow: 2 }],
    ['no header', { headerRow: 0 }],
  ] as const)('is found and asked anew with %s', async (_, input) => {
    const { id } = await check(staff.ctx, 'cards', cards([{ number: newCardNumber() }]))
    const decided = { answers: { owner: bin }, mapping: { number: 0, bin: 1 }, leaveOutRow: 2 }
    await adjustImport(staff.ctx, id, decided)
    const chosen = async () => {
      const { mapping, choices } = (await selectImport(cabinet.db, id)) ?? {}
      return { mapping, ...(JSON.parse(choices ?? '{}') as object) }
    }
    const kept = { mapping: '{"number":0,"bin":1}', answers: { owner: bin } }
    expect(await chosen()).toMatchObject({ ...kept, leaveOut: { rows: [2], faults: [] } })
    await worked(id)
    await adjustImport(staff.ctx, id, input)
    expect(await chosen()).not.toMatchObject({ answers: { owner: bin } })
    expect(await chosen()).toMatchObject({ mapping: null })
    expect(JSON.stringify(await chosen())).not.toContain('"rows":[2]')
    await worked(id)
  })

  test('keeps its columns, its answers and its rows where the same table is named again', async () => {
    const { id, layout } = await check(staff.ctx, 'cards', cards([{ number: newCardNumber() }]))
    await adjustImport(staff.ctx, id, {
      answers: { owner: bin },
      mapping: { number: 0, bin: 1 },
      leaveOutRow: 2,
    })
    const before = await selectImport(cabinet.db, id)
    await worked(id)
    const same = { kind: 'cards', encoding: 'utf-8', sheet: '', headerRow: 1 } as const
    expect(layout).toMatchObject({ encoding: same.encoding, headerRow: same.headerRow })
    await adjustImport(staff.ctx, id, same)
    const after = await selectImport(cabinet.db, id)
    expect(after?.mapping).toBe(before?.mapping)
    expect(JSON.parse(after?.choices ?? '')).toEqual({ ...JSON.parse(before?.choices ?? ''), headerRow: 1 })
    await worked(id)
  })
})

describe('the lists of a check', () => {
  test('hold what is new, what changes with its values before and after, and what is the same', async () => {
    const [changed, same, added] = [newCardNumber(), newCardNumber(), newCardNumber()]
    await bringIn(staff.ctx, 'cards', cards([{ number: changed }, { number: same }]))
    const file = cards([{ number: changed, limit: '250' }, { number: same }, { number: added }])
    const { id, layout } = await check(staff.ctx, 'cards', file)
    const list = async (outcome: 'new' | 'changed' | 'same') =>
      (await listOutcomes(staff.ctx, id, { outcome, skip: 0 })).outcomes
    expect((await list('new')).map(({ key }) => key)).toEqual([added])
    expect((await list('same')).map(({ key }) => key)).toEqual([same])
    expect(await list('changed')).toMatchObject([
      { row: 2, key: changed, before: { dailyLimit: 100_000 }, after: { dailyLimit: 250_000 } },
    ])
    expect(layout?.records).toMatchObject([
      { row: 2, values: { number: changed, dailyLimit: 250_000, limitUnit: 'ml' } },
      { row: 3 },
      { row: 4 },
    ])
  })

  test('have a next page exactly when there is more', async () => {
    const nextOf = async (rows: number) => {
      const file = cards(Array.from({ length: rows }, () => ({ number: newCardNumber() })))
      const { id } = await check(staff.ctx, 'cards', file)
      return (await listOutcomes(staff.ctx, id, { outcome: 'new', skip: 0 })).nextSkip
    }
    expect(await nextOf(PAGE_SIZE)).toBeNull()
    expect(await nextOf(PAGE_SIZE + 1)).toBe(PAGE_SIZE)
  })

  test('never hold a QR payload, whatever the file was uploaded as', async () => {
    const payload = '4507101299'
    const file = coupons([{ number: newCouponNumber(), qr: payload }])
    for (const kind of ['coupons', 'cards'] as const) {
      const { id, layout } = await check(staff.ctx, kind, file)
      expect(JSON.stringify(layout)).not.toContain(payload)
      expect(JSON.stringify(await listFaults(staff.ctx, id, { limit: 9 }))).not.toContain(payload)
      const lists = await Promise.all(
        (['new', 'left_out'] as const).map((outcome) => listOutcomes(staff.ctx, id, { outcome, skip: 0 })),
      )
      expect(JSON.stringify(lists)).not.toContain(payload)
    }
    const stored = await cabinet.db.selectFrom('import_batches').select('ciphertext').execute()
    expect(stored.length).toBeGreaterThan(0)
    expect(stored.some(({ ciphertext }) => ciphertext.includes(payload))).toBe(false)
  })

  test('an unknown station is asked for, answered once, and remembered for the same columns', async () => {
    await addStations(staff.ctx, [
      {
        ...{ code: 'АЗС-077', name: 'АЗС Степная', city: 'Тараз', address: 'ул. Абая, 5' },
        ...{ latitude: null, longitude: null, products: [], hours: '', status: 'open' },
      },
    ])
    const { id, counts } = await check(
      staff.ctx,
      'transactions',
      receipts([{ receipt: '1', station: 'У моста' }]),
    )
    expect(counts.faulty).toBe(1)
    expect(await summarizeFaults(staff.ctx, id)).toMatchObject({
      unknownStations: ['У моста'],
      stations: expect.arrayContaining([expect.objectContaining({ code: 'АЗС-077' })]),
    })
    await adjustImport(staff.ctx, id, { answers: { 'station.У моста': 'АЗС-077' } })
    expect((await worked(id)).counts).toMatchObject({ added: 1, faulty: 0 })
    await requestCommit(staff.ctx, id)
    await worked(id)
    const next = await check(staff.ctx, 'transactions', receipts([{ receipt: '2', station: 'У моста' }]))
    expect(next.counts).toMatchObject({ added: 1, faulty: 0 })
    await cabinet.db.deleteFrom('stations').execute()
  })
})

describe('a layout that a person chose', () => {
  test('gives way where the titles of the sender’s next file stand in another row, and no company is lost', async () => {
    const titles = 'БИН;Наименование;Город'
    const above = [...'123'].map((n) => `Выгрузка ${n}\r\n`).join('')
    const first = Buffer.concat([Buffer.from(above), csv(titles, [[newBin(), 'ТОО «Бір»', 'Тараз']])])
    const { id } = await check(staff.ctx, 'companies', first)
    await adjustImport(staff.ctx, id, { headerRow: 4 })
    await worked(id)
    await requestCommit(staff.ctx, id)
    expect(await worked(id)).toMatchObject({ status: 'committed', counts: { added: 1 } })
    // The titles are in the first row now: the fourth is a company.
    const rows = ['Екі', 'Үш', 'Төрт', 'Бес'].map((name) => [newBin(), `ТОО «${name}»`, 'Тараз'])
    const next = await check(staff.ctx, 'companies', csv(titles, rows))
    expect(next.counts).toMatchObject({ added: 4, faulty: 0 })
  })
})

describe('taking an import back', () => {
  const undo = async (id: number) => {
    await requestUndo(staff.ctx, id)
    return worked(id)
  }

  test('deletes what was new and restores what was changed', async () => {
    const [kept, added] = [newCardNumber(), newCardNumber()]
    await bringIn(staff.ctx, 'cards', cards([{ number: kept }]))
    const [before] = await cardsHere()
    const { id } = await bringIn(
      staff.ctx,
      'cards',
      cards([{ number: kept, limit: '500' }, { number: added }]),
    )
    expect(await undo(id)).toMatchObject({ status: 'undone', failure: null, undoneBy: staff.email })
    expect(await cardsHere()).toEqual([{ ...before, updated_at: expect.any(Date) }])
    await expect(requestUndo(staff.ctx, id)).rejects.toMatchObject({ code: 'import_not_ready' })
  })

  test('gives coupons and transactions back with exact sums, QR codes too', async () => {
    const number = newCouponNumber()
    await bringIn(staff.ctx, 'coupons', coupons([{ number, qr: '4507000001' }]))
    const stored = () =>
      cabinet.db.selectFrom('coupons').selectAll().where('number', '=', number).executeTakeFirstOrThrow()
    const before = await stored()
    const later = await bringIn(
      staff.ctx,
      'coupons',
      coupons([{ number, qr: '4507000002', until: '31.03.2027' }, { number: newCouponNumber() }]),
    )
    expect((await undo(later.id)).status).toBe('undone')
    expect(await stored()).toEqual({ ...before, updated_at: expect.any(Date) })
    const bought = await bringIn(staff.ctx, 'transactions', receipts([{ receipt: '7' }, { receipt: '8' }]))
    expect((await undo(bought.id)).status).toBe('undone')
    const left = await cabinet.db
      .selectFrom('transactions')
      .select('id')
      .where('company_id', '=', companyId)
      .execute()
    expect(left).toEqual([])
    expect(await driftOfCouponTotals(cabinet.db)).toEqual([])
    expect(await driftOfTransactionTotals(cabinet.db)).toEqual([])
  })

  test('is refused, naming it, once something in it was used or changed', async () => {
    const owner = await cabinet.client(companyId)
    const [blocked, refuelled, changed] = [newCardNumber(), newCardNumber(), newCardNumber()]
    const brought = await bringIn(
      staff.ctx,
      'cards',
      cards([blocked, refuelled, changed, newCardNumber()].map((number) => ({ number }))),
    )
    const idOf = async (number: string) => (await cardsHere()).find((card) => card.number === number)?.id ?? 0
    await blockCard(owner.ctx, companyId, await idOf(blocked), { reason: '' })
    await bringTransactions(staff.ctx, companyId, [
      { cardId: await idOf(refuelled), instrumentNumber: refuelled },
    ])
    await bringIn(staff.ctx, 'cards', cards([{ number: changed, limit: '777' }]))
    const after = await undo(brought.id)
    expect(after).toMatchObject({ status: 'committed', failure: 'used_since' })
    expect(after.layout?.used.map(({ key }) => key).sort()).toEqual([blocked, refuelled, changed].sort())
    expect(await cardsHere()).toHaveLength(4)

    const number = newCouponNumber()
    const fresh = await bringIn(staff.ctx, 'coupons', coupons([{ number, qr: '4507000009' }]))
    const coupon = await cabinet.db
      .selectFrom('coupons')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    await showCouponQr(owner.ctx, companyId, coupon.id)
    expect(await undo(fresh.id)).toMatchObject({ status: 'committed', failure: 'used_since' })
  })

  test('names fifty of many that were changed since, and leaves them all', async () => {
    const numbers = Array.from({ length: 60 }, newCardNumber)
    const all = (limit: string) => cards(numbers.map((number) => ({ number, limit })))
    const { id } = await bringIn(staff.ctx, 'cards', all('100'))
    await bringIn(staff.ctx, 'cards', all('200'))
    const after = await undo(id)
    expect(after).toMatchObject({ status: 'committed', failure: 'used_since' })
    expect(after.layout?.used).toHaveLength(50)
    expect(await cardsHere()).toHaveLength(60)
  })

  test('leaves transactions that a later register changed, and names their receipts', async () => {
    const { id } = await bringIn(staff.ctx, 'transactions', receipts([{ receipt: '70' }, { receipt: '71' }]))
    const [one] = await cabinet.db
      .selectFrom('transactions')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('receipt', '=', '70')
      .execute()
    const corrected = receipts([{ receipt: '70', volume: '20,00' }])
    const number = one?.instrument_number ?? ''
    const same = Buffer.from(
      Buffer.from(corrected)
        .toString()
        .replace(/78\d{14}/, number),
    )
    expect((await bringIn(staff.ctx, 'transactions', same)).counts).toMatchObject({ changed: 1 })
    const after = await undo(id)
    expect(after).toMatchObject({ status: 'committed', failure: 'used_since' })
    expect(after.layout?.used).toMatchObject([{ row: 2, key: expect.stringContaining(' 70') }])
    const left = cabinet.db.selectFrom('transactions').select('volume').where('company_id', '=', companyId)
    expect(await left.orderBy('receipt').execute()).toEqual([{ volume: 20_000 }, { volume: 10_000 }])
    expect(await driftOfTransactionTotals(cabinet.db)).toEqual([])
  })

  test('restores what was changed, whoever used it before', async () => {
    const [card, coupon] = [newCardNumber(), newCouponNumber()]
    const stations = (name: string) => csv('Код АЗС;Наименование', [['Т-2', name]])
    const companies = (name: string) => csv('Наименование;БИН', [[name, bin]])
    await bringIn(staff.ctx, 'cards', cards([{ number: card }]))
    await bringIn(staff.ctx, 'coupons', coupons([{ number: coupon }]))
    await bringIn(staff.ctx, 'stations', stations('АЗС Вторая'))
    const idIn = async (table: 'cards' | 'coupons', number: string) =>
      (await cabinet.db.selectFrom(table).select('id').where('number', '=', number).executeTakeFirstOrThrow())
        .id
    await bringTransactions(staff.ctx, companyId, [
      { stationCode: 'Т-2', cardId: await idIn('cards', card), instrumentNumber: card },
      { stationCode: 'Т-2', couponId: await idIn('coupons', coupon), instrumentNumber: coupon },
    ])
    const later = [
      await bringIn(staff.ctx, 'cards', cards([{ number: card, limit: '500' }])),
      await bringIn(staff.ctx, 'coupons', coupons([{ number: coupon, until: '31.03.2027' }])),
      await bringIn(staff.ctx, 'stations', stations('АЗС Иная')),
      await bringIn(staff.ctx, 'companies', companies('ТОО «Иное»')),
    ]
    for (const { id } of later) expect(await undo(id)).toMatchObject({ status: 'undone', failure: null })
    expect(await cardsHere()).toMatchObject([{ daily_limit: 100_000 }])
    const station = await cabinet.db.selectFrom('stations').select('name').where('code', '=', 'Т-2').execute()
    expect(station).toEqual([{ name: 'АЗС Вторая' }])
    await cabinet.db.deleteFrom('stations').execute()
  })

  test('is not offered for what an earlier release imported, and not after half a year', async () => {
    const { id } = await bringIn(staff.ctx, 'cards', cards([{ number: newCardNumber() }]))
    await cabinet.db
      .updateTable('imports')
      .set({ committed_at: new Date(Date.now() - 181 * 86_400_000) })
      .where('id', '=', id)
      .execute()
    await discardForgottenImports(await cabinet.system())
    expect((await findImport(staff.ctx, id)).isRecorded).toBe(false)
    await expect(requestUndo(staff.ctx, id)).rejects.toMatchObject({ code: 'import_not_ready' })
    expect(await cardsHere()).toHaveLength(1)
  })

  test('of companies and stations stops where something belongs to them', async () => {
    const [used, unused] = [newBin(), newBin()]
    const brought = await bringIn(
      staff.ctx,
      'companies',
      csv('Наименование;БИН', [
        ['ТОО «А»', used],
        ['ТОО «Б»', unused],
      ]),
    )
    await bringIn(staff.ctx, 'cards', cards([{ number: newCardNumber(), bin: used }]))
    expect((await undo(brought.id)).layout?.used).toMatchObject([{ key: used }])
    const other = await bringIn(staff.ctx, 'companies', csv('Наименование;БИН', [['ТОО «В»', newBin()]]))
    expect((await undo(other.id)).status).toBe('undone')
    const stations = await bringIn(
      staff.ctx,
      'stations',
      csv('Код АЗС;Наименование', [['Т-1', 'АЗС Первая']]),
    )
    await bringTransactions(staff.ctx, companyId, [{ stationCode: 'Т-1' }])
    expect((await undo(stations.id)).layout?.used).toMatchObject([{ key: 'Т-1' }])
    await cabinet.db.deleteFrom('stations').execute()
  })
})

test('two imports of a register are compared row by row', async () => {
  const [gone, changed, same, added] = [1, 2, 3, 4].map(() => newCardNumber())
  const file = (rows: (string | undefined)[], limit: string) =>
    cards(rows.map((number) => ({ number: number ?? '', limit: number === changed ? limit : '100' })))
  const first = await bringIn(staff.ctx, 'cards', file([gone, changed, same], '100'))
  const second = await bringIn(staff.ctx, 'cards', file([changed, same, added], '300'))
  const found = await compareImports(staff.ctx, second.id, first.id)
  expect(found).toMatchObject({
    same: 1,
    onlyHere: { count: 1, rows: [{ key: added }] },
    onlyThere: { count: 1, rows: [{ key: gone }] },
    differs: {
      count: 1,
      rows: [{ key: changed, before: { dailyLimit: 100_000 }, after: { dailyLimit: 300_000 } }],
    },
  })
})

test('other committed imports of its register are offered to compare with, the newest first', async () => {
  const brought = []
  for (let each = 0; each < 3; each++)
    brought.push(await bringIn(staff.ctx, 'cards', cards([{ number: newCardNumber() }]), `cards-${each}.csv`))
  const [first, second, third] = brought
  await bringIn(staff.ctx, 'coupons', coupons([{ number: newCouponNumber() }]), 'coupons.csv')
  await check(staff.ctx, 'cards', cards([{ number: newCardNumber() }]), 'checked.csv')
  expect((await listComparableImports(staff.ctx, second?.id ?? 0)).slice(0, 2)).toEqual([
    { id: third?.id, fileName: 'cards-2.csv', committedAt: third?.committedAt },
    { id: first?.id, fileName: 'cards-0.csv', committedAt: first?.committedAt },
  ])
})

test('of many differences a hundred are shown of each kind, and all are counted', async () => {
  const numbers = (count: number) => Array.from({ length: count }, newCardNumber)
  const [here, there, both] = [numbers(101), numbers(102), numbers(103)]
  const file = (own: string[], limit: string) => cards([...own, ...both].map((number) => ({ number, limit })))
  const first = await bringIn(staff.ctx, 'cards', file(there, '100'))
  const second = await bringIn(staff.ctx, 'cards', file(here, '200'))
  const found = await compareImports(staff.ctx, second.id, first.id)
  const shown = ({ count, rows }: { count: number; rows: unknown[] }) => [count, rows.length]
  expect([found.onlyHere, found.onlyThere, found.differs].map(shown)).toEqual([
    [101, 100],
    [102, 100],
    [103, 100],
  ])
})

describe('stopping', () => {
  test('a taking back that waits leaves the import as it is, and it can be asked for again', async () => {
    const { id } = await bringIn(staff.ctx, 'cards', cards([{ number: newCardNumber() }]))
    await requestUndo(staff.ctx, id)
    await stopImport(staff.ctx, id)
    expect(await worked(id)).toMatchObject({ status: 'committed', failure: 'stopped' })
    expect(await cardsHere()).toHaveLength(1)
    await requestUndo(staff.ctx, id)
    expect((await worked(id)).status).toBe('undone')
  })

  test('a check that waits ends it, and it can be checked again', async () => {
    const bytes = cards([{ number: newCardNumber() }])
    const id = await startImport(staff.ctx, { kind: 'cards', encoding: undefined }, { name: 'a.csv', bytes })
    await stopImport(staff.ctx, id)
    expect(await findImport(staff.ctx, id)).toMatchObject({ status: 'failed', failure: 'stopped' })
    await expect(stopImport(staff.ctx, id)).rejects.toMatchObject({ code: 'import_not_ready' })
    await adjustImport(staff.ctx, id, {})
    expect((await worked(id)).status).toBe('checked')
  })

  test('a check ends while a worker still looks at the whole file', async () => {
    const bytes = cards([{ number: newCardNumber() }])
    const id = await startImport(staff.ctx, { kind: 'cards', encoding: undefined }, { name: 'a.csv', bytes })
    const row = await selectImport(cabinet.db, id)
    const lease = await ImportLease.claim(cabinet.db, running, row)
    const looking = lease?.keep(new Promise(() => {}))
    await stopImport(staff.ctx, id)
    await expect(looking).rejects.toThrow(LeaseLost)
    expect(await findImport(staff.ctx, id)).toMatchObject({ status: 'failed', failure: 'stopped' })
  })

  test('an import that a worker is at leaves nothing behind', async () => {
    const numbers = Array.from({ length: 5_000 }, newCardNumber)
    const { id } = await check(staff.ctx, 'cards', cards(numbers.map((number) => ({ number }))))
    await requestCommit(staff.ctx, id)
    const working = workOnImport(await cabinet.system(), id, running)
    await expect
      .poll(
        async () =>
          (
            await cabinet.db
              .selectFrom('imports')
              .select('lease_token')
              .where('id', '=', id)
              .executeTakeFirst()
          )?.lease_token,
      )
      .toBeTruthy()
    await stopImport(staff.ctx, id)
    await working
    expect(await findImport(staff.ctx, id)).toMatchObject({ status: 'checked', failure: 'stopped' })
    expect(await cardsHere()).toEqual([])
  })
})
