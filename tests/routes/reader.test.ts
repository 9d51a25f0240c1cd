import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { beginVisit, readTotals } from '#app/domain/readonly-links/reading.server.ts'
import { revokeReadonlyLink } from '#app/domain/readonly-links/readonly-links.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { give, newDriver, newVehicle } from '#tests/support/fleet.ts'
import { handTo } from '#tests/support/handovers.ts'
import { readonlyLinkTo } from '#tests/support/readonly-links.ts'
import { bringCards, bringCoupons, bringTransactions } from '#tests/support/registers.ts'
import { stateOf } from '#tests/support/state.ts'
import type { Visitor } from '#tests/support/visitor.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let owner: Person
let stranger: Person
let scene: Awaited<ReturnType<typeof setUp>>

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company({ name: 'ТОО «Алатау Транс»' })
  owner = await cabinet.client(companyId, 'owner')
  const otherId = await cabinet.company({ name: 'ТОО «Бөгде»' })
  stranger = await cabinet.client(otherId, 'owner')
  scene = await setUp(otherId)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const HOLDER = 'Тасқынбаев Нұрлан'
const DRIVER = 'Әбдірахманов Ерлан'
const PHONE = '87015559944'
const PLATE = '777 KTZ 02'

/** November at the company with names everywhere, the days around it, and the same at another company. */
async function setUp(otherId: CompanyId) {
  const { ctx } = owner
  const [card, idle, foreign] = [
    ...(await bringCards(ctx, companyId, [{ holder: HOLDER, plate: '111 AAA 01' }, { holder: HOLDER }])),
    ...(await bringCards(stranger.ctx, otherId, [{ holder: HOLDER }])),
  ]
  const driver = await newDriver(ctx, companyId, { name: DRIVER, phone: PHONE })
  const vehicle = await newVehicle(ctx, companyId, { plate: PLATE })
  await give(ctx, companyId, { kind: 'card', id: card?.id ?? 0 }, { driver, vehicle, date: '2026-10-01' })
  const fill = (receipt: string, at: string, of = card) => ({
    ...{ cardId: of?.id ?? null, instrumentNumber: of?.number ?? '', receipt },
    occurredAt: new Date(at),
    occurredOn: at.slice(0, 10),
  })
  // Almaty is five hours ahead: the last moment of October, the first and the last of November, the first of December.
  await bringTransactions(ctx, companyId, [
    fill('OCT-1', '2026-10-31T18:59:59Z'),
    fill('NOV-1', '2026-10-31T19:00:00Z'),
    fill('NOV-2', '2026-11-30T18:59:59Z'),
    fill('DEC-1', '2026-11-30T19:00:00Z'),
    fill('DEC-2', '2026-12-01T10:00:00Z', idle),
  ])
  await bringTransactions(stranger.ctx, otherId, [fill('ELSE-1', '2026-11-15T10:00:00Z', foreign)])
  const dates = (validFrom: string, validUntil: string) => ({ validFrom, validUntil })
  const used = (at: string) => ({ issuerStatus: 'redeemed' as const, redeemedAt: new Date(at) })
  const [before, within, usedBefore, usedIn, usedAfter, after, handed] = await bringCoupons(ctx, companyId, [
    dates('2026-09-01', '2026-10-31'),
    dates('2026-11-10', '2027-01-31'),
    { ...dates('2026-09-01', '2027-01-31'), ...used('2026-10-31T18:59:59Z') },
    { ...dates('2026-09-01', '2027-01-31'), ...used('2026-11-12T10:00:00Z') },
    { ...dates('2026-09-01', '2027-01-31'), ...used('2026-12-02T10:00:00Z') },
    dates('2026-12-01', '2027-01-31'),
    dates('2026-11-01', '2027-02-28'),
  ])
  const [elsewhere] = await bringCoupons(stranger.ctx, otherId, [dates('2026-11-10', '2027-01-31')])
  await handTo(ctx, companyId, [handed?.id ?? 0], { driverName: DRIVER, driverPhone: PHONE })
  return {
    otherId,
    card: card?.number ?? '',
    idle: idle?.number ?? '',
    inside: [within, usedIn, usedAfter, handed].map((coupon) => coupon?.number ?? ''),
    usedIn: usedIn?.number ?? '',
    usedAfter: usedAfter?.number ?? '',
    outside: [before, usedBefore, after, elsewhere].map((coupon) => coupon?.number ?? ''),
  }
}

