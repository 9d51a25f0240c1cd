import { text } from 'node:stream/consumers'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { newAddress, newBin } from '#tests/support/fixtures.ts'
import { journeys, ways } from './journeys.ts'
import type { Visitor } from './visitor.ts'

const site = journeys({ worker: true })

/** A register of companies as 1C writes it: `;`, CRLF, the Kazakh code page. */
function registerOf(rows: { name: string; bin: string }[]): Buffer {
  const lines = [
    'Код;Наименование;БИН/ИИН;Договор;Дата договора;E-mail;Телефон;Город',
    ...rows.map(
      ({ name, bin }, at) =>
        `К10${at};${name};${bin};43${at}/2026-ГСМ;29.07.2025;${newAddress('contact')};+7 (721) 962-86-52;Өскемен`,
    ),
  ]
  return iconv.encode(`${lines.join('\r\n')}\r\n`, 'rk1048')
}

async function upload(staff: Visitor, buffer: Buffer, name: string): Promise<void> {
  await staff.open('/admin/imports/new')
  await staff.tab.locator('main [name=kind]').selectOption('companies')
  await staff.tab.locator('main [name=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await staff.press(staff.t('imports:upload'))
  await staff.tab.waitForURL(/\/admin\/imports\/\d+$/)
}

describe.each(ways)('an import ($locale, JavaScript: $javaScript)', ({ locale, javaScript }) => {
  async function operator(): Promise<Visitor> {
    const person = await site.cabinet.staff('administrator')
    await site.cabinet.db.updateTable('users').set({ locale }).where('id', '=', person.userId).execute()
    return site.visitor({ as: person, locale, javaScript })
  }

  test('is uploaded, looked at, brought in, and then it is there', async () => {
    const staff = await operator()
    const bins = [newBin(), newBin()]
    const names = ['ТОО «Өскемен Құрылыс»', 'ТОО «Әулие Агро»']
    await upload(
      staff,
      registerOf(bins.map((bin, at) => ({ bin, name: names[at] ?? '' }))),
      'companies-1c.csv',
    )
    // The page looks again by itself until the worker has checked the file.
    const commit = staff.t('imports:commit.action', { count: 2, n: '2' })
    await staff.tab.locator('summary', { hasText: commit }).waitFor()
    const { db } = site.cabinet
    const inDatabase = () =>
      db.selectFrom('companies').select('name').where('bin', 'in', bins).orderBy('id').execute()
    expect(await inDatabase()).toEqual([])

    await staff.tab.locator('summary', { hasText: commit }).click()
    await staff.tab.locator('form[action$="/commit"] button[type=submit]').click()
    await staff.tab
      // The whole word: "Importing" holds "imported" too.
      .locator('.badge', { hasText: new RegExp(`^${staff.t('imports:status.committed')}$`) })
      .waitFor()
    expect((await inDatabase()).map(({ name }) => name)).toEqual(names)
    await staff.open(`/admin/companies?q=${bins[0]}`)
    await staff.tab.getByRole('link', { name: names[0] }).waitFor()
  })

  test('with a fault is brought in by nobody: the fault stands by row and column, and in a file', async () => {
    const staff = await operator()
    const rows = [
      { name: 'ТОО «Каспий»', bin: newBin() },
      { name: 'ТОО «Көкше»', bin: '170540595278' },
    ]
    await upload(staff, registerOf(rows), 'companies-faulty.csv')
    const file = staff.tab.getByRole('link', { name: staff.t('imports:faultList.download') })
    await file.waitFor()
    await staff.settle()
    // Nothing brings in all of it; the rows without errors may come in alone.
    const commits = staff.tab.locator('form[action$="/commit"]')
    const ofGoodRows = commits.filter({ has: staff.tab.locator('input[name="rows"][value="good"]') })
    expect(await commits.count()).toBe(await ofGoodRows.count())
    const fault = staff.tab.getByRole('row').filter({ hasText: '170540595278' }).first()
    expect(await fault.textContent()).toContain('БИН/ИИН')
    const [download] = await Promise.all([staff.tab.waitForEvent('download'), file.click()])
    expect(await text(await download.createReadStream())).toContain('170540595278')
  })
})
