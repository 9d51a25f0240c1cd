import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listProducts } from '#app/domain/products/products.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { bringIn, csv } from '#tests/support/imports.ts'

let cabinet: Cabinet
let app: App
let administrator: Person
let support: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  administrator = await cabinet.staff('administrator')
  support = await cabinet.staff('support')
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const typed = (fields: Record<string, string> = {}) => ({
  code: 'ai100',
  nameEn: 'AI-100',
  nameRu: 'АИ-100',
  nameKk: 'АИ-100 бензині',
  synonyms: 'Сотый',
  colour: 'pink',
  position: '35',
  active: 'on',
  ...fields,
})

async function idOf(code: string): Promise<number> {
  const found = (await listProducts(administrator.ctx)).find((product) => product.code === code)
  if (!found) throw new Error(`${code} is not there`)
  return found.id
}

test('substitutions are added with their period, shown to all staff and ended', async () => {
  const page = '/admin/products/substitutions'
  const form = { served: 'diesel_winter', insteadOf: 'diesel', startsOn: '2050-12-01', endsOn: '2051-03-31' }
  const staff = app.as(administrator)
  expect((await staff.post(page, { ...form, station: 'nowhere' })).status).toBe(400)
  expect(await staff.post(page, form)).toRedirectTo(page)
  const shown = await app.as(support).get(page)
  await expect(shown).toShow('01.12.2050 – 31.03.2051')
  const [, end = ''] = /action="([^"]+\/end)"/.exec(await (await staff.get(page)).text()) ?? []
  expect(await staff.post(end, {})).toRedirectTo(page)
  await expect(await staff.get(page)).toShow('Действующих и запланированных замен нет')
})

describe('products', () => {
  test('are created by an administrator, and everybody sees them without a restart', async () => {
    const bin = newBin()
    const companyId = await cabinet.company({ bin })
    const owner = app.as(await cabinet.client(companyId))
    await expect(await owner.get('/coupons')).toShow('Талоны')

    const staff = app.as(administrator)
    const created = await staff.post('/admin/products/new', typed())
    expect(created).toRedirectTo('/admin/products')
    await expect(await staff.follow(created)).toShow('Вид топлива создан: АИ-100')
    await expect(await app.as(support).get('/admin/products')).toShow('Сотый')

    await bringIn(
      administrator.ctx,
      'transactions',
      csv('Дата;Время;Номер карты;БИН;Код АЗС;Вид топлива;Литры;Цена;Сумма;Чек', [
        [yesterday(), '10:00:00', '7000830014273481', bin, '12', 'сотый', '20,00', '400,00', '8000,00', '1'],
        [yesterday(), '11:00:00', '7000830014273481', bin, '12', 'ДТ', '20,00', '400,00', '8000,00', '2'],
      ]),
    )
    const list = await owner.get('/transactions?product=ai100')
    await expect(list).toShow(/АИ-100.*20/)
    expect(await list.text()).toMatch(/<option value="ai100"[^>]*>АИ-100<\/option>/)
    const overview = await (await owner.get('/cabinet')).text()
    const legend = /<ul class="legend".*?<\/ul>/s.exec(overview)?.[0] ?? ''
    expect(legend).toMatch(/<rect class="s7"[^>]*>(?:<\/rect>)?<\/svg>АИ-100/)
    expect(legend).toMatch(/<rect class="s4"[^>]*>(?:<\/rect>)?<\/svg>Дизельное топливо/)
    for (const colour of ['s4', 's7']) expect(overview).toContain(`class="bars-seg ${colour}"`)
  })

  test('refused, keep what was typed', async () => {
    const answer = await app
      .as(administrator)
      .post('/admin/products/new', typed({ code: 'АИ', nameRu: 'Не потеряй' }))
    await expect(answer).toShow('строчные латинские буквы', 400)
    expect(await answer.text()).toContain('Не потеряй')
  })

  test('refuse a name of another product, saying whose it is', async () => {
    const answer = await app
      .as(administrator)
      .post(
        '/admin/products/new',
        typed({ code: 'other', nameEn: 'Other', nameRu: 'Другое', nameKk: 'Басқа', synonyms: 'пропан' }),
      )
    await expect(answer).toShow('Газ (СУГ): пропан', 409)
  })

  test('are changed under the version that was read', async () => {
    const id = await idOf('ai98')
    const page = `/admin/products/${id}`
    const { code: _code, ...fields } = typed({
      nameEn: 'AI-98',
      nameRu: 'АИ-98 Ultra',
      nameKk: 'АИ-98',
      synonyms: '',
    })
    const staff = app.as(administrator)
    await expect(await staff.get(page)).toShow('ai98')
    expect(await staff.post(page, { ...fields, version: '1' })).toRedirectTo('/admin/products')
    await expect(await staff.get('/admin/products')).toShow('АИ-98 Ultra')
    const stale = await staff.post(page, { ...fields, nameRu: 'АИ-98 Старое', version: '1' })
    await expect(stale).toShow('только что изменены другим пользователем', 409)
    expect(await stale.text()).toContain('АИ-98 Старое')
    const { active: _active, ...inactive } = { ...fields, version: '2' }
    expect(await staff.post(page, inactive)).toRedirectTo('/admin/products')
    await expect(await staff.get('/admin/products')).toShow('Неактивен')
    await expect(await staff.get('/admin/audit')).toShow('Вид топлива стал неактивным')
    expect(await cabinet.actions({ kind: 'product', id })).toEqual(['product.updated', 'product.deactivated'])
  })

  test('are only read by support', async () => {
    const staff = app.as(support)
    const list = await staff.get('/admin/products')
    await expect(list).toShow('Дизельное топливо')
    expect(await list.text()).not.toContain('/admin/products/new')
    expect((await staff.get('/admin/products/new')).status).toBe(403)
    expect((await staff.post('/admin/products/new', typed({ code: 'mine' }))).status).toBe(403)
  })
})

/** As a register writes it. */
function yesterday(): string {
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  return day.split('-').reverse().join('.')
}