const PARTS = ['', '/transactions', '/coupons', '/cards'] as const
const LISTS = ['transactions', 'coupons', 'cards'] as const
const filesOf = (token: string) =>
  LISTS.flatMap((list) =>
    ['csv', 'csv1c', 'xlsx'].map((format) => `/r/${token}/export?list=${list}&format=${format}`),
  )

async function opened(fields: Record<string, string> = {}) {
  const { id, token } = await readonlyLinkTo(owner.ctx, companyId, fields)
  const reader = app.visitor()
  const pressed = await reader.post(`/r/${token}`)
  expect(pressed).toRedirectTo(`/r/${token}`)
  return { id, token, reader }
}

const visitsOf = async (id: number) =>
  cabinet.db.selectFrom('readonly_link_visits').selectAll().where('link_id', '=', id).execute()

/** Everything that the link shows, as text. */
async function everythingOf(reader: Visitor, token: string): Promise<string> {
  const texts: string[] = []
  for (const part of PARTS)
    for (const spelling of [part, `${part}.data`])
      texts.push(await (await reader.get(`/r/${token}${spelling}`)).text())
  for (const file of filesOf(token).filter((path) => !path.endsWith('xlsx')))
    texts.push(await (await reader.get(file)).text())
  return texts.join('\n')
}

