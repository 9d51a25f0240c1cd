import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recallHandover } from '#app/domain/handovers/recalling.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { printCoupons } from '#app/domain/prints/printing.server.ts'
import { PrintCoupons } from '#app/domain/prints/prints.input.server.ts'
import { setIssuerStations } from '#app/domain/stations/station-rules.server.ts'
import { couponSheetPdf } from '#app/views/prints/coupon-sheet-pdf.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { handTo } from '#tests/support/handovers.ts'
import { codesOn, picturesOf, readPdf } from '#tests/support/pdf.ts'
import { bringCoupons, type NewCoupon } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let owner: Person
let stranger: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company({ name: 'ТОО «Әлия Тасымал»' })
  owner = await cabinet.client(companyId, 'owner')
  stranger = await cabinet.client(await cabinet.company(), 'owner')
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const coupons = (count: number, facts: NewCoupon = {}) =>
  bringCoupons(
    owner.ctx,
    companyId,
    Array.from({ length: count }, (_, at) => ({ qr: `45071${count}$${at}`, ...facts })),
  )
const fieldsOf = (made: readonly { id: number }[], layout: string) => ({
  ids: made.map(({ id }) => String(id)),
  ticked: '1',
  layout,
})
const payloads = (count: number) => Array.from({ length: count }, (_, at) => `45071${count}$${at}`)
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())

describe('sheets of coupons', () => {
  test.each([
    ['a4_8', { columns: 2, rows: 4 }, 10, 2],
    ['a4_12', { columns: 3, rows: 4 }, 14, 2],
    ['a6', { columns: 1, rows: 1 }, 2, 2],
  ] as const)('%s: a scanner reads every code off the paper', async (layout, grid, count, pages) => {
    const made = await coupons(count)
    const answer = await app.as(owner).post('/coupons/print.pdf', fieldsOf(made, layout))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toBe('application/pdf')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    const bytes = await bytesOf(answer)
    const pictures = await picturesOf(bytes, 2)
    expect(pictures).toHaveLength(pages)
    const read = pictures.flatMap((picture) => codesOn(picture, grid)).filter((code) => code !== null)
    expect(read).toEqual(payloads(count))
    // A4 or A6, to the point.
    const [first] = pictures
    expect([first?.width, first?.height]).toEqual(layout === 'a6' ? [595, 839] : [1190, 1683])
    for (const { id } of made)
      expect(await cabinet.actions({ kind: 'coupon', id })).toEqual(['coupon.qr_shown'])
  })

  test('has the number in groups, product, litres, last day, place and holder, in letters of its own', async () => {
    const code = await cabinet.station()
    await cabinet.db
      .updateTable('stations')
      .set({ name: 'Қарағанды-Өңір' })
      .where('code', '=', code)
      .execute()
    const [one] = await coupons(1, { product: 'ai95', validUntil: '2027-02-28', validFrom: '2026-01-01' })
    const id = one?.id ?? 0
    await setIssuerStations(owner.ctx, 'coupon', id, { are: 'only', codes: [code] })
    await handTo(owner.ctx, companyId, [id], { driverName: 'Әбіш Ғани Қыдырұлы' })
    const answer = await app.as(owner).post('/coupons/print.pdf', fieldsOf([{ id }], 'a4_8'))
    const { text, fonts, title } = await readPdf(await bytesOf(answer))
    expect(fonts.every((font) => font.startsWith('GolosText'))).toBe(true)
    expect(title).toBe('Талоны')
    for (const part of ['АИ-95', '20 л', '28.02.2027', 'Қарағанды-Өңір', 'Әбіш Ғани Қыдырұлы'])
      expect(text.replace(/\s+/g, ' ')).toContain(part)
    expect(text).toContain(one?.number.replace(/(.{4})(?=.)/g, '$1 '))
    expect(text).not.toContain('45071')
  })

  test('the browser’s own sheets have the same codes, and a reload shows none', async () => {
    const made = await coupons(9)
    const visitor = app.as(owner)
    const page = await visitor.post('/coupons/print', fieldsOf(made, 'a4_8'))
    expect(page.status).toBe(200)
    expect(page.headers.get('Cache-Control')).toContain('no-store')
    const text = await page.text()
    expect(text).toContain('data-sheets="2"')
    expect(text.match(/<figure class="qr"/g)).toHaveLength(9)
    // Four light modules around the code.
    expect(text).toMatch(/viewBox="-4 -4 (\d+) \1"/)
    expect(text).not.toContain('45071')
    for (const { number } of made) expect(text).toContain(number)
    const again = await visitor.get(`/coupons/print?ids=${made[0]?.id}`)
    expect(await again.text()).not.toContain('<figure class="qr"')
    expect(await cabinet.actions({ kind: 'coupon', id: made[0]?.id ?? 0 })).toEqual(['coupon.qr_shown'])
  })

  test('the choice is asked for first: how many can be printed, and how many not', async () => {
    const made = await coupons(3)
    const [used] = await coupons(1, { issuerStatus: 'redeemed' })
    const query = [...made, ...(used ? [used] : [])].map(({ id }) => `ids=${id}`).join('&')
    const visitor = app.as(owner)
    const page = await visitor.get(`/coupons/print?ticked=1&${query}`)
    await expect(page).toShow('К печати 3 талона')
    const all = await visitor.get(`/coupons/print?ticked=1&${query}`)
    await expect(all).toShow('Не войдут, потому что АЗС их сейчас не примут или у них нет QR-кода: 1')
    await expect(await visitor.get('/coupons/print?ticked=1')).toShow('Ничего не выбрано')
    await expect(await visitor.get('/coupons')).toShow('Распечатать отмеченные')
    const refused = await visitor.post('/coupons/print', fieldsOf(used ? [used] : [], 'a6'))
    expect(refused.status).toBe(409)
    expect((await visitor.post('/coupons/print.pdf', fieldsOf(used ? [used] : [], 'a6'))).status).toBe(409)
    expect((await visitor.post('/coupons/print.pdf', fieldsOf(made, 'a3'))).status).toBe(400)
    expect((await visitor.post('/coupons/print', { layout: 'a6', product: 'Petrol!' })).status).toBe(400)
  })

  test('of another company there are none', async () => {
    const made = await coupons(1)
    const { id } = await handTo(owner.ctx, companyId, [made[0]?.id ?? 0])
    const visitor = app.as(stranger)
    for (const fields of [fieldsOf(made, 'a6'), { handover: String(id), layout: 'a6' }]) {
      for (const path of ['/coupons/print', '/coupons/print.pdf']) {
        const answer = await visitor.post(path, fields)
        expect([path, answer.status]).toEqual([path, 404])
      }
    }
    expect((await visitor.get(`/coupons/print?ids=${made[0]?.id}`)).status).toBe(404)
    expect(await cabinet.actions({ kind: 'coupon', id: made[0]?.id ?? 0 })).not.toContain('coupon.qr_shown')
  })
})

