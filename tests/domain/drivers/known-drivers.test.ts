import { expect, test } from 'vitest'
import { knownDrivers } from '#app/domain/drivers/known-drivers.ts'

const driver = (id: number, name: string, phone = '') => ({ id, name, phone })
const known = [
  driver(1, 'Ким Олег', '+77010000001'),
  driver(2, 'Лим Анна'),
  driver(3, 'лим анна', '+77010000003'),
  driver(4, 'Артём'),
  driver(5, 'Другой', '+77010000001'),
]

test.each([
  ['by the telephone, the first that has it', { name: 'Новый', phone: '+77010000001' }, [1]],
  ['by the name', { name: 'ЛИМ АННА' }, [2, 3]],
  [
    'by the name, where the telephone is new, of whom none is known',
    { name: 'Лим Анна', phone: '+7702' },
    [2],
  ],
  ['with ё or with е', { name: 'Артем' }, [4]],
  ['nobody', { name: 'Никто', phone: '+77020000000' }, []],
])('a line means %s', (_what, line, ids) => {
  expect(knownDrivers(known)(line).map(({ id }) => id)).toEqual(ids)
})

test('a thousand lines among ten thousand drivers look at each driver a few times, not a thousand', () => {
  let looks = 0
  const many = Array.from({ length: 10_000 }, (_, at) => ({
    phone: '',
    get name() {
      looks++
      return `Иванов ${at}`
    },
  }))
  const meant = knownDrivers(many)
  for (let line = 0; line < 1_000; line++) meant({ name: `Петров ${line}` })
  expect(looks).toBeLessThan(30_000)
})