describe('what a reader sees', () => {
  test('the period’s refuellings, coupons, cards and totals, and their files', async () => {
    const { token, reader } = await opened()
    await expect(await reader.get(`/r/${token}`)).toShow('ТОО «Алатау Транс»')
    const rows = await (await reader.get(`/r/${token}/transactions`)).text()
    for (const receipt of ['NOV-1', 'NOV-2']) expect(rows).toContain(receipt)
    expect(rows).toContain(PLATE)
    expect(rows).toContain(
      `•••• ${scene.card.slice(-4)}`.replace(' ', rows.includes('••••\u00a0') ? '\u00a0' : ' '),
    )
    const coupons = await (await reader.get(`/r/${token}/coupons`)).text()
    for (const number of scene.inside) expect(coupons).toContain(number)
    const cards = await (await reader.get(`/r/${token}/cards`)).text()
    expect(cards).toContain(scene.card.slice(-4))
    const csv = await (await reader.get(`/r/${token}/export?list=transactions&format=csv`)).text()
    expect(csv.split('\n').filter((line) => line.includes('NOV-'))).toHaveLength(2)
    for (const file of filesOf(token)) {
      const name = (await reader.get(file)).headers.get('Content-Disposition')
      expect(name).toMatch(/filename="(transactions|coupons|cards)-2026-11-01-2026-11-30\./)
    }
  })

  test('totals of its own days only', async () => {
    const { token } = await readonlyLinkTo(owner.ctx, companyId)
    const guest = await cabinet.guest()
    const visit = await beginVisit(guest, token, '')
    const totals = await readTotals(guest, { token, visit })
    expect(totals.map(({ transactions }) => transactions)).toEqual([2])
    await expect(readTotals(guest, { token, visit: undefined })).rejects.toThrow('link_dead')
  })

  test('a coupon stands as it stood when the period ended', async () => {
    const { token, reader } = await opened()
    const csv = await (await reader.get(`/r/${token}/export?list=coupons&format=csv`)).text()
    const lineOf = (number: string) => csv.split('\n').find((line) => line.includes(number))
    expect(lineOf(scene.usedIn)).toContain('Погашен')
    expect(lineOf(scene.usedIn)).toContain('12.11.2026')
    expect(lineOf(scene.usedAfter)).toContain('Не погашен')
    expect(lineOf(scene.usedAfter)).not.toContain('12.2026')
  })
})

describe('an attacker with a link', () => {
  test('sees no row of another company or of a day outside the period', async () => {
    const { token, reader } = await opened()
    const everything = await everythingOf(reader, token)
    for (const alien of ['OCT-1', 'DEC-1', 'DEC-2', 'ELSE-1', ...scene.outside])
      expect([alien, everything.includes(alien)]).toEqual([alien, false])
    expect(everything).not.toContain(scene.idle.slice(-6))
    expect(everything).not.toContain('Бөгде')
  })

  test('finds no other row by cursors, filters and made-up parameters', async () => {
    const { token, reader } = await opened()
    const { rows } = await sql<{ id: number }>`
      select id from transactions where receipt in ('OCT-1', 'DEC-1', 'ELSE-1')
      union select id from coupons where number in (${sql.join(scene.outside)})
    `.execute(cabinet.db)
    for (const { id } of rows) {
      for (const order of ['newest', 'valid_until']) {
        for (const way of ['before', 'after']) {
          const cursor = Buffer.from(`${way} ${id} ${order}`).toString('base64url')
          for (const part of PARTS) {
            const text = await (await reader.get(`/r/${token}${part}?cursor=${cursor}`)).text()
            for (const alien of ['OCT-1', 'DEC-1', 'ELSE-1', ...scene.outside])
              expect([part, cursor, text.includes(alien)]).toEqual([part, cursor, false])
          }
        }
      }
    }
    const wishes = `from=2000-01-01&to=2099-12-31&companyId=${scene.otherId}&company=${scene.otherId}&q=ELSE`
    for (const part of PARTS) {
      const text = await (await reader.get(`/r/${token}${part}?${wishes}`)).text()
      expect(text).not.toMatch(/OCT-1|DEC-1|ELSE-1/)
    }
  })

  test('reads no name, telephone, address or code of anybody', async () => {
    const { token, reader } = await opened()
    const everything = await everythingOf(reader, token)
    const { rows } = await sql<{ word: string }>`
      select email as word from users union select name from users union select holder from cards
      union select name from drivers union select phone from drivers union select driver_name from handovers
      union select driver_phone from handovers union select name from readonly_links
    `.execute(cabinet.db)
    const words = [...rows.map(({ word }) => word), HOLDER, DRIVER, PHONE.slice(1), 'payload-of-']
    const personal = words.filter((word) => word && word.length > 3)
    expect(personal.length).toBeGreaterThan(6)
    for (const word of personal) {
      for (const part of word.split(/\s+/).filter((one) => one.length > 4))
        expect([part, everything.includes(part)]).toEqual([part, false])
    }
    expect(everything).not.toMatch(/class="qr"|data:image|qr_ciphertext|token_hash|visit_hash/)
    expect(everything).not.toContain(scene.card)
  })

  test('changes nothing: its pages take no form but the one that opens them', async () => {
    const { token, reader } = await opened()
    const before = await stateOf(cabinet.db)
    for (const part of ['/transactions', '/coupons', '/cards', '/export']) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await reader.send(`/r/${token}${part}`, { method })
        expect([part, method, [400, 405].includes(answer.status)]).toEqual([part, method, true])
      }
    }
    for (const path of ['/coupons', '/cabinet', '/transactions/export', '/handovers', '/readonly-links'])
      expect((await reader.get(path)).headers.get('Location')).toMatch(/^\/sign-in/)
    expect(await stateOf(cabinet.db)).toEqual(before)
  })

  test('gets nothing more after it was revoked, in the same browser and in a download', async () => {
    const { id, token, reader } = await opened()
    await revokeReadonlyLink(owner.ctx, companyId, id)
    expect((await reader.get(`/r/${token}`)).status).toBe(410)
    for (const path of [
      ...['/transactions', '/coupons', '/cards'].map((part) => `/r/${token}${part}`),
      ...filesOf(token),
    ])
      expect(await reader.get(path)).toRedirectTo(`/r/${token}`)
    expect((await reader.post(`/r/${token}`)).status).toBe(410)
    const text = await (await reader.get(`/r/${token}`)).text()
    expect(text).not.toContain('Алатау')
    expect(await visitsOf(id)).toHaveLength(1)
  })

  test('gets nothing more after its end, nor when the company is closed', async () => {
    const { id, token, reader } = await opened()
    const end = (expires_at: unknown) =>
      cabinet.db
        .updateTable('readonly_links')
        .set({ expires_at } as never)
        .where('id', '=', id)
        .execute()
    await end(sql`date_sub(utc_timestamp(6), interval 1 second)`)
    expect((await reader.get(`/r/${token}`)).status).toBe(410)
    expect((await reader.post(`/r/${token}`)).status).toBe(410)
    expect(await reader.get(`/r/${token}/coupons`)).toRedirectTo(`/r/${token}`)
    await end(sql`date_add(utc_timestamp(6), interval 1 day)`)
    expect((await reader.get(`/r/${token}`)).status).toBe(200)
    const shut = (at: unknown) =>
      cabinet.db
        .updateTable('companies')
        .set({ closed_at: at } as never)
        .where('id', '=', companyId)
        .execute()
    await shut(sql`utc_timestamp(6)`)
    expect((await reader.get(`/r/${token}`)).status).toBe(410)
    await shut(null)
  })

  test('does not come in without pressing, with a made-up cookie, or with that of another link', async () => {
    const { token } = await readonlyLinkTo(owner.ctx, companyId)
    const other = await opened()
    const [name = '', visit = ''] = [...other.reader.cookies].find(([one]) => one.includes('reader_')) ?? []
    for (const value of ['x'.repeat(43), visit]) {
      for (const cookie of [name, name.replace(/_.*/, `_${await hashOf(token)}`)]) {
        const visitor = app.visitor()
        visitor.cookies.set(cookie, value)
        expect(await visitor.get(`/r/${token}/transactions`)).toRedirectTo(`/r/${token}`)
      }
    }
    for (const path of filesOf(token)) expect(await app.visitor().get(path)).toRedirectTo(`/r/${token}`)
    expect((await app.visitor().get(`/r/${'a'.repeat(43)}`)).status).toBe(410)
    expect((await app.visitor().post(`/r/${'a'.repeat(43)}`)).status).toBe(410)
  })

  test('a visit is over after half a day, and is another one then', async () => {
    const { id, token, reader } = await opened()
    await sql`update readonly_link_visits set created_at = date_sub(utc_timestamp(6), interval 721 minute)
      where link_id = ${id}`.execute(cabinet.db)
    expect(await reader.get(`/r/${token}/cards`)).toRedirectTo(`/r/${token}`)
    await reader.post(`/r/${token}`)
    expect((await reader.get(`/r/${token}/cards`)).status).toBe(200)
    expect(await visitsOf(id)).toHaveLength(2)
  })
})