test('thousands of coupons are drawn while they are sent: no more than a few sheets are in memory', async () => {
  const many = 3_000
  for (let part = 0; part < 3; part++) await coupons(1_000, { product: 'lpg' })
  const shown = async () => {
    const row = await cabinet.db
      .selectFrom('audit_log')
      .innerJoin('coupons', 'coupons.id', 'audit_log.subject_id')
      .select(({ fn }) => fn.countAll<string>().as('n'))
      .where('audit_log.action', '=', 'coupon.qr_shown')
      .where('coupons.product', '=', 'lpg')
      .where('coupons.company_id', '=', companyId)
      .executeTakeFirstOrThrow()
    return Number(row.n)
  }
  const input = PrintCoupons.parse({ product: 'lpg', layout: 'a4_12' })
  const pieces = couponSheetPdf(owner.ctx, 'a4_12', printCoupons(owner.ctx, companyId, input))
  const first = await pieces.next()
  const sizes = [first.value?.length ?? 0]
  // One batch is read, and the next waits for the reader.
  expect(await shown()).toBe(120)
  const all: Uint8Array[] = [first.value ?? new Uint8Array()]
  for await (const piece of pieces) {
    sizes.push(piece.length)
    all.push(piece)
  }
  expect(await shown()).toBe(many)
  expect(sizes.length).toBeGreaterThanOrEqual(many / 12)
  const whole = Buffer.concat(all)
  // The last piece has the fonts and the table of contents; each other one is about a sheet.
  expect(Math.max(...sizes.slice(0, -1))).toBeLessThan(whole.length / 50)
  expect((await readPdf(whole)).pages).toBe(many / 12)
})

