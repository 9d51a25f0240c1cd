import { describe, expect, test } from 'vitest'
import { type Client, matchOf, type OpenInvoice } from '#app/domain/payments/matching.ts'

const TRANSIT: Client = { id: 1, bin: '180540001010', name: 'Проба Транс' }
const ROAD: Client = { id: 2, bin: '150140002029', name: 'Алыс Жол' }

let orderId = 0
const invoice = (client: Client, number: number, left: number, issuedOn = '2026-11-03'): OpenInvoice => ({
  ...{ orderId: ++orderId, companyId: client.id, bin: client.bin, number, issuedOn, left },
})

const match = (
  payment: { amount: number; purpose?: string; payerBin?: string | null },
  invoices: OpenInvoice[],
  clients = [TRANSIT, ROAD],
) => matchOf({ purpose: '', payerBin: TRANSIT.bin, ...payment }, { clients, invoices })

describe('a payment is credited by itself', () => {
  test('by the number of an invoice with the right amount', () => {
    const open = [invoice(TRANSIT, 123, 100), invoice(TRANSIT, 124, 100)]
    const { certain, reason } = match({ amount: 100, purpose: 'по счету № 000123 от 03.11.2026' }, open)
    expect(certain).toEqual({ by: 'number', companyId: 1, orderIds: [open[0]?.orderId], rest: 0 })
    expect(reason).toBe('number')
  })

  test('by the number for a client whose BIN the purpose names, whoever pays, and marked so', () => {
    const open = [invoice(TRANSIT, 124, 100)]
    const paid = {
      amount: 100,
      payerBin: ROAD.bin,
      purpose: 'счет 124 за ТОО "Проба Транс" БИН 180540001010',
    }
    expect(match(paid, open)).toMatchObject({ certain: { by: 'number' }, reason: 'third_party' })
    const stranger = { amount: 100, payerBin: '800101300017', purpose: 'счет 124' }
    expect(match(stranger, open)).toMatchObject({ certain: { by: 'number' }, reason: 'third_party' })
    expect(match({ ...stranger, payerBin: null }, open)).toMatchObject({ certain: { by: 'number' } })
  })

  test('by the payer and the exact amount of the only open invoice', () => {
    expect(match({ amount: 100, purpose: 'за топливо' }, [invoice(TRANSIT, 9, 100)])).toMatchObject({
      ...{ certain: { by: 'exact' }, reason: 'exact' },
    })
  })
})

describe('a person decides', () => {
  const open = () => [invoice(TRANSIT, 123, 100), invoice(TRANSIT, 124, 50)]

  test.each([
    ['another amount than the invoice', { amount: 99, purpose: 'счет 123' }, 'sum_differs'],
    ['more than the invoice', { amount: 130, purpose: 'счет 123' }, 'sum_differs'],
    ['another day than the invoice', { amount: 100, purpose: 'счет 123 от 04.11.2026' }, 'sum_differs'],
    ['several numbers', { amount: 150, purpose: 'счета 123, 124' }, 'several'],
    ['the sum of several', { amount: 150, purpose: 'за топливо' }, 'several'],
    ['one of two open invoices', { amount: 100, purpose: 'за топливо' }, 'sum_differs'],
    ['the payer alone', { amount: 77, purpose: 'за топливо' }, 'payer'],
    ['the number of an invoice that is not open', { amount: 77, purpose: 'счет 999' }, 'payer'],
    ['another client that pays', { amount: 100, purpose: 'счет 123', payerBin: ROAD.bin }, 'third_party'],
    ['nobody whom we know', { amount: 100, purpose: 'возврат', payerBin: null }, 'nothing'],
  ])('of %s', (_of, payment, reason) => {
    expect(match(payment, open())).toMatchObject({ certain: null, reason })
  })

  test('of what is paid for somebody else, though it is the exact amount of the payer', () => {
    const own = [invoice(TRANSIT, 9, 100)]
    expect(match({ amount: 100, purpose: 'за ТОО "Алыс Жол" за топливо' }, own)).toMatchObject({
      ...{ certain: null, reason: 'third_party' },
    })
    expect(match({ amount: 100, purpose: 'за топливо БИН 150140002029' }, own)).toMatchObject({
      certain: null,
    })
    expect(match({ amount: 100, purpose: 'счет 77' }, own)).toMatchObject({ certain: null })
  })

  test('of the exact amount, where not all open invoices were read', () => {
    const facts = { clients: [TRANSIT], invoices: [invoice(TRANSIT, 9, 100)] }
    const payment = { amount: 100, payerBin: TRANSIT.bin, purpose: 'за топливо' }
    expect(matchOf(payment, facts).certain).not.toBeNull()
    expect(matchOf(payment, { ...facts, isCut: true })).toMatchObject({
      certain: null,
      reason: 'sum_differs',
    })
  })

  test('of a number that two years have', () => {
    const twice = [invoice(TRANSIT, 5, 100, '2025-05-05'), invoice(TRANSIT, 5, 100, '2026-05-05')]
    expect(match({ amount: 100, purpose: 'счет 5' }, twice).certain).toBeNull()
    expect(match({ amount: 100, purpose: 'счет 5 от 05.05.2026' }, twice).certain?.orderIds).toEqual([
      twice[1]?.orderId,
    ])
  })
})

describe('suggestions', () => {
  test('are at most three, the likeliest first, and an advance last', () => {
    const open = [
      invoice(TRANSIT, 1, 40),
      invoice(TRANSIT, 2, 60),
      invoice(TRANSIT, 3, 100),
      invoice(TRANSIT, 4, 100),
    ]
    const ids = open.map((one) => one.orderId)
    const { suggestions } = match({ amount: 100, purpose: 'топливо' }, open)
    expect(suggestions.map(({ orderIds }) => orderIds)).toEqual([[ids[2]], [ids[3]], [ids[0], ids[1]]])
    const { suggestions: none } = match({ amount: 55 }, open)
    expect(none).toEqual([{ companyId: 1, orderIds: [], rest: 55 }])
  })

  test('say what is left as an advance', () => {
    const open = [invoice(TRANSIT, 123, 100)]
    const { suggestions } = match({ amount: 130, purpose: 'счет 123' }, open)
    expect(suggestions[0]).toEqual({ companyId: 1, orderIds: [open[0]?.orderId], rest: 30 })
  })

  test('are for the client that the purpose names', () => {
    const { suggestions } = match({ amount: 100, purpose: 'за ТОО БИН 150140002029' }, [])
    expect(suggestions).toEqual([{ companyId: 2, orderIds: [], rest: 100 }])
  })

  test('of a client with many open invoices take no time', () => {
    const open = Array.from({ length: 200 }, (_, at) => invoice(TRANSIT, at + 1, 1_000 + at))
    expect(match({ amount: 7 }, open).suggestions).toHaveLength(1)
  })
})
