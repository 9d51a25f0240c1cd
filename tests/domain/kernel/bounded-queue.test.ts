import { describe, expect, test, vi } from 'vitest'
import { BoundedQueue } from '#app/domain/kernel/bounded-queue.server.ts'

/** Work that goes on until it is told to end. */
function job() {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  return { work: () => promise, end: resolve, fail: reject }
}

const refused = { code: 'too_many_requests', retryAfter: 5 }
const queueOf = (limits: Partial<BoundedQueue['limits']>) =>
  new BoundedQueue({ concurrency: 1, queueLimit: 10, waitLimitMs: 60_000, ...limits }, 'too_many_requests')

describe('a bounded queue', () => {
  test('works at so many as it may, and at the others in the order of their coming', async () => {
    const queue = queueOf({ concurrency: 2 })
    const begun: number[] = []
    const jobs = [0, 1, 2, 3, 4].map(() => job())
    const served = jobs.map(({ work }, at) =>
      queue.run(() => {
        begun.push(at)
        return work()
      }),
    )
    expect([begun, queue.load]).toEqual([[0, 1], { running: 2, waiting: 3 }])
    for (const at of [1, 0, 3, 2, 4]) {
      jobs[at]?.end()
      await served[at]
      expect(queue.load.running).toBeLessThanOrEqual(2)
    }
    expect([begun, queue.load]).toEqual([[0, 1, 2, 3, 4], { running: 0, waiting: 0 }])
  })

  test('nobody overtakes who waits: the place goes from hand to hand', async () => {
    const queue = queueOf({})
    const [first, second] = [job(), job()]
    const begun: string[] = []
    const served = [queue.run(first.work), queue.run(async () => void begun.push('who waited'))]
    first.end()
    await served[0]
    served.push(queue.run(async () => void begun.push('a newcomer')))
    second.end()
    await Promise.all(served)
    expect(begun).toEqual(['who waited', 'a newcomer'])
  })

  test('a failure is its own: the place goes on', async () => {
    const queue = queueOf({})
    const broken = job()
    const outcomes = [queue.run(broken.work), queue.run(async () => 'well')]
    broken.fail(new Error('no'))
    expect(await Promise.allSettled(outcomes)).toMatchObject([
      { status: 'rejected', reason: { message: 'no' } },
      { status: 'fulfilled', value: 'well' },
    ])
    expect(queue.load).toEqual({ running: 0, waiting: 0 })
  })

  test('one too many is refused at once; who waited too long is refused and leaves', async () => {
    const queue = queueOf({ queueLimit: 1, waitLimitMs: 5 })
    const long = job()
    const served = queue.run(long.work)
    const late = queue.run(async () => 'late')
    await expect(queue.run(async () => 'one too many')).rejects.toMatchObject(refused)
    expect(queue.load).toEqual({ running: 1, waiting: 1 })
    await expect(late).rejects.toMatchObject(refused)
    expect(queue.load).toEqual({ running: 1, waiting: 0 })
    long.end()
    await served
    expect(await queue.run(async () => 'served')).toBe('served')
  })

  test('whoever was served in time is not refused later, nor anybody in his place', async () => {
    vi.useFakeTimers()
    const queue = queueOf({ waitLimitMs: 40 })
    const [first, second] = [job(), job()]
    const served = [queue.run(first.work), queue.run(second.work)]
    await vi.advanceTimersByTimeAsync(10)
    first.end()
    await served[0]
    await vi.advanceTimersByTimeAsync(10)
    const third = queue.run(async () => 'third')
    // The second would have waited 50 ms by now, the third 30.
    await vi.advanceTimersByTimeAsync(30)
    expect(queue.load).toEqual({ running: 1, waiting: 1 })
    second.end()
    expect(await third).toBe('third')
    vi.useRealTimers()
  })

  test('whoever leaves makes room, and his work is not done', async () => {
    const queue = queueOf({ queueLimit: 1 })
    const long = job()
    const served = queue.run(long.work)
    const gone = new AbortController()
    const left = queue.run(async () => 'done for nobody', gone.signal)
    gone.abort()
    await expect(left).rejects.toMatchObject({ name: 'AbortError' })
    const next = queue.run(async () => 'next')
    expect(queue.load).toEqual({ running: 1, waiting: 1 })
    long.end()
    expect([await served, await next, queue.load]).toEqual([undefined, 'next', { running: 0, waiting: 0 }])
  })

  test('lanes take turns: who waits a hundred times holds up nobody else for more than one', async () => {
    const queue = queueOf({ queueLimit: 100 })
    const first = job()
    const begun: string[] = []
    const wait = (lane: string) => queue.run(async () => void begun.push(lane), undefined, lane)
    const served = [queue.run(first.work, undefined, 'flood')]
    for (let n = 0; n < 5; n++) served.push(wait('flood'))
    served.push(wait('anna'), wait('anna'), wait('boris'))
    first.end()
    await Promise.all(served)
    expect(begun).toEqual(['flood', 'anna', 'boris', 'flood', 'anna', 'flood', 'flood', 'flood'])
    expect(queue.load).toEqual({ running: 0, waiting: 0 })
  })

  test('when it is full, the last of the longest lane makes room for a newcomer of a shorter one', async () => {
    const queue = queueOf({ queueLimit: 3 })
    const long = job()
    const served = queue.run(long.work)
    const begun: string[] = []
    const wait = (name: string, lane: string) =>
      queue.run(async () => void begun.push(name), undefined, lane).catch(({ code }) => code)
    const flood = ['flood 1', 'flood 2', 'flood 3'].map((name) => wait(name, 'flood'))
    const anna = wait('anna', 'anna')
    expect(await flood[2]).toBe('too_many_requests')
    // Of lanes of the same length, the newcomer is not let in at another's expense.
    expect(await wait('flood 4', 'flood')).toBe('too_many_requests')
    const boris = wait('boris', 'boris')
    expect(await flood[1]).toBe('too_many_requests')
    expect(await wait('clara', 'clara')).toBe('too_many_requests')
    long.end()
    await Promise.all([served, flood[0], anna, boris])
    expect(begun).toEqual(['flood 1', 'anna', 'boris'])
  })
})
