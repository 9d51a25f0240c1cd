import { afterAll, beforeAll, expect, test } from 'vitest'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { csvFile } from '#app/domain/exports/csv-file.ts'
import { type FileFormat, fileFormats, type TableFile } from '#app/domain/exports/table.ts'
import { xlsxFile } from '#app/domain/exports/xlsx-file.server.ts'
import { listFaults } from '#app/domain/imports/faulty-rows.server.ts'
import { findImport } from '#app/domain/imports/import-lists.server.ts'
import { adjustImport } from '#app/domain/imports/imports.server.ts'
import { workOnImport } from '#app/domain/imports/work.server.ts'
import { fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { addStations } from '#app/domain/stations/stations.server.ts'
import { cardsFile } from '#app/views/cards/cards-export.server.ts'
import { couponsFile } from '#app/views/coupons/coupons-export.server.ts'
import { transactionsFile } from '#app/views/transactions/transactions-export.server.ts'
import { locales } from '#locales/index.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { check, running } from '#tests/support/imports.ts'
import { bringCards, bringCoupons, bringTransactions, NOW } from '#tests/support/registers.ts'

let cabinet: Cabinet
let staff: Person
let owner: Context
let companyId: CompanyId
const bin = newBin()

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  staff = await cabinet.staff('administrator')
  companyId = await cabinet.company({ bin })
  owner = (await cabinet.client(companyId)).ctx
  const cards = await bringCards(owner, companyId, [
    { products: ['diesel', 'ai95'], weeklyLimit: 250_500 },
    { limitUnit: 'tiyn', dailyLimit: 5_000_000, monthlyLimit: 90_000_000, scheme: 'wallet_money' },
    { issuerStatus: 'blocked', holder: '-Иванов', plate: '' },
    { issuerStatus: 'lost', balance: -1_250, dailyLimit: null },
    { validUntil: '2026-11-21' },
    {},
  ])
  await blockCard(owner, companyId, cards[5]?.id ?? 0, { reason: '' })
  const coupons = await bringCoupons(owner, companyId, [
    { product: 'lpg', remaining: 12_500, divisible: true },
    { issuerStatus: 'redeemed' },
    { validUntil: '2026-11-20' },
    { issuerStatus: 'issued' },
    { issuerStatus: 'cancelled', price: 25_933 },
  ])
  await blockCoupon(owner, companyId, coupons[3]?.id ?? 0, { reason: '' })
  await addStations(owner, [
    {
      ...{ code: 'АЗС-007', name: 'АЗС «Отырар»', city: 'Шымкент', address: 'ул. Абая, 5' },
      ...{ latitude: null, longitude: null, products: [], hours: '', status: 'open' },
    },
  ])
  const [card] = cards
  const paid = { cardId: card?.id ?? null, instrumentNumber: card?.number ?? '', stationCode: 'АЗС-007' }
  await bringTransactions(owner, companyId, [
    { ...paid, receipt: '000123', occurredAt: fromAlmatyWallClock('2026-11-22T14:07:31') },
    { ...paid, receipt: '124', volume: 15_555, amount: 505_538 },
    { ...paid, receipt: '000123', volume: -40_000, amount: -1_300_000, operation: 'return' },
  ])
})
afterAll(() => cabinet.destroy())

async function bytesOf<Row>(file: TableFile<Row>, format: FileFormat): Promise<Buffer> {
  const chunks: Buffer[] = []
  const pieces = format === 'xlsx' ? xlsxFile(file) : csvFile(file, { isFor1c: format === 'csv1c' })
  for await (const piece of pieces) chunks.push(Buffer.from(piece))
  return Buffer.concat(chunks)
}

const lists = {
  cards: {
    rows: 6,
    file: (ctx: Context, format: FileFormat) => cardsFile(ctx, companyId, {}).then((f) => bytesOf(f, format)),
  },
  coupons: {
    rows: 5,
    file: (ctx: Context, format: FileFormat) =>
      couponsFile(ctx, companyId, {}).then((f) => bytesOf(f, format)),
  },
  transactions: {
    rows: 3,
    file: (ctx: Context, format: FileFormat) =>
      transactionsFile(ctx, companyId, {}).then((f) => bytesOf(f, format)),
  },
} as const

const cases = (['cards', 'coupons', 'transactions'] as const).flatMap((kind) =>
  locales.flatMap((locale) => fileFormats.map((format) => ({ kind, locale, format }))),
)

test.each(cases)('$kind as $format in $locale come back as they are', async ({ kind, locale, format }) => {
  const { rows, file } = lists[kind]
  const bytes = await file({ ...owner, locale }, format)
  let found = await check(staff.ctx, kind, bytes, `export.${format}`)
  // The file of one client names none: a person says whose it is.
  if (found.layout?.decisions.some(({ about, choice }) => about === 'owner' && choice === null)) {
    await adjustImport(staff.ctx, found.id, { answers: { owner: bin } })
    await workOnImport(staff.ctx, found.id, running)
    found = await findImport(staff.ctx, found.id)
  }
  const faults = await listFaults(staff.ctx, found.id, { limit: 5 })
  expect({ ...found.counts, faults, missing: found.layout?.missing, open: openOf(found) }).toMatchObject({
    added: 0,
    changed: 0,
    same: rows,
    faults: [],
    missing: [],
    open: [],
  })
})

function openOf({ layout }: Awaited<ReturnType<typeof findImport>>): string[] {
  return (layout?.decisions ?? []).filter(({ choice }) => choice === null).map(({ code }) => code)
}
