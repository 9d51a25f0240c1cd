import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DriverLines, importDrivers, previewDrivers } from '#app/domain/drivers/driver-import.server.ts'
import {
  archiveDriver,
  driverChoices,
  editDriver,
  findDriver,
  listDrivers,
  restoreDriver,
} from '#app/domain/drivers/drivers.server.ts'
import { normalisedPhone } from '#app/domain/drivers/phone.ts'
import { fileFormats } from '#app/domain/exports/table.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { driversFile } from '#app/views/drivers/drivers-export.server.ts'
import { locales } from '#locales/index.ts'
import { exportBytes } from '#tests/support/export-bytes.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { driverTyped, newDriver } from '#tests/support/fleet.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
})
afterAll(() => cabinet.destroy())

async function namesFor(q: string): Promise<string[]> {
  return (await listDrivers(owner, companyId, { q })).rows.map(({ name }) => name)
}

test('a telephone has one form, however it is typed', () => {
  for (const typed of ['+7 701 555-11-22', '8 (701) 555 11 22', '7015551122', '+77015551122'])
    expect(normalisedPhone(typed)).toBe('+77015551122')
  expect(normalisedPhone('+49 30 901820')).toBe('+4930901820')
  expect(normalisedPhone('49 30 901820 11')).toBe('+493090182011')
  for (const typed of ['12345', '+12345', '+1234567890123456', '1234567890123456', 'call me', ''])
    expect(normalisedPhone(typed)).toBeNull()
  for (const digits of ['1234567890', '123456789012345']) {
    expect(normalisedPhone(`+${digits}`)).toBe(`+${digits}`)
    expect(normalisedPhone(`+${digits.slice(0, 9)}`)).toBeNull()
  }
  expect(normalisedPhone('123456789012345')).toBe('+123456789012345')
})

describe('a driver', () => {
  test('is found by the beginnings of words and by the telephone', async () => {
    await newDriver(owner, companyId, { name: 'Қасымова Әсел Ерланқызы', phone: '87017770001' })
    expect(await namesFor('асел кас')).toEqual(['Қасымова Әсел Ерланқызы'])
    expect(await namesFor('8 701 777')).toEqual(['Қасымова Әсел Ерланқызы'])
    expect(await namesFor('сымова')).toEqual([])
    expect(await namesFor('%')).toEqual([])
  })

  test('is edited by who saw its last version, and archived and restored', async () => {
    const id = await newDriver(owner, companyId, { name: 'Ким Олег' })
    await editDriver(owner, companyId, id, driverTyped({ name: 'Ким Олег Ильич', version: '1' }))
    await expect(
      editDriver(owner, companyId, id, driverTyped({ name: 'Ким О.', version: '1' })),
    ).rejects.toMatchObject({ code: 'conflict_try_again' })
    await archiveDriver(owner, companyId, id)
    expect(await namesFor('ким')).toEqual([])
    expect((await driverChoices(owner, companyId)).rows.map((choice) => choice.id)).not.toContain(id)
    expect((await listDrivers(owner, companyId, { status: 'archived' })).rows).toMatchObject([{ id }])
    await restoreDriver(owner, companyId, id)
    expect(await namesFor('ким')).toEqual(['Ким Олег Ильич'])
    expect(await cabinet.actions({ kind: 'driver', id })).toEqual([
      ...['driver.created', 'driver.edited', 'driver.archived', 'driver.restored'],
    ])
  })

  test('archived twice is archived once, and saved as he is not edited', async () => {
    const id = await newDriver(owner, companyId, { name: 'Пак Юрий' })
    await editDriver(owner, companyId, id, driverTyped({ name: 'Пак Юрий', version: '1' }))
    for (let time = 0; time < 2; time++) await archiveDriver(owner, companyId, id)
    expect(await cabinet.actions({ kind: 'driver', id })).toEqual(['driver.created', 'driver.archived'])
  })

  test('of another company is not there', async () => {
    const other = await cabinet.company()
    const stranger = (await cabinet.client(other, 'owner')).ctx
    const id = await newDriver(owner, companyId)
    await expect(findDriver(stranger, other, id)).rejects.toMatchObject({ code: 'driver_not_found' })
    await expect(findDriver(stranger, companyId, id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is listed by name in pages that lead both ways', async () => {
    const own = await cabinet.company()
    const ctx = (await cabinet.client(own, 'owner')).ctx
    for (let index = 0; index < 60; index++) await newDriver(ctx, own, { name: `Водитель ${index % 7}` })
    const first = await listDrivers(ctx, own, {})
    const second = await listDrivers(ctx, own, { cursor: first.nextCursor ?? '' })
    const back = await listDrivers(ctx, own, { cursor: second.previousCursor ?? '' })
    const ids = [...first.rows, ...second.rows].map(({ id }) => id)
    expect([new Set(ids).size, first.total.count]).toEqual([60, 60])
    expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id))
  })
})

