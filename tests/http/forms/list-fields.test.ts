import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fieldsOf } from '#app/http/forms/fields.server.ts'

/** Boxes that views draw one by one or as a group; the component for a single box has a name of its own. */
const boxes = globSync('app/views/**/*.tsx').flatMap((path) => {
  const source = readFileSync(path, 'utf8')
  const inputs = source.match(/<input\s[^>]*?type="checkbox"[^>]*?>|<CheckGroup\s+name="[^"]+"/gs) ?? []
  return inputs.map((input) => /\sname="([^"]+)"/.exec(input)?.[1] ?? `${path} has a box without a name`)
})

test('whatever is drawn as several boxes may be sent several times', () => {
  expect(boxes.length).toBeGreaterThan(3)
  expect(
    boxes.filter(
      (name) =>
        fieldsOf([
          [name, 'a'],
          [name, 'b'],
        ]) === null,
    ),
  ).toEqual([])
})

test.each([...new Set(boxes)])('%s is a list, ticked once or twice', (name) => {
  expect(fieldsOf([[name, 'a']])).toEqual({ [name]: ['a'] })
  expect(
    fieldsOf([
      [name, 'a'],
      [name, 'b'],
    ]),
  ).toEqual({ [name]: ['a', 'b'] })
})

test('any other field is sent once', () => {
  expect(
    fieldsOf([
      ['name', 'a'],
      ['name', 'b'],
    ]),
  ).toBeNull()
})
