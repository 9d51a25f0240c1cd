import { expect, test } from 'vitest'
import { callFirst, inLine, lengthOfLine } from '#app/domain/access/queue-by-key.server.ts'

const LONG_MS = 30_000

test('one after the other, in the order of their coming, whatever becomes of those before', async () => {
  const said: string[] = []
  const stand = (name: string) =>
    inLine('order', LONG_MS, async () => {
      said.push(`${name} in`)
      await new Promise(setImmediate)
      said.push(`${name} out`)
      if (name === 'b') throw new Error('refused')
    })
  const outcomes = await Promise.allSettled(['a', 'b', 'c'].map(stand))
  expect(said).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out'])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('who asks for something else does not wait', async () => {
  const end = Promise.withResolvers<void>()
  const first = inLine('one', LONG_MS, () => end.promise)
  expect(await inLine('another', LONG_MS, async () => 'served')).toBe('served')
  end.resolve()
  await first
})

test('the first is called before its pause is over, and nobody else', async () => {
  const said: string[] = []
  const stand = (name: string) =>
    inLine('call', LONG_MS, async (pause) => {
      await pause(LONG_MS)
      said.push(name)
    })
  const both = ['a', 'b'].map(stand)
  await new Promise(setImmediate)
  callFirst('somebody else')
  callFirst('call')
  await both[0]
  expect(said).toEqual(['a'])
  callFirst('call')
  await both[1]
  expect(said).toEqual(['a', 'b'])
})

test('who hangs shuts nobody out', async () => {
  const end = Promise.withResolvers<void>()
  const first = inLine('hangs', LONG_MS, () => end.promise)
  expect(await inLine('hangs', 20, async () => lengthOfLine('hangs'))).toBe(2)
  end.resolve()
  await first
  expect(lengthOfLine('hangs')).toBe(0)
})
