/** A client's own list: one header row, at most so many rows under it. */
import { describe, expect, test } from 'vitest'
import { driverTitles } from '#app/domain/imports/fleet-words.ts'
import { readSmallTable } from '#app/domain/imports/parsing/small-table.server.ts'
import { csv } from './support/registers.ts'

const read = (lines: readonly string[], maxRows = 3) =>
  readSmallTable(csv(lines), { words: driverTitles, needed: 'name', maxRows })

const [title = ''] = driverTitles.name
const people = ['Лим Анна', 'Ахметов Серик', 'Ким Пётр', 'Юн Вера'].map((name) => `${name};1`)

describe('a small table', () => {
  test('under a letterhead has its rows with their places in the file, and no empty ones', async () => {
    const [first = '', second = ''] = people
    expect(await read(['ТОО «Дала»', '', `${title};Прочее`, first, ';', second])).toMatchObject({
      titles: { name: title },
      rows: [
        { row: 4, values: { name: 'Лим Анна' } },
        { row: 6, values: { name: 'Ахметов Серик' } },
      ],
    })
  })

  test('has at most so many rows', async () => {
    const head = `${title};Прочее`
    expect(await read([head, ...people.slice(0, 3)])).toMatchObject({ rows: [{}, {}, {}] })
    expect(await read([head, ...people])).toBe('too_many')
  })

  test.each([
    ['no row names the column', people],
    [
      'the titles stand below twenty other rows',
      [...Array(20).fill('Письмо;о людях'), `${title};Прочее`, ...people],
    ],
  ])('is none where %s', async (_, lines) => {
    expect(await read(lines)).toBe('header')
  })

  test('has its titles in the twentieth row at the latest', async () => {
    const lines = [...Array(19).fill('Письмо;о людях'), `${title};Прочее`, ...people.slice(0, 1)]
    expect(await read(lines)).toMatchObject({ rows: [{ row: 21 }] })
  })

  test('a file that is no table at all cannot be read', async () => {
    const broken = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200)])
    expect(await readSmallTable(broken, { words: driverTitles, needed: 'name', maxRows: 3 })).toBe(
      'unreadable',
    )
  })
})