describe('an import of drivers', () => {
  const file = (...lines: string[]) => Buffer.from(['ФИО;Телефон;Язык;Комментарий', ...lines].join('\r\n'))
  const linesOf = async (ctx: Context, id: CompanyId, bytes: Uint8Array) =>
    DriverLines.parse(JSON.parse(JSON.stringify((await previewDrivers(ctx, id, bytes)).lines)))

  test('adds and changes by the telephone or the name, and changes nothing the second time', async () => {
    const own = await cabinet.company()
    const ctx = (await cabinet.client(own, 'owner')).ctx
    const known = await newDriver(ctx, own, { name: 'Старое Имя', phone: '+77010000001' })
    const bytes = file('Новое Имя;8 701 000 00 01;қазақша;', 'Лим Анна;;en;ночные смены')
    const preview = await previewDrivers(ctx, own, bytes)
    expect(preview.rows.map(({ id, change }) => [id, change])).toEqual([
      [known, 'changed'],
      [null, 'added'],
    ])
    const lines = await linesOf(ctx, own, bytes)
    expect(await importDrivers(ctx, own, lines, 'a.csv')).toEqual({ added: 1, changed: 1, same: 0 })
    expect(await findDriver(ctx, own, known)).toMatchObject({ name: 'Новое Имя', locale: 'kk' })
    expect(await importDrivers(ctx, own, lines, 'a.csv')).toEqual({ added: 0, changed: 0, same: 2 })
  })

  test('names every fault by its row, and brings nothing in', async () => {
    const { rows, faults } = await previewDrivers(
      owner,
      companyId,
      file(
        'Верный Иван;;;',
        ';87010000009;;',
        'Иванов;позвонить;;',
        'верный иван;;;',
        'Иванов;;клингонский;',
      ),
    )
    expect(rows).toHaveLength(1)
    expect(faults.map(({ row, code, value }) => [row, code, value])).toEqual([
      [3, 'required', ''],
      [4, 'invalid', 'позвонить'],
      [5, 'duplicate', 'верный иван'],
      [6, 'invalid', 'клингонский'],
    ])
  })

  test('refuses a name that several drivers have, also when they came after the preview', async () => {
    const own = await cabinet.company()
    const ctx = (await cabinet.client(own, 'owner')).ctx
    const bytes = file('Тёзка Иван;;kk;', `${'и'.repeat(201)};;;`)
    await newDriver(ctx, own, { name: 'Тёзка Иван' })
    const good = await linesOf(ctx, own, file('Тёзка Иван;;kk;'))
    await newDriver(ctx, own, { name: 'Тёзка Иван' })
    const { rows, faults } = await previewDrivers(ctx, own, bytes)
    expect(rows).toEqual([])
    expect(faults.map(({ row, code }) => [row, code])).toEqual([
      [2, 'ambiguous'],
      [3, 'too_long'],
    ])
    await expect(importDrivers(ctx, own, good, 'a.csv')).rejects.toMatchObject({ code: 'import_faulty' })
    expect((await listDrivers(ctx, own, {})).rows.map(({ locale }) => locale)).toEqual(['ru', 'ru'])
  })

  test('refuses marks that turn the direction of text, in the file and in what its form sends back', async () => {
    const { faults, rows } = await previewDrivers(
      owner,
      companyId,
      file('\u202eксеТ;;;', 'Верный Тест;;;\u2066скрыто', 'Прямой Тест;;;'),
    )
    expect(faults.map(({ row, code }) => [row, code])).toEqual([
      [2, 'invalid'],
      [3, 'invalid'],
    ])
    expect(rows.map(({ facts }) => facts.name)).toEqual(['Прямой Тест'])
    // A form's text is looked at as it was sent: JSON may spell what it does not show.
    const sent = (line: string) => DriverLines.safeParse(JSON.parse(`[{"row":2,${line}}]`)).success
    expect(sent('"name":"Тест"')).toBe(true)
    for (const line of ['"name":"\\u202eксеТ"', '"name":"Тест","comment":"\\u2067x"', '"name":"\\ud800"'])
      expect([line, sent(line)]).toEqual([line, false])
  })

  test('says that it knows no column', async () => {
    expect(await previewDrivers(owner, companyId, Buffer.from('a;b\r\n1;2'))).toMatchObject({
      problem: 'header',
    })
    await expect(previewDrivers(owner, companyId, Buffer.from('%PDF-1.4'))).rejects.toMatchObject({
      code: 'file_unreadable',
    })
  })

  test.each(locales.flatMap((locale) => fileFormats.map((format) => [locale, format] as const)))(
    'takes what was exported in %s as %s, and changes nothing',
    async (locale, format) => {
      const own = await cabinet.company()
      const ctx = { ...(await cabinet.client(own, 'owner')).ctx, locale }
      await newDriver(ctx, own, {
        name: '=Әбдірахман; "О’Нил"',
        phone: '87015551122',
        locale: 'kk',
        comment: '-5',
      })
      await newDriver(ctx, own, { name: 'Smith John', locale: 'en' })
      const bytes = await exportBytes(driversFile(ctx, own, {}), format)
      const { rows, faults } = await previewDrivers(ctx, own, bytes)
      expect([faults, rows.map(({ change }) => change)]).toEqual([[], ['same', 'same']])
    },
  )
})
