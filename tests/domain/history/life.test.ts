import { describe, expect, test } from 'vitest'
import { type Living, lifeOf } from '#app/domain/history/life.ts'

const NOW = new Date('2026-11-28T07:00:00Z')
const BROUGHT = new Date('2026-01-10T05:00:00Z')
const MIDNIGHT = new Date('2026-11-21T19:00:00Z')

const thing = (overrides: Partial<Living> = {}): Living => ({
  ...{ state: 'active', validUntil: '2026-12-31', createdAt: BROUGHT, redeemed: null },
  ...overrides,
})
const over = (overrides: Partial<Living> = {}) =>
  thing({ state: 'expired', validUntil: '2026-11-21', ...overrides })
const change = (at: string, from: string, to: string, importId: number | null = 7) => ({
  at: new Date(at),
  import_id: importId,
  from_status: from,
  to_status: to,
})
const byDate = { at: MIDNIGHT, what: 'expired', by: { kind: 'date' }, from: null, to: 'expired' }
const byImport = (id: number, isUndo = false) => ({ kind: 'import', id, isUndo })

test('what works and was never changed has no history', () => {
  expect(lifeOf(thing(), [], NOW)).toEqual([])
})

describe('expiry', () => {
  test('comes at midnight in Almaty after the last day', () => {
    expect(lifeOf(over(), [], NOW)).toEqual([byDate])
  })

  test('is not there before it has come', () => {
    const lastDay = { state: 'active', validUntil: '2026-11-28' }
    expect(lifeOf(thing(lastDay), [], NOW)).toEqual([])
    expect(lifeOf(over({ validUntil: '2026-11-28' }), [], NOW)).toEqual([])
  })

  test('is there from that midnight on, not a moment before', () => {
    const before = new Date(MIDNIGHT.getTime() - 1)
    expect(lifeOf(over(), [], before)).toEqual([])
    expect(lifeOf(over(), [], MIDNIGHT)).toEqual([byDate])
  })

  test('says what the thing was until then', () => {
    const blocked = change('2026-11-01T00:00:00Z', 'active', 'blocked_by_issuer')
    expect(lifeOf(over(), [blocked], NOW)).toContainEqual({ ...byDate, from: 'blocked_by_issuer' })
  })

  test('stays in the history of what the supplier refunded afterwards', () => {
    const refund = change('2026-11-25T00:00:00Z', 'expired', 'refunded')
    expect(lifeOf(over({ state: 'refunded' }), [refund], NOW)).toContainEqual(byDate)
  })

  test.each([
    ['redeemed', change('2026-11-20T00:00:00Z', 'active', 'redeemed')],
    ['expired by the supplier', change('2026-11-20T00:00:00Z', 'active', 'expired')],
    ['cut short by the supplier later', change('2026-11-25T00:00:00Z', 'active', 'expired')],
  ])('is one event: nothing more comes for what was %s', (_, earlier) => {
    const events = lifeOf(over({ state: earlier.to_status }), [earlier], NOW)
    expect(events).toMatchObject([{ what: earlier.to_status, at: earlier.at, by: byImport(7) }])
  })
})

describe('redemption', () => {
  const fill = { at: new Date('2026-11-19T06:00:00Z'), station: 'АЗС 12' }
  const byStation = { what: 'redeemed', at: fill.at, by: { kind: 'station', station: 'АЗС 12' } }

  test('at a station has the moment and the station of the fill', () => {
    const changes = [change('2026-11-19T06:00:02Z', 'active', 'redeemed', null)]
    const events = lifeOf(thing({ state: 'redeemed', redeemed: fill }), changes, NOW)
    expect(events).toMatchObject([{ ...byStation, from: 'active' }])
  })

  test('of which only the supplier tells is its data, and of the day of the data', () => {
    const changes = [change('2026-11-20T00:00:00Z', 'active', 'redeemed')]
    const events = lifeOf(thing({ state: 'redeemed' }), changes, NOW)
    expect(events).toMatchObject([{ what: 'redeemed', by: byImport(7), from: 'active' }])
    const known = lifeOf(thing({ state: 'redeemed' }), [], NOW)
    expect(known).toMatchObject([{ what: 'redeemed', at: BROUGHT, by: { kind: 'supplier' } }])
  })

  test('is told once where the fill and the data are known', () => {
    const changes = [change('2026-11-20T00:00:00Z', 'active', 'redeemed')]
    const events = lifeOf(thing({ state: 'redeemed', redeemed: fill }), changes, NOW)
    expect(events).toMatchObject([byStation, { what: 'status_changed', by: byImport(7), to: 'redeemed' }])
  })

  test('a redemption that was given back stays, with its return', () => {
    const changes = [
      change('2026-11-19T07:00:00Z', 'redeemed', 'active', null),
      change('2026-11-19T06:00:00Z', 'active', 'redeemed', null),
    ]
    expect(lifeOf(thing(), changes, NOW)).toMatchObject([
      { what: 'status_changed', from: 'redeemed', to: 'active', by: { kind: 'station', station: null } },
      { what: 'redeemed', by: { kind: 'station', station: null } },
    ])
  })
})

describe('loss', () => {
  test('is told by the import that says so', () => {
    const changes = [change('2026-11-20T00:00:00Z', 'active', 'lost', 12)]
    expect(lifeOf(thing({ state: 'lost' }), changes, NOW)).toMatchObject([
      { what: 'lost', from: 'active', by: byImport(12) },
    ])
  })

  test('is told by the data that brought the card', () => {
    expect(lifeOf(thing({ state: 'lost' }), [], NOW)).toMatchObject([
      { what: 'lost', at: BROUGHT, by: { kind: 'supplier' } },
    ])
  })
})

test('an import that was taken back is told apart from the import', () => {
  const changes = [
    change('2026-11-21T00:00:00Z', 'blocked_by_issuer', 'active', 9),
    change('2026-11-20T00:00:00Z', 'active', 'blocked_by_issuer', 9),
  ]
  expect(lifeOf(thing(), changes, NOW)).toMatchObject([{ by: byImport(9, true) }, { by: byImport(9) }])
})
