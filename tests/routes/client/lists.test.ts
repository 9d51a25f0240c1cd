import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorkbook } from '#app/domain/imports/parsing/formats/workbook.server.ts'
import { worksheetRows } from '#app/domain/imports/parsing/formats/worksheet-rows.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  authorize,
  completeAuthorization,
  redeem,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons, bringTransactions } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let owner: Person
let ctx: Context
let today: string
let cardNumber: string
let cardId: number

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  ctx = owner.ctx
  today = businessDay(ctx.now)
  await bringCoupons(ctx, companyId, [
    ...Array.from({ length: 60 }, (_, index) => ({
      number: `9999${String(index).padStart(16, '0')}`,
      validUntil: addDays(today, 40 + index),
    })),
    { number: '10000000000000000001', product: 'lpg', validUntil: addDays(today, -1) },
    {
      number: '10000000000000000002',
      product: 'lpg',
      issuerStatus: 'redeemed',
      validUntil: addDays(today, 9),
    },
    {
      number: '10000000000000000003',
      product: 'lpg',
      issuerStatus: 'blocked',
      validUntil: addDays(today, 9),
    },
  ])
  const [card] = await bringCards(ctx, companyId, [
    { holder: '=HYPERLINK("http://evil")', plate: '719BMW17' },
  ])
  cardNumber = card?.number ?? ''
  cardId = card?.id ?? 0
  await bringTransactions(ctx, companyId, [
    {
      occurredOn: today,
      occurredAt: ctx.now,
      cardId,
      instrumentNumber: cardNumber,
      receipt: '000777',
      amount: 1_300_050,
    },
    { occurredOn: today, occurredAt: ctx.now, product: 'lpg' },
  ])
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const rowsOf = (page: string) => [...page.matchAll(/href="\/coupons\/(\d+)"/g)].map(([, id]) => Number(id))
const nextOf = (page: string) =>
  /href="([^"]*cursor=[^"]*)" rel="next"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''

describe('/coupons', () => {
  test('shows a page, then the rest, and the way back', async () => {
    const visitor = app.as(owner)
    const first = await (await visitor.get('/coupons')).text()
    expect(rowsOf(first)).toHaveLength(50)
    expect(first).not.toContain('rel="prev"')
    const second = await (await visitor.get(nextOf(first))).text()
    expect(rowsOf(second)).toHaveLength(13)
    expect(new Set([...rowsOf(first), ...rowsOf(second)]).size).toBe(63)
    const back = /href="([^"]*cursor=[^"]*)" rel="prev"/.exec(second)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(rowsOf(await (await visitor.get(back)).text())).toEqual(rowsOf(first))
  })

  test('narrows by what the URL says, and offers to take each filter away', async () => {
    const page = await app.as(owner).get('/coupons?status=expired&product=lpg')
    await expect(page).toShow('10000000000000000001')
    const html = await page.text()
    expect(rowsOf(html)).toHaveLength(1)
    expect(html).toContain('href="/coupons?product=lpg"')
    expect(html).toContain('href="/coupons?status=expired"')
    expect(html).toContain('value="expired" selected=""')
  })

  test('says when nothing is found, and keeps the filters in sight', async () => {
    const page = await app.as(owner).get('/coupons?q=no-such-number')
    await expect(page).toShow('Ничего не найдено')
    expect(await page.text()).toContain('value="no-such-number"')
  })

  test('says what will be here when there is nothing yet', async () => {
    const newcomer = await cabinet.client(await cabinet.company())
    for (const path of ['/coupons', '/cards', '/transactions', '/cabinet']) {
      await expect(app.as(newcomer).get(path)).resolves.toHaveProperty('status', 200)
    }
    await expect(await app.as(newcomer).get('/coupons')).toShow('Талонов пока нет')
  })

  test('takes any nonsense for a list', async () => {
    for (const query of [
      'status=nonsense&product=<script>&from=2026-02-30&to=x&sort=1&cursor=%00',
      'cursor=eyJhIjoxfQ',
      'q=%25&q=2&status=active&status=expired',
      `q=${'9'.repeat(500)}`,
      'from=9999-12-31&to=0000-01-01',
    ]) {
      for (const path of ['/coupons', '/cards', '/transactions']) {
        expect((await app.as(owner).get(`${path}?${query}`)).status).toBe(200)
      }
    }
  })

  test('says when the register was last loaded', async () => {
    const before = await app.as(owner).get('/coupons')
    await expect(before).toShow('Данные ещё не загружались')
  })
})

describe('security 22: what the page does not show is not in its data', () => {
  test('a whole card number is in no list', async () => {
    for (const path of [
      '/cards',
      '/transactions',
      '/cabinet',
      '/cards?sort=-number',
      '/transactions?q=719BMW17',
    ]) {
      for (const spelling of [path, path.replace(/^([^?]+)/, '$1.data')]) {
        const text = await (await app.as(owner).get(spelling)).text()
        expect(text).toContain(cardNumber.slice(-4))
        expect(text).not.toContain(cardNumber)
      }
    }
  })

  test('the way on from a page names no number', async () => {
    const html = await (await app.as(owner).get('/coupons?sort=number')).text()
    const cursor = new URL(nextOf(html), 'http://cabinet.test').searchParams.get('cursor') ?? ''
    expect(Buffer.from(cursor, 'base64url').toString()).toMatch(/^after \d+ number$/)
  })

  test('a QR payload is in no list, page, data or file', async () => {
    const [coupon] = await bringCoupons(ctx, companyId, [{ qr: '5577991133', validUntil: addDays(today, 1) }])
    for (const path of [
      '/coupons',
      '/coupons.data',
      `/coupons/${coupon?.id}`,
      `/coupons/${coupon?.id}.data`,
      '/coupons/export',
    ]) {
      const answer = await app.as(owner).get(path)
      expect(answer.status).toBe(200)
      const text = await answer.text()
      expect(text).toContain(coupon?.number)
      expect(text).not.toContain('5577991133')
    }
  })
})

describe('files', () => {
  const read = async (path: string, person = owner) => {
    const answer = await app.as(person).get(path)
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="[a-z]+-\d{4}-\d{2}-\d{2}\.csv"$/,
    )
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    return parse(bytes, { bom: true, delimiter: ';', record_delimiter: '\r\n' }) as string[][]
  }

  test('hold exactly what the filters show, under heads in the reader’s language', async () => {
    const [head, ...rows] = await read('/coupons/export?product=lpg&sort=number')
    expect(head?.[0]).toBe('Номер талона')
    expect(
      rows.map(([number, , litres, , price, amount, , , status]) => [number, litres, price, amount, status]),
    ).toEqual([
      ["'10000000000000000001", '20,000', '325,00', '6500,00', 'Истёк'],
      ["'10000000000000000002", '20,000', '325,00', '6500,00', 'Погашен'],
      ["'10000000000000000003", '20,000', '325,00', '6500,00', 'Заблокирован поставщиком'],
    ])
    expect((await read('/coupons/export?status=redeemed')).length).toBe(2)
  })

  test('are named by the days that they are about, and a list as it stands by today', async () => {
    const nameOf = async (path: string) => {
      const answer = await app.as(owner).get(path)
      return /filename="(.*)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1]
    }
    const september = 'from=2026-09-01&to=2026-09-30'
    for (const [path, name] of [
      [`/transactions/export?format=csv1c&${september}`, 'transactions-2026-09-01-2026-09-30.csv'],
      [`/transactions/export?format=xlsx&${september}`, 'transactions-2026-09-01-2026-09-30.xlsx'],
      ['/transactions/export?from=2026-09-01', `transactions-2026-09-01-${today}.csv`],
      ['/transactions/export?to=2026-09-30', 'transactions-until-2026-09-30.csv'],
      ['/transactions/export?from=2026-09-30&to=2026-09-30', 'transactions-2026-09-30.csv'],
      ['/transactions/export', `transactions-${today}.csv`],
      [`/account/statement/export?${september}`, 'statement-2026-09-01-2026-09-30.csv'],
      ['/coupons/export', `coupons-${today}.csv`],
      ['/cards/export', `cards-${today}.csv`],
    ] as const)
      expect([path, await nameOf(path)]).toEqual([path, name])
  })

  test('keep numbers as text and make no formula of what a person wrote', async () => {
    const [, row] = await read('/cards/export')
    expect(row?.[0]).toBe(`'${cardNumber}`)
    expect(row?.[1]).toBe(`'=HYPERLINK("http://evil")`)
    const refuelling = (await read('/transactions/export?q=000777'))[1]
    expect(refuelling?.slice(8, 12)).toEqual(['40,000', '325,00', '13000,50', "'000777"])
  })

  test('of transactions say what a fill left on a coupon, as the list does', async () => {
    const company = await cabinet.company()
    const reader = await cabinet.client(company)
    await bringCoupons(reader.ctx, company, [
      { qr: 'left-lapsed' },
      { qr: 'left-kept', divisible: true },
      { qr: 'left-nothing' },
    ])
    const pump = await pumpOf(cabinet)
    const station = await cabinet.station()
    const asked = (payload: string) => fuelAsked(station, { by: 'qr', payload })
    const lapsed = asked('left-lapsed')
    await authorize(pump, lapsed)
    await completeAuthorization(pump, lapsed.operationId, { volume: 12_000, receipt: 'lapsed' })
    await redeem(pump, { ...asked('left-kept'), volume: 5_500, receipt: 'kept' })
    await redeem(pump, { ...asked('left-nothing'), receipt: 'nothing' })
    const [head, ...rows] = await read('/transactions/export', reader)
    expect(head?.slice(12)).toEqual(['Остаток после заправки, литры', 'Что стало с остатком'])
    const left = rows.map((row) => [row[11]?.replace(/^'/, ''), ...row.slice(12)])
    expect(left.toSorted()).toEqual([
      ['kept', '14,500', 'Осталось на талоне'],
      ['lapsed', '8,000', 'Сгорело'],
      ['nothing', '', ''],
    ])
  })

  test('come as a workbook too, with numbers as text', async () => {
    const answer = await app.as(owner).get('/coupons/export?product=lpg&sort=number&format=xlsx')
    expect(answer.headers.get('Content-Disposition')).toMatch(/filename="coupons-[\d-]+\.xlsx"/)
    const book = await openWorkbook(Buffer.from(await answer.arrayBuffer()))
    const rows = []
    for await (const { cells } of worksheetRows(book, book.sheets[0]?.name ?? '')) rows.push(cells)
    expect(rows[0]?.[0]).toBe('Номер талона')
    expect(rows.slice(1).map(([number, , litres, , price]) => [number, litres, price])).toEqual([
      ['10000000000000000001', '20', '325'],
      ['10000000000000000002', '20', '325'],
      ['10000000000000000003', '20', '325'],
    ])
  })

  test('are written a batch at a time', async () => {
    const big = await cabinet.company()
    const reader = await cabinet.client(big)
    await bringCoupons(
      reader.ctx,
      big,
      Array.from({ length: 2_500 }, () => ({ qr: null })),
    )
    expect(await read('/coupons/export', reader)).toHaveLength(2_501)
  })

  test('are nobody else’s', async () => {
    const stranger = await cabinet.client(await cabinet.company())
    expect(await read('/coupons/export', stranger)).toHaveLength(1)
    expect(await app.visitor().get('/coupons/export')).toRedirectTo('/sign-in?redirectTo=%2Fcoupons%2Fexport')
    expect((await app.as(await cabinet.staff('support')).get('/coupons/export')).status).toBe(403)
  })
})

describe('/transactions', () => {
  test('shows sums over all that is selected', async () => {
    await expect(await app.as(owner).get(`/transactions?from=${today}&to=${today}`)).toShow('2 транзакции')
    await expect(await app.as(owner).get(`/transactions?card=${cardId}`)).toShow('13 000,50 ₸')
  })

  test("another company's card selects nothing", async () => {
    const stranger = await cabinet.client(await cabinet.company())
    await expect(await app.as(stranger).get(`/transactions?card=${cardId}`)).toShow('Ничего не найдено')
  })
})

test('the overview welcomes once', async () => {
  const newcomer = await cabinet.client(companyId, 'viewer')
  await expect(await app.as(newcomer).get('/cabinet')).toShow('Добро пожаловать в Личный кабинет!')
  const again = await (await app.as(newcomer).get('/cabinet')).text()
  expect(again).not.toContain('Добро пожаловать')
})

test('every list and the overview are there in each language', async () => {
  for (const [locale, words] of [
    ['en', 'Electronic coupons'],
    ['ru', 'Электронные талоны'],
    ['kk', 'Электрондық талондар'],
  ] as const) {
    await cabinet.db.updateTable('users').set({ locale }).where('id', '=', owner.userId).execute()
    for (const path of ['/cabinet', '/cards', '/coupons', '/transactions', '/company']) {
      const page = await app.as(owner).get(path)
      await expect(page).toShow(words)
      expect(await page.text()).toContain(`<html lang="${locale}"`)
    }
  }
  await cabinet.db.updateTable('users').set({ locale: 'ru' }).where('id', '=', owner.userId).execute()
})
