import { z } from 'zod'
import { blockCard, unblockCard } from '#app/domain/cards/card-blocks.server.ts'
import { type ListedCard, listCards } from '#app/domain/cards/card-lists.server.ts'
import { type CardDetails, findCard } from '#app/domain/cards/cards.server.ts'
import { cardFilters, cardStates, limitsOf, maskedNumber } from '#app/domain/cards/cards.ts'
import { productsInText } from '#app/domain/products/products.ts'
import { Blocked, BlockReason, blockedBody, NoFields } from './blocking.server.ts'
import { companyOf, type Endpoint, endpoint, idOf } from './endpoint.server.ts'
import { processing, processingOf } from './instruction-fields.server.ts'
import {
  cardLimit,
  day,
  declineCode,
  id,
  listQuery,
  owner,
  pageOf,
  product,
  search,
} from './schemas.server.ts'

const card = {
  id,
  masked_number: z.string(),
  holder: z.string(),
  plate: z.string(),
  products: z.array(product).describe('None: every product'),
  status: z.enum(cardStates),
  valid_until: day.nullable(),
  balance_tiyn: z.int().nullable().describe('Of a card with a money balance'),
  balance_ml: z.int().nullable().describe('Of a card with a litre balance'),
  processing,
}
const Card = z.object({ ...card, limits: z.array(cardLimit) }).meta({ id: 'Card' })
const CardDetailsSchema = z
  .object({
    ...card,
    number: z.string(),
    limits: z.array(cardLimit.extend({ used: z.int(), left: z.int() })),
    works: z.boolean().describe('Whether a station would let it have fuel now'),
    code: declineCode.nullable().describe('Why it does not work'),
    whose: owner.nullable(),
  })
  .meta({ id: 'CardDetails' })

/** The holder and the plate are the issuer's words. */
function cardOf(row: Omit<ListedCard, `driver_${string}` | `vehicle_${string}`>) {
  return {
    id: String(row.id),
    masked_number: maskedNumber(row.number),
    holder: row.holder,
    plate: row.plate,
    products: productsInText(row.products),
    status: row.state,
    valid_until: row.valid_until,
    balance_tiyn: row.scheme === 'wallet_litres' ? null : row.balance,
    balance_ml: row.scheme === 'wallet_litres' ? row.balance : null,
    processing: processingOf(row.atProcessor),
  }
}

function detailsOf(row: CardDetails): z.output<typeof CardDetailsSchema> {
  const { decision, limit_unit: unit } = row
  const declined = decision.status === 'declined' ? decision : null
  return {
    ...cardOf(row),
    number: row.number,
    limits: row.limits.map(({ period, limit, used, left }) => ({ period, limit, used, left, unit })),
    works: !declined,
    code: declined?.code ?? null,
    whose: declined?.whose ?? null,
  }
}

export const cards: Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/cards',
    scopes: ['read'],
    name: 'listCards',
    tag: 'Cards',
    summary: 'Cards of the company',
    repeats: 'read',
    query: z.strictObject({ ...listQuery, q: search, status: z.enum(cardFilters).optional() }),
    answers: { 200: { description: 'A page of cards', schema: pageOf(Card) } },
    async handle({ ctx, query }) {
      const { rows, nextCursor } = await listCards(ctx, companyOf(ctx), query)
      const data = rows.map((row) => ({
        ...cardOf(row),
        limits: limitsOf(row).map((one) => ({ ...one, unit: row.limit_unit })),
      }))
      return { status: 200, body: { data, next_cursor: nextCursor } }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/cards/:id',
    scopes: ['read'],
    name: 'getCard',
    tag: 'Cards',
    summary: 'One card, what is left of its limits, and whether it works',
    repeats: 'read',
    answers: { 200: { description: 'The card', schema: CardDetailsSchema } },
    async handle({ ctx, params }) {
      return { status: 200, body: detailsOf(await findCard(ctx, companyOf(ctx), idOf(params))) }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/cards/:id/block',
    scopes: ['manage'],
    name: 'blockCard',
    tag: 'Cards',
    summary: 'Block a card',
    description:
      'In force the moment it is answered, where stations ask the cabinet. A card that is blocked already stays so.',
    repeats: 'key',
    body: BlockReason,
    answers: { 200: { description: 'Blocked', schema: Blocked } },
    async handle({ ctx, params, body }) {
      const blocked = idOf(params)
      await blockCard(ctx, companyOf(ctx), blocked, { reason: body.reason ?? '' })
      return { status: 200, body: blockedBody(ctx, 'card', blocked, true) }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/cards/:id/unblock',
    scopes: ['manage'],
    name: 'unblockCard',
    tag: 'Cards',
    summary: "Lift the company's own block of a card",
    repeats: 'key',
    body: NoFields,
    answers: { 200: { description: 'Not blocked by the company', schema: Blocked } },
    async handle({ ctx, params }) {
      const lifted = idOf(params)
      await unblockCard(ctx, companyOf(ctx), lifted)
      return { status: 200, body: blockedBody(ctx, 'card', lifted, false) }
    },
  }),
]
