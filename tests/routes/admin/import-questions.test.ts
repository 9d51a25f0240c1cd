/** The page of a checked file without JavaScript: what it asks, what it shows beside each question, what comes next. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { locales } from '#locales/index.ts'
import { translatorFor } from '#locales/words.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, newBin } from '#tests/support/fixtures.ts'
import { csv, uploadForm, workOffImports } from '#tests/support/imports.ts'
import { bringCards } from '#tests/support/registers.ts'
import type { Visitor } from '#tests/support/visitor.ts'

let cabinet: Cabinet
let app: App

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

describe.each(locales)('in %s', (locale) => {
  const t = translatorFor(locale)
  let staff: Visitor

  beforeAll(async () => {
    const person = await cabinet.staff('administrator')
    await cabinet.db.updateTable('users').set({ locale }).where('id', '=', person.userId).execute()
    staff = app.as(person)
  })

  async function upload(kind: string, bytes: Uint8Array): Promise<string> {
    const answer = await staff.upload('/admin/imports/new', uploadForm(kind, `${kind}.csv`, bytes))
    await workOffImports(cabinet)
    return answer.headers.get('Location') ?? ''
  }

  async function send(page: string, action: string, fields: Record<string, string> = {}): Promise<void> {
    expect(await staff.post(`${page}/${action}`, fields)).toRedirectTo(page)
    await workOffImports(cabinet)
  }

  test('a question stands beside rows of the file, is answered by a form, and the answer can be changed', async () => {
    const { ctx } = await cabinet.staff('administrator')
    const bin = newBin()
    const company = await cabinet.company({ bin })
    const [card] = await bringCards(ctx, company, [{}])
    const station = await cabinet.station()
    const row = (day: string, sum: string) => [
      day,
      '08:15',
      card?.number,
      bin,
      station,
      'АИ-95',
      '40,00',
      '300,00',
      sum,
    ]
    const bytes = csv(`Дата;Время;Номер карты;БИН;АЗС;Топливо;Литры;Цена;Сумма;Чек;${locale}`, [
      [...row('03/02/2026', '12 000,00'), '1', locale],
      [...row('04/02/2026', '11 111 111,00'), '2', locale],
      ['Итого', '', '', '', '', '', '90,00', '', '12 000,00', '', ''],
    ])
    const page = await upload('transactions', bytes)
    const asked = await staff.get(page)
    await expect(asked).toShow(t('imports:decisions.date_order'))
    await expect(await staff.get(page)).toShow(
      t('imports:questions.rows', { values: '03/02/2026 · 04/02/2026' }),
    )
    await expect(await staff.get(page)).toShow(t('imports:totals.title'))

    await send(page, 'adjust', { question0: 'date_order', answer0: 'mdy' })
    await expect(await staff.get(page)).toShow(t('imports:questions.byAnswer'))
    await send(page, 'adjust', { question0: 'date_order', answer0: 'dmy' })
    await expect(await staff.get(page)).toShow(t('imports:good.action', { good: '1', bad: '1' }))
    await send(page, 'commit', { rows: 'good' })

    const done = await (await staff.get(page)).text()
    expect(done).toContain(t('imports:after.transactions'))
    expect(done).toContain('href="/admin/companies"')
    expect(done).toContain(t('imports:after.rest'))
    const rest = await (await staff.get(`${page}/faults.csv`)).text()
    expect(rest).toContain('11 111 111,00')
    expect(rest).not.toContain('03/02/2026')
    const stored = await cabinet.db
      .selectFrom('transactions')
      .select(['volume', 'amount', 'occurred_at'])
      .where('company_id', '=', company)
      .execute()
    expect(stored).toEqual([
      { volume: 40_000, amount: 1_200_000, occurred_at: new Date('2026-02-03T03:15:00Z') },
    ])
  })

  test('after new companies the next step is to invite them, from the list of those whom nobody invited', async () => {
    const bins = [newBin(), newBin()]
    const bytes = csv(
      'БИН;Наименование;E-mail',
      bins.map((bin) => [bin, `ТОО ${bin}`, `${bin}@example.kz`]),
    )
    const page = await upload('companies', bytes)
    await send(page, 'commit')
    const done = await (await staff.get(page)).text()
    expect(done).toContain(t('imports:after.companies', { count: 2, n: '2' }))
    const next = '/admin/companies?people=none'
    expect(done).toContain(`href="${next}"`)
    const list = await (await staff.get(next)).text()
    for (const bin of bins) expect(list).toContain(bin)
  })
})
