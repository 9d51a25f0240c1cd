import { z } from 'zod'
import { instrumentName } from '#app/domain/cards/cards.ts'
import { rowIdText } from '#app/domain/kernel/id.input.server.ts'
import {
  findTransaction,
  type ListedTransaction,
  listTransactions,
} from '#app/domain/transactions/transactions.server.ts'
import { leftByFill } from '#app/domain/transactions/transactions.ts'
import { companyOf, type Endpoint, endpoint, idOf } from './endpoint.server.ts'
import {
  dayQuery,
  id,
  listQuery,
  millilitres,
  pageOf,
  product,
  search,
  time,
  timeOf,
  tiyn,
} from './schemas.server.ts'
import { remainder } from './slip.server.ts'

const idQuery = rowIdText.optional()

const Transaction = z
  .object({
    id,
    occurred_at: time,
    station: z.string().describe('Its code'),
    station_name: z.string().nullable(),
    receipt: z.string(),
    instrument: z.string().describe('A masked card number, or the number of a coupon'),
    card_id: id.nullable(),
    coupon_id: id.nullable(),
    holder: z.string().nullable(),
    plate: z.string().nullable(),
    product,
    operation: z.enum(['sale', 'return', 'correction']),
    volume_ml: millilitres.describe('Negative for a return'),
    price_tiyn: tiyn.describe('Tiyn a litre'),
    amount_tiyn: tiyn.describe('Negative for a return'),
    remainder: remainder.nullable().describe('What the refuelling left on a coupon'),
  })
  .meta({ id: 'Transaction' })

function transactionOf(row: ListedTransaction): z.output<typeof Transaction> {
  const left = leftByFill(row)
  return {
    id: String(row.id),
    occurred_at: timeOf(row.occurred_at),
    station: row.station_code,
    station_name: row.station_name,
    receipt: row.receipt,
    instrument: instrumentName(row),
    card_id: row.card_id === null ? null : String(row.card_id),
    coupon_id: row.coupon_id === null ? null : String(row.coupon_id),
    holder: row.holder,
    plate: row.plate,
    product: row.product,
    operation: row.operation,
    volume_ml: row.volume,
    price_tiyn: row.price,
    amount_tiyn: row.amount,
    remainder: left && { volume_ml: left.volume, becomes: left.becomes },
  }
}

export const transactions: Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/transactions',
    scopes: ['read'],
    name: 'listTransactions',
    tag: 'Transactions',
    summary: 'Transactions of the company, the newest first',
    repeats: 'read',
    query: z.strictObject({
      ...listQuery,
      q: search,
      from: dayQuery,
      to: dayQuery,
      card: idQuery,
      coupon: idQuery,
    }),
    answers: { 200: { description: 'A page of transactions', schema: pageOf(Transaction) } },
    async handle({ ctx, query: { card, coupon, ...query } }) {
      const of = { card: card ? Number(card) : undefined, coupon: coupon ? Number(coupon) : undefined }
      const { rows, nextCursor } = await listTransactions(ctx, companyOf(ctx), { ...query, ...of })
      return { status: 200, body: { data: rows.map(transactionOf), next_cursor: nextCursor } }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/transactions/:id',
    scopes: ['read'],
    name: 'getTransaction',
    tag: 'Transactions',
    summary: 'One transaction',
    repeats: 'read',
    answers: { 200: { description: 'The transaction', schema: Transaction } },
    async handle({ ctx, params }) {
      return {
        status: 200,
        body: transactionOf(await findTransaction(ctx, companyOf(ctx), idOf(params))),
      }
    },
  }),
]