async function hashOf(token: string): Promise<string> {
  const { sha256 } = await import('#app/domain/kernel/keyring.server.ts')
  return sha256(token).toString('hex').slice(0, 12)
}

describe('a link', () => {
  test('is looked at by twenty programs without a visit, keeps its address, and is in no index', async () => {
    const { id, token } = await readonlyLinkTo(owner.ctx, companyId)
    const before = await stateOf(cabinet.db)
    for (let time = 0; time < 20; time++) {
      const headers = { 'User-Agent': time % 2 ? 'TelegramBot (like TwitterBot)' : 'WhatsApp/2.23' }
      const page = await app.visitor().get(`/r/${token}`, { method: time % 3 ? 'GET' : 'HEAD', headers })
      expect([page.status, page.headers.getSetCookie()]).toEqual([200, []])
      expect(page.headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(page.headers.get('X-Robots-Tag')).toContain('noindex')
      expect(page.headers.get('Cache-Control')).toContain('no-store')
      expect(await page.text()).not.toMatch(/NOV-1|<script[^>]*src/)
    }
    expect(await visitsOf(id)).toEqual([])
    expect(await stateOf(cabinet.db)).toEqual(before)
  })

  test('lies hashed, and stands neither in the log nor in the audit log', async () => {
    const { id, token, reader } = await opened()
    await reader.get(`/r/${token}/coupons`)
    await reader.get(filesOf(token)[0] ?? '')
    const cookie = [...reader.cookies.values()].join()
    const rows = await cabinet.db.selectFrom('readonly_links').selectAll().where('id', '=', id).execute()
    const log = await cabinet.db.selectFrom('audit_log').selectAll().execute()
    for (const text of [JSON.stringify(rows), JSON.stringify(log), app.logged.join('')]) {
      expect(text).not.toContain(token)
      for (const value of cookie.split(',').filter((one) => one.length > 20))
        expect(text).not.toContain(value)
    }
  })

  test('each visit is told to the owner: when, from which network, with which browser', async () => {
    const { id, token } = await readonlyLinkTo(owner.ctx, companyId)
    const headers = { 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 '.padEnd(400, 'x') }
    await app.visitor().post(`/r/${token}`, {}, { headers, from: '127.0.5.77' })
    const page = await (await app.as(owner).get(`/readonly-links/${id}`)).text()
    expect(page).toContain('Chrome, Windows')
    expect(page).toContain('127.0.5.0/24')
    expect(page).not.toContain('127.0.5.77')
    expect(await cabinet.actions({ kind: 'readonly_link', id })).toEqual([
      'readonly_link.created',
      'readonly_link.visited',
    ])
  })
})

describe('the owner', () => {
  const typed = { name: 'ТОО «Аудит»', from: '2026-11-01', to: '2026-11-30', days: '30' }

  test('makes a link once, however often the form arrives, and revokes it once', async () => {
    const visitor = app.as(owner)
    await expect(await visitor.get('/readonly-links/new')).toShow('Через сколько дней')
    const answer = await visitor.post('/readonly-links/new', { ...typed, nonce: 'link-1' })
    const again = await visitor.post('/readonly-links/new', { ...typed, nonce: 'link-1' })
    const page = answer.headers.get('Location') ?? ''
    expect(page).toMatch(/^\/readonly-links\/\d+$/)
    expect(again.headers.get('Location')).toBe(page)
    await expect(await visitor.get('/readonly-links')).toShow('ТОО «Аудит»')
    await expect(await visitor.get('/team')).toShow('Ссылка для аудитора')
    for (let time = 0; time < 2; time++)
      expect(await visitor.post(`${page}/revoke`, { nonce: 'revoke-1' })).toRedirectTo(page)
    await visitor.post(`${page}/revoke`)
    const text = await (await visitor.get(page)).text()
    expect(text).toContain('Отозвана')
    expect(text).not.toContain('data-share-link')
    const id = Number(page.split('/').pop())
    expect(await cabinet.actions({ kind: 'readonly_link', id })).toEqual([
      'readonly_link.created',
      'readonly_link.revoked',
    ])
  })

  test.each([
    ['days', '0'],
    ['days', '91'],
    ['days', 'x'],
    ['days', '1.5'],
    ['to', '2026-10-31'],
    ['to', '2026-11-31'],
    ['from', ''],
    ['name', ''],
    ['name', 'x'.repeat(101)],
  ])('is refused %s %j, and what was typed comes back', async (field, value) => {
    const answer = await app.as(owner).post('/readonly-links/new', { ...typed, [field]: value })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('value="30"'.replace('30', field === 'days' ? value : '30'))
  })

  test('alone: neither colleagues nor staff, and another company’s owner finds nothing', async () => {
    const { id } = await readonlyLinkTo(owner.ctx, companyId)
    for (const role of ['manager', 'viewer'] as const) {
      const person = await cabinet.client(companyId, role)
      for (const path of ['/readonly-links', '/readonly-links/new', `/readonly-links/${id}`])
        expect([role, path, (await app.as(person).get(path)).status]).toEqual([role, path, 403])
      expect((await app.as(person).post(`/readonly-links/${id}/revoke`)).status).toBe(403)
    }
    expect((await app.as(stranger).get(`/readonly-links/${id}`)).status).toBe(404)
    expect((await app.as(stranger).post(`/readonly-links/${id}/revoke`)).status).toBe(404)
  })
})
