import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { listCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { listFaults } from '#app/domain/imports/faulty-rows.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { companyOverview } from '#app/domain/overview/overview.server.ts'
import { forgetProducts, productLabels, tankFamilies } from '#app/domain/products/catalogue.server.ts'
import { EditProduct, NewProduct } from '#app/domain/products/products.input.server.ts'
import {
  createProduct,
  editProduct,
  findProduct,
  listProducts,
  type Product,
} from '#app/domain/products/products.server.ts'
import { productColours, productFamilies, textOfProducts } from '#app/domain/products/products.ts'
import { testBounds, upTo } from '#tests/support/bounds.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { bringIn, check, csv } from '#tests/support/imports.ts'
import { products } from '#tests/support/products.ts'
import { NOW } from '#tests/support/registers.ts'

let cabinet: Cabinet
let staff: Person

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  staff = await cabinet.staff('administrator')
})
afterAll(() => cabinet.destroy())

const typed = (fields: Record<string, string> = {}) => ({
  code: 'ai100',
  nameEn: 'AI-100',
  nameRu: 'АИ-100',
  nameKk: 'АИ-100',
  synonyms: '',
  colour: 'pink',
  position: '35',
  active: 'on',
  ...fields,
})

const names = (count: number) => Array.from({ length: count }, (_, index) => `имя ${index}`).join('\n')

const create = (fields: Record<string, string> = {}) =>
  createProduct(staff.ctx, NewProduct.parse(typed(fields)))

/** As the form sends it back, with some fields changed; `null`: the box is not ticked. */
function edit(product: Product, fields: Record<string, string | null> = {}) {
  const { code: _code, isActive, synonyms, ...rest } = product
  const values = {
    ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])),
    synonyms: synonyms.join('\r\n'),
    ...(isActive ? { active: 'on' } : {}),
    ...fields,
  }
  const sent = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
  return editProduct(staff.ctx, product.id, EditProduct.parse(sent))
}

const titles = 'Номер талона;БИН;Вид топлива;Номинал;Цена;Действует с;Действует по;Статус'
let serial = 0
const coupon = (bin: string, fuel: string) => {
  serial += 1
  return [
    `8888${String(serial).padStart(16, '0')}`,
    bin,
    fuel,
    '20',
    '400,00',
    '01.01.2026',
    '31.12.2026',
    'Действует',
  ]
}

describe('a new database', () => {
  test('sells the first six, each with its own colour and its names in three languages', async () => {
    const all = await listProducts(staff.ctx)
    expect(all.map(({ code }) => code)).toEqual(['ai92', 'ai95', 'ai98', 'diesel', 'diesel_winter', 'lpg'])
    expect(new Set(all.map(({ colour }) => colour)).size).toBe(6)
    expect(all.find(({ code }) => code === 'diesel')).toMatchObject({
      nameEn: 'Diesel',
      nameRu: 'Дизельное топливо',
      nameKk: 'Дизель отыны',
      shortRu: 'ДТ',
      family: 'diesel_engine',
      isActive: true,
      version: 1,
    })
    const families = Map.groupBy(all, ({ family }) => family)
    expect([...families.values()].map((group) => group.map(({ code }) => code))).toEqual([
      ['ai92', 'ai95', 'ai98'],
      ['diesel', 'diesel_winter'],
      ['lpg'],
    ])
  })

  test('knows which products go into one tank; those of no family go into none with another', async () => {
    const others = ['adblue', 'e85']
    for (const code of others)
      await create({ code, nameEn: code, nameRu: code, nameKk: code, family: 'other' })
    forgetProducts()
    const family = await tankFamilies(staff.ctx)
    expect(family('ai92')).toBe(family('ai98'))
    expect(family('diesel')).toBe(family('diesel_winter'))
    expect(new Set(['ai92', 'diesel', 'lpg', ...others, 'gone'].map(family)).size).toBe(6)
  })

  test.each(products)('saves %s unchanged without a trace', async (code) => {
    const product = (await listProducts(staff.ctx)).find((each) => each.code === code)
    if (!product) throw new Error(`${code} is not there`)
    await edit(product)
    expect(await findProduct(staff.ctx, product.id)).toEqual(product)
    expect(await cabinet.actions({ kind: 'product', id: product.id })).toEqual([])
  })
})

