import { expect, test } from 'vitest'
import { enqueueByKey, queueLength, wakeNext } from '#app/domain/access/queue-by-key.server.ts'

const LONG_MS = 30_000

test('one after the other, in the order of their coming, whatever becomes of those before', async () => {
  const said: string[] = []
  const stand = (name: string) =>
    enqueueByKey('order', LONG_MS, async () => {
      said.push(`${name} in`)
      await new Promise(setImmediate)
      said.push(`${name} out`)
      if (name === 'b') throw new Error('refused')
    })
  const outcomes = await Promise.allSettled(['a', 'b', 'c'].map(stand))
  expect(said).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out'])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('work for another key does not wait', async () => {
  const end = Promise.withResolvers<void>()
  const first = enqueueByKey('one', LONG_MS, () => end.promise)
  expect(await enqueueByKey('another', LONG_MS, async () => 'served')).toBe('served')
  end.resolve()
  await first
})

test('the first is called before its pause is over, and nobody else', async () => {
  const said: string[] = []
  const stand = (name: string) =>
    enqueueByKey('call', LONG_MS, async (pause) => {
      await pause(LONG_MS)
      said.push(name)
    })
  const both = ['a', 'b'].map(stand)
  await new Promise(setImmediate)
  wakeNext('somebody else')
  wakeNext('call')
  await both[0]
  expect(said).toEqual(['a'])
  wakeNext('call')
  await both[1]
  expect(said).toEqual(['a', 'b'])
})

test('work that hangs shuts nobody out', async () => {
  const end = Promise.withResolvers<void>()
  const first = enqueueByKey('hangs', LONG_MS, () => end.promise)
  expect(await enqueueByKey('hangs', 20, async () => queueLength('hangs'))).toBe(2)
  end.resolve()
  await first
  expect(queueLength('hangs')).toBe(0)
})