describe('the journal for signatures', () => {
  test('of a hand-over: each coupon a row with room for a signature, as page and as PDF', async () => {
    const made = await coupons(3, { product: 'ai92' })
    const { id } = await handTo(
      owner.ctx,
      companyId,
      made.map(({ id }) => id),
      { driverName: 'Өмірбек Ұлан' },
    )
    const visitor = app.as(owner)
    const page = await (await visitor.get(`/handovers/${id}/journal`)).text()
    expect(page.match(/<td class="signature"/g)).toHaveLength(3)
    expect(page).toContain('Подпись получателя')
    for (const { number } of made) expect(page).toContain(number)
    const { text, fonts } = await readPdf(await bytesOf(await visitor.get(`/handovers/${id}/journal.pdf`)))
    expect(fonts.every((font) => font.startsWith('GolosText'))).toBe(true)
    for (const { number } of made) expect(text).toContain(number.replace(/(.{4})(?=.)/g, '$1 '))
    expect(text).toContain('Өмірбек Ұлан')
    expect(text).toContain('ТОО «Әлия Тасымал»')
    // Three of twenty litres at 325 tenge.
    expect(text.replace(/\s+/g, ' ')).toContain('19 500,00 ₸')
    for (const path of [`/handovers/${id}/journal`, `/handovers/${id}/journal.pdf`])
      expect((await app.as(stranger).get(path)).status).toBe(404)
  })

  test('of a period: what was handed over in it, taken back or not, and of nobody else', async () => {
    const other = await cabinet.company()
    const person = await cabinet.client(other, 'owner')
    const names = ['Бірінші Ә', 'Екінші Ғ', 'Үшінші Қ']
    const ids: number[] = []
    for (const driverName of names) {
      const [made] = await bringCoupons(person.ctx, other, [{}])
      ids.push((await handTo(person.ctx, other, [made?.id ?? 0], { driverName })).id)
    }
    await recallHandover(person.ctx, other, ids[1] ?? 0)
    const day = async (id: number | undefined, at: string) =>
      cabinet.db
        .updateTable('handovers')
        .set({ created_at: new Date(at) } as never)
        .where('id', '=', id ?? 0)
        .execute()
    // The last moment of the day before, the first of the first day, the last of the last one, in Almaty.
    await day(ids[0], '2026-03-31T18:59:59Z')
    await day(ids[1], '2026-03-31T19:00:00Z')
    await day(ids[2], '2026-04-30T18:59:59Z')
    const visitor = app.as(person)
    const path = '/handovers/journal?from=2026-04-01&to=2026-04-30'
    const page = await (await visitor.get(path)).text()
    expect(names.map((name) => page.includes(name))).toEqual([false, true, true])
    expect(page).toContain('Возвращено')
    const file = path.replace('journal?', 'journal.pdf?')
    const { text } = await readPdf(await bytesOf(await visitor.get(file)))
    expect(names.map((name) => text.includes(name))).toEqual([false, true, true])
    expect(text).toContain('Итого 2 талона')
    await expect(await app.as(owner).get(path)).toShow('За этот период ничего не выдано')
    const viewer = await cabinet.client(other, 'viewer')
    for (const each of [path, file]) expect((await app.as(viewer).get(each)).status).toBe(403)
  })

  test('more hand-overs than are read at a time, of the same moment: each once', async () => {
    const other = await cabinet.company()
    const person = await cabinet.client(other, 'owner')
    const made = await bringCoupons(
      person.ctx,
      other,
      Array.from({ length: 45 }, () => ({})),
    )
    for (const { id } of made) await handTo(person.ctx, other, [id])
    await cabinet.db
      .updateTable('handovers')
      .set({ created_at: new Date('2026-05-05T05:05:05.005Z') } as never)
      .where('company_id', '=', other)
      .execute()
    const file = await app.as(person).get('/handovers/journal.pdf?from=2026-05-05&to=2026-05-05')
    const { text } = await readPdf(await bytesOf(file))
    for (const { number } of made) expect(text.replaceAll(' ', '').split(number)).toHaveLength(2)
    expect(text).toContain('45 талонов')
  })
})