describe('a product that staff add', () => {
  test('comes in from a file at once under its synonym and is listed, counted, named and coloured', async () => {
    const bin = newBin()
    const companyId = await cabinet.company({ bin })
    const client = (await cabinet.client(companyId)).ctx
    const before = await check(staff.ctx, 'coupons', csv(titles, [coupon(bin, 'Аддитивное топливо')]))
    expect(before.counts.faulty).toBe(1)
    await productLabels(client)

    const id = await create({
      code: 'premium',
      nameEn: 'Premium',
      nameRu: 'Премиум',
      nameKk: 'Премиум',
      synonyms: 'Аддитивное топливо\nДТ премиум',
    })

    const { status } = await bringIn(
      staff.ctx,
      'coupons',
      csv(titles, [coupon(bin, 'аддитивное  ТОПЛИВО'), coupon(bin, 'ДТ')]),
    )
    expect(status).toBe('committed')
    for (const filter of [{ product: 'premium' }, { product: 'premium', status: 'active' as const }]) {
      const list = await listCoupons(client, companyId, filter)
      expect(list.rows.map(({ product }) => product)).toEqual(['premium'])
      expect(list.total).toMatchObject({ coupons: 1, volume: 20_000 })
    }
    const active = await listCoupons(client, companyId, { status: 'active' })
    expect(active.rows.map(({ product }) => product).toSorted()).toEqual(['diesel', 'premium'])
    expect((await companyOverview(client, companyId)).leftByProduct).toContainEqual({
      product: 'premium',
      coupons: 1,
      remaining: 20_000,
    })
    expect(await productLabels({ ...client, locale: 'kk' })).toContainEqual({
      code: 'premium',
      name: 'Премиум',
      short: 'Премиум',
      colour: 'pink',
      isActive: true,
    })
    expect(await cabinet.actions({ kind: 'product', id })).toEqual(['product.created'])
  })

  test('is known by every spelling of its octane number', async () => {
    const bin = newBin()
    await cabinet.company({ bin })
    await create()
    const rows = ['АИ-100', 'Бензин AI 100', 'А100-К5', '100'].map((fuel) => coupon(bin, fuel))
    const { counts } = await check(staff.ctx, 'coupons', csv(titles, rows))
    expect(counts).toMatchObject({ added: 4, faulty: 0 })
  })

  test.each([
    ['synonyms', { synonyms: 'Керосин\nдизтопливо' }],
    ['synonyms', { synonyms: 'бензин А-95' }],
    ['nameRu', { nameRu: 'Пропан' }],
    ['code', { code: 'gas' }],
  ] as const)('has no name of another: %s', async (field, fields) => {
    const fresh = { code: 'fresh', nameEn: 'Fresh', nameRu: 'Свежее', nameKk: 'Жаңа', ...fields }
    await expect(create(fresh)).rejects.toMatchObject({ code: 'synonym_taken', field })
  })

  test('has a code of its own', async () => {
    await expect(create({ code: 'ai92' })).rejects.toMatchObject({
      code: 'product_code_taken',
      field: 'code',
    })
  })

  test('is made once when two people make it at once', async () => {
    const twin = { code: 'twin', nameEn: 'Twin', nameRu: 'Двойник', nameKk: 'Егіз' }
    const outcomes = await Promise.allSettled([create(twin), create(twin)])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('is refused when a card that may buy everything could no longer name it all', async () => {
    const active = (await listProducts(staff.ctx)).filter(({ isActive }) => isActive)
    let text = textOfProducts(active.map(({ code }) => code))
    const names = ['q', 'w', 'x', 'y', 'z'].map((letter) => letter.repeat(16))
    for (const code of names) {
      text = `${text},${code}`
      const made = create({ code, nameEn: code, nameRu: code, nameKk: code })
      if (text.length <= 100) await made
      else {
        await expect(made).rejects.toMatchObject({ code: 'too_many_products' })
        const inactive = { ...typed({ code, nameEn: code, nameRu: code, nameKk: code }), active: undefined }
        expect(await createProduct(staff.ctx, NewProduct.parse(inactive))).toBeGreaterThan(0)
        return
      }
    }
    throw new Error('nothing was refused')
  })
})

describe('a product that staff change', () => {
  const winter = async () => {
    const found = (await listProducts(staff.ctx)).find(({ code }) => code === 'diesel_winter')
    if (!found) throw new Error('diesel_winter is not there')
    return found
  }

  test('takes no new rows when inactive, and its old ones keep their name', async () => {
    const bin = newBin()
    const companyId = await cabinet.company({ bin })
    const client = (await cabinet.client(companyId)).ctx
    await bringIn(staff.ctx, 'coupons', csv(titles, [coupon(bin, 'ДТ зимнее')]))
    const product = await winter()

    await edit(product, { active: null })

    const refused = await check(staff.ctx, 'coupons', csv(titles, [coupon(bin, 'ДТ зимнее')]))
    expect(refused.counts).toMatchObject({ added: 0, faulty: 1 })
    const faults = await listFaults(staff.ctx, refused.id, { limit: 10 })
    expect(faults.map(({ code }) => code)).toEqual(['unknown_product'])
    const { rows } = await listCoupons(client, companyId, { status: 'active' })
    expect(rows.map((row) => row.product)).toEqual(['diesel_winter'])
    expect(await productLabels({ ...client, locale: 'en' })).toContainEqual(
      expect.objectContaining({ code: 'diesel_winter', name: 'Winter diesel', isActive: false }),
    )

    await edit(await winter(), { active: 'on' })
    const again = await check(staff.ctx, 'coupons', csv(titles, [coupon(bin, 'ДТ зимнее')]))
    expect(again.counts).toMatchObject({ added: 1, faulty: 0 })
    expect(await cabinet.actions({ kind: 'product', id: product.id })).toEqual([
      'product.deactivated',
      'product.activated',
    ])
  })

  test('keeps its family when the form has no such field, and takes the one that is chosen', async () => {
    await edit(await winter(), { family: null, position: '55' })
    expect(await winter()).toMatchObject({ family: 'diesel_engine', position: 55 })
    await edit(await winter(), { family: 'other', position: '50' })
    expect(await winter()).toMatchObject({ family: 'other', position: 50 })
    await edit(await winter(), { family: 'diesel_engine' })
    // A later release knows more of them.
    const row = cabinet.db.updateTable('products').where('code', '=', 'diesel_winter')
    await row.set({ family: 'biodiesel' }).execute()
    await edit(await winter(), { family: null, position: '55' })
    const kept = cabinet.db.selectFrom('products').select('family').where('code', '=', 'diesel_winter')
    expect(await kept.executeTakeFirst()).toEqual({ family: 'biodiesel' })
    await edit(await winter(), { family: 'diesel_engine', position: '50' })
  })

  test('is not overwritten by who read it before somebody else changed it', async () => {
    const read = await winter()
    await edit(read, { nameEn: 'Arctic diesel' })
    await expect(edit(read, { nameEn: 'Polar diesel' })).rejects.toMatchObject({ code: 'conflict_try_again' })
    expect(await winter()).toMatchObject({ nameEn: 'Arctic diesel', version: read.version + 1 })
  })

  test('is shown as it was for two seconds by a process that did not change it, and in a transaction as it is', async () => {
    const labels = (ctx: Context = staff.ctx) => productLabels({ ...ctx, locale: 'en' })
    const nameIn = async (ctx?: Context) =>
      (await labels(ctx)).find(({ code }) => code === 'diesel_winter')?.name
    vi.useFakeTimers({ toFake: ['performance'] })
    forgetProducts()
    const before = await nameIn()
    await cabinet.db
      .updateTable('products')
      .set({ name_en: 'Elsewhere' })
      .where('code', '=', 'diesel_winter')
      .execute()
    vi.advanceTimersByTime(1_999)
    expect(await nameIn()).toBe(before)
    expect(await transact(staff.ctx, (ctx) => nameIn(ctx))).toBe('Elsewhere')
    vi.advanceTimersByTime(1)
    expect(await nameIn()).toBe('Elsewhere')
    vi.useRealTimers()
  })

  test('is read again after a reading that failed', async () => {
    let isBroken = true
    const db = cabinet.db.withPlugin({
      transformQuery({ node }) {
        if (isBroken) throw new Error('no database')
        return node
      },
      transformResult: async ({ result }) => result,
    })
    await expect(productLabels({ ...staff.ctx, db })).rejects.toThrow('no database')
    isBroken = false
    expect(await productLabels({ ...staff.ctx, db })).toEqual(await productLabels(staff.ctx))
  })

  test('may keep its own names', async () => {
    const product = await winter()
    await edit(product, { synonyms: [...product.synonyms, 'Арктика'].join('\n') })
    expect((await winter()).synonyms).toContain('Арктика')
  })
})

testBounds('a product', NewProduct, typed(), {
  code: { takes: ['a', 'a'.repeat(16)], refuses: ['AI92', '9ai', 'a-b', 'a'.repeat(17), ''] },
  nameEn: { takes: ['1', '1'.repeat(100)], refuses: [' ', '1'.repeat(101)] },
  nameRu: { takes: ['ж'], refuses: ['—'] },
  nameKk: upTo(100, { letter: 'ж' }),
  shortRu: upTo(20, { optional: true, letter: 'ж' }),
  synonyms: {
    takes: ['ж'.repeat(60), names(100), `ж${' '.repeat(3_999)}`],
    refuses: ['???', 'ж'.repeat(61), names(101), `ж${' '.repeat(4_000)}`],
  },
  family: { takes: productFamilies, refuses: ['', 'kerosene'] },
  colour: { takes: productColours, refuses: ['white'] },
  position: { takes: ['0', '9999'], refuses: ['', '-1', '1e3', '10000'] },
})

describe('what staff type', () => {
  test('synonyms are one a line, each once, without spaces around them', () => {
    const { synonyms } = NewProduct.parse(
      typed({ synonyms: ' Керосин \r\n\r\nАвиационное   топливо; ТС-1, керосин' }),
    )
    expect(synonyms).toEqual(['Керосин', 'Авиационное топливо', 'ТС-1'])
  })
})

test('a product is shown at once by the process that makes or changes it', async () => {
  const other = await createCabinet({ now: NOW })
  const { ctx } = await other.staff('administrator')
  const names = async () => (await productLabels({ ...ctx, locale: 'en' })).map(({ name }) => name)
  vi.useFakeTimers({ toFake: ['performance'] })
  await names()
  const id = await createProduct(ctx, NewProduct.parse(typed({ nameEn: 'Polar diesel' })))
  expect(await names()).toContain('Polar diesel')
  const { code: _code, ...fields } = typed({ nameEn: 'Diesel of the pole' })
  await editProduct(ctx, id, EditProduct.parse({ ...fields, version: '1' }))
  expect(await names()).toContain('Diesel of the pole')
  vi.useRealTimers()
  await other.destroy()
})
