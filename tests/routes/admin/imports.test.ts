import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, newBin } from '#tests/support/fixtures.ts'
import { uploadForm, workOffImports } from '#tests/support/imports.ts'
import type { Visitor } from '#tests/support/visitor.ts'
import { sample } from '../../imports/parsing/support/registers.ts'

let cabinet: Cabinet
let app: App
let staff: Visitor

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  staff = app.as(await cabinet.staff('administrator'))
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** Uploads and lets the worker check; the page's address. */
async function upload(kind: string, name: string, bytes: Uint8Array): Promise<string> {
  const answer = await staff.upload('/admin/imports/new', uploadForm(kind, name, bytes))
  expect(answer).toRedirectTo(/^\/admin\/imports\/\d+$/)
  await work()
  return answer.headers.get('Location') ?? ''
}

const work = () => workOffImports(cabinet)

describe('a register by the pages', () => {
  test('is uploaded, looked at and brought in', async () => {
    await expect(await staff.get('/admin/imports/new')).toShow(
      'Обязательные столбцы: БИН / ИИН, Наименование',
    )
    const answer = await staff.upload(
      '/admin/imports/new',
      uploadForm('companies', 'companies-1c.csv', sample('companies-1c.csv')),
    )
    const page = answer.headers.get('Location') ?? ''
    await expect(await staff.follow(answer)).toShow('Файл проверяется')
    await expect(await staff.get(page)).toShow('В очереди')
    expect(await (await staff.get(page)).text()).toContain('http-equiv="refresh"')

    await work()
    const preview = await staff.get(page)
    await expect(preview).toShow('Импортировать 20 строк')
    await expect(preview).toShow('Данные ещё не изменены')
    await expect(preview).toShow('windows-1251')
    await expect(preview).toShow(/Строка заголовка \d/)
    expect(await preview.text()).not.toContain('http-equiv="refresh"')

    expect(await staff.post(`${page}/commit`)).toRedirectTo(page)
    await work()
    await expect(await staff.get(page)).toShow('Импортирован')
    await expect(await staff.get('/admin/imports')).toShow('companies-1c.csv')
    await expect(await staff.get('/admin/imports?kind=cards')).toShow('Ничего не найдено')
    expect(await staff.post(`${page}/commit`)).toRedirectTo(page)
    await expect(await staff.get(page)).toShow('этот импорт уже завершён')
  })

  test('says every fault and gives them in a file, in three languages', async () => {
    const page = await upload('coupons', 'coupons-1c-faulty.csv', sample('coupons-1c-faulty.csv'))
    await expect(await staff.get(page)).toShow('13 ошибок')
    await expect(await staff.get(page)).toShow('Контрольная цифра БИН или ИИН неверна')
    await expect(await staff.get(page)).not.toShow('Импортировать 27 строк')

    const download = await staff.get(`${page}/faults.csv`)
    expect(download.headers.get('Content-Disposition')).toContain('attachment')
    const lines = new TextDecoder().decode(await download.arrayBuffer()).split('\r\n')
    expect(lines[0]).toBe(
      'Строка;Столбец;Причина;№;Номер талона;БИН клиента;Вид топлива;Номинал, л;Цена, тг;Сумма, тг;Действует с;Действует по;Статус;QR',
    )
    expect(lines).toHaveLength(15)
    expect(lines[1]).toContain('Дубликат: такое же значение уже есть в строке')

    expect(await staff.post(`${page}/commit`)).toRedirectTo(page)
    await expect(await staff.get(page)).toShow('В файле есть ошибки')
    expect(await staff.post(`${page}/discard`)).toRedirectTo('/admin/imports')
    await expect(await staff.get(page)).toShow('Отменён')
  })

  test('is corrected by hand and remembered', async () => {
    const titles = 'Шифр;Кто;Город'
    const rows = [`${newBin()};ТОО «Дала»;Алматы`]
    const bytes = Buffer.from([titles, ...rows, ''].join('\r\n'))
    const page = await upload('companies', 'odd.csv', bytes)
    await expect(await staff.get(page)).toShow('Не найдено: БИН / ИИН')
    const choice = {
      kind: 'companies',
      encoding: 'utf-8',
      columnOfBin: '0',
      columnOfName: '1',
      columnOfCity: '2',
    }
    expect(await staff.post(`${page}/adjust`, choice)).toRedirectTo(page)
    await work()
    await expect(await staff.get(page)).toShow('Импортировать 1 строку')
    await staff.post(`${page}/commit`)
    await work()
    const next = await upload(
      'companies',
      'odd-2.csv',
      Buffer.from([titles, `${newBin()};ТОО «Қыр»;Тараз`, ''].join('\r\n')),
    )
    await expect(await staff.get(next)).toShow('Импортировать 1 строку')
  })
})

describe('a file that is none', () => {
  test.each([
    ['nothing chosen', '', Buffer.alloc(0), 'Выберите файл'],
    ['an empty file', 'empty.csv', Buffer.alloc(0), 'Файл пуст'],
  ])('%s is told beside the field, and the choice stays', async (_title, name, bytes, words) => {
    const answer = await staff.upload('/admin/imports/new', uploadForm('cards', name, bytes))
    await expect(answer).toShow(words, 400)
    expect(await answer.text()).toMatch(/<option value="cards" selected/)
  })

  test.each([
    ['a PDF', 'act.pdf', Buffer.from('%PDF-1.7\n%âãÏÓ'), 'Это PDF'],
    ['a SYLK file', 'old.slk', Buffer.from('ID;PWXL;N;E\r\nC;Y1;X1;K"Номер"\r\nE\r\n'), 'Это файл SYLK'],
    ['another register', 'cards-1c.xlsx', sample('cards-1c.xlsx'), 'Столбцы относятся к другому реестру'],
  ])('%s is told on the page of the import', async (_title, name, bytes, words) => {
    const page = await upload('transactions', name, bytes)
    await expect(await staff.get(page)).toShow(words)
    await expect(await staff.get(page)).toShow('Отказаться от импорта')
  })

  test('of 200 MB is refused with the limit in a sentence, while it is sent', async () => {
    async function* endless() {
      const chunk = Buffer.alloc(1024 * 1024, 'x')
      for (let sent = 0; sent < 200; sent++) yield chunk
    }
    const answer = await staff.send('/admin/imports/new', {
      method: 'POST',
      body: endless(),
      headers: {
        'Content-Type': 'multipart/form-data; boundary=x',
        'Content-Length': String(200 * 1024 * 1024),
      },
    })
    await expect(answer).toShow('Файл слишком большой: не больше 50 МБ', 413)
  })
})

test('security 22: support sees imports and runs none', async () => {
  const support = app.as(await cabinet.staff('support'))
  expect((await support.get('/admin/imports')).status).toBe(200)
  expect((await support.get('/admin/imports/new')).status).toBe(403)
  const answer = await support.upload(
    '/admin/imports/new',
    uploadForm('companies', 'a.csv', Buffer.from('x')),
  )
  expect(answer.status).toBe(403)
  const page = await upload('companies', 'companies-1c.csv', sample('companies-1c.csv'))
  expect((await support.get(page)).status).toBe(200)
  for (const step of ['commit', 'discard']) expect((await support.post(`${page}/${step}`)).status).toBe(403)
})
