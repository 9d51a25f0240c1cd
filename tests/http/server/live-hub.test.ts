import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import type { CompanyEvent } from '#app/domain/events/events.server.ts'
import { LiveHub, type LiveNews } from '#app/http/server/live-hub.server.ts'

const event = (id: number, companyId = 1): CompanyEvent => ({
  ...{ id, company_id: companyId, kind: 'card.blocked', card_id: id, coupon_id: null },
  ...{ authorization_id: null, created_at: new Date() },
})

/** A hub over events that the test makes; `readings` are the seconds that were asked for. */
function hubOver(events: CompanyEvent[]) {
  const readings: number[] = []
  const errors: unknown[] = []
  const state = { fails: false }
  const hub = new LiveHub({
    read: async (seconds) => {
      readings.push(seconds)
      if (state.fails) throw new Error('away')
      return [...events]
    },
    onError: (error) => void errors.push(error),
    everyMs: 5,
  })
  const listen = (companyId = 1) => {
    const heard: (number[] | 'missed')[] = []
    const stop = hub.listen(companyId, (news: LiveNews) => {
      heard.push(news === 'missed' ? news : news.map(({ id }) => id))
    })
    return { heard, stop }
  }
  return { hub, events, readings, errors, state, listen }
}

const pass = (readings: unknown[], more = 2) => {
  const before = readings.length
  return expect.poll(() => readings.length - before).toBeGreaterThanOrEqual(more)
}

describe('the events of a company', () => {
  test('are told once, however often they are read, and only to who listens to the company', async () => {
    const { events, readings, listen } = hubOver([event(1)])
    const [own, other] = [listen(1), listen(2)]
    await pass(readings)
    events.push(event(2), event(3), event(4, 2))
    await pass(readings, 4)
    expect(own.heard).toEqual([[2, 3]])
    expect(other.heard).toEqual([[4]])
    own.stop()
    other.stop()
  })

  test('events that commit after a later one are told too', async () => {
    const { events, readings, listen } = hubOver([])
    const { heard, stop } = listen()
    await pass(readings)
    events.push(event(7))
    await pass(readings)
    events.unshift(event(6))
    await pass(readings)
    expect(heard).toEqual([[7], [6]])
    stop()
  })

  test('are read with one question, however many listen, and with none when nobody does', async () => {
    const { hub, events, readings, listen } = hubOver([])
    const many = Array.from({ length: 1_000 }, () => listen())
    await pass(readings)
    expect(hub.size).toBe(1_000)
    const before = readings.length
    events.push(event(1))
    await pass(readings)
    expect(readings.length - before).toBeLessThan(50)
    expect(many.every(({ heard }) => heard.length === 1)).toBe(true)
    for (const { stop } of many) stop()
    await sleep(30)
    const quiet = readings.length
    await sleep(60)
    expect([hub.size, readings.length - quiet]).toEqual([0, 0])
  })

  test('wait for a database that is away, and who missed more than can be read is told so', async () => {
    const { events, readings, errors, state, listen } = hubOver([])
    const { heard, stop } = listen()
    await pass(readings)
    state.fails = true
    await expect.poll(() => errors.length).toBeGreaterThan(2)
    events.push(event(1))
    state.fails = false
    await expect.poll(() => heard).toEqual([[1]])
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 61_000)
    await expect.poll(() => heard.at(-1)).toBe('missed')
    clock.mockRestore()
    stop()
  })
})
