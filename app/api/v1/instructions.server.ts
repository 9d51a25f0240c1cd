import { z } from 'zod'
import { waitFor } from '#app/api/waiting.server.ts'
import { handOutInstructions, settleInstruction } from '#app/domain/instructions/feed.server.ts'
import { outcomes } from '#app/domain/instructions/instructions.ts'
import { decodeCursor, encodeCursor } from '#app/domain/kernel/page.server.ts'
import { isUnreadable } from '#app/domain/kernel/plain-text.ts'
import { MAX_EVENTS, ProcessorEvent } from '#app/domain/processor-events/processor-events.input.server.ts'
import { eventResults, recordProcessorEvents } from '#app/domain/processor-events/processor-events.server.ts'
import { type Endpoint, endpoint, idOf } from './endpoint.server.ts'
import { Instruction, instructionOf, instrumentKind } from './instruction-fields.server.ts'
import { id, listQuery } from './schemas.server.ts'

const MAX_SECONDS = 25
const MAX_REASON = 500
/** What the cursors of the feed are called. */
const ORDER = 'instructions'

const Feed = z
  .object({
    data: z.array(Instruction),
    next_cursor: z.string().nullable().describe('`after` of the next call; null: nothing was handed out yet'),
  })
  .meta({ id: 'InstructionFeed' })

const Outcome = z
  .strictObject({
    outcome: z.enum(outcomes),
    reason: z
      .string()
      .trim()
      .min(1)
      .max(MAX_REASON, { error: 'too_long' })
      .refine((text) => !isUnreadable(text), { error: 'unreadable_characters' })
      .optional()
      .describe('Of `refused`: why, in words that the client reads'),
  })
  .refine(({ outcome, reason }) => outcome !== 'refused' || reason !== undefined, {
    error: 'required',
    path: ['reason'],
  })

const Settled = z
  .object({
    id,
    version: z.int(),
    status: z.enum([...outcomes, 'superseded']).describe('`superseded`: a newer instruction counts'),
  })
  .meta({ id: 'InstructionOutcome' })

const Told = z
  .object({ data: z.array(z.object({ id: z.string(), result: z.enum(eventResults) })) })
  .meta({ id: 'ProcessorEventResults' })

const common = { scopes: ['instructions'], tag: 'Instructions' } as const

export const instructions: Endpoint[] = [
  endpoint({
    ...{ ...common, method: 'GET', path: '/instructions', name: 'fetchInstructions', repeats: 'read' },
    summary: 'What the processor has to do next',
    description:
      'Whole states of cards and coupons, each at least once. Without `after`: everything that has no outcome yet. ' +
      'What has no outcome for five minutes comes again.',
    query: z.strictObject({
      after: listQuery.cursor.describe('`next_cursor` of the last answer that you have kept'),
      wait: z
        .string()
        .regex(/^\d{1,2}$/)
        .transform(Number)
        .pipe(z.int().max(MAX_SECONDS))
        .optional()
        .describe('Seconds to wait while there is nothing, 25 at most'),
      instrument: instrumentKind.optional().describe('Only these'),
    }),
    answers: { 200: { description: 'As many as there are, 100 at most; perhaps none', schema: Feed } },
    async handle({ ctx, query, patience }) {
      const asked = { after: decodeCursor(ORDER, query.after)?.id ?? 0, kind: query.instrument }
      const who = { seconds: query.wait ?? 0, integrationId: ctx.actor.integrationId }
      const rows = await waitFor(patience, who, () => handOutInstructions(ctx, asked))
      const last = rows.at(-1)
      const next = last ? encodeCursor(ORDER, { backward: false, id: last.position }) : (query.after ?? null)
      return { status: 200, body: { data: rows.map(instructionOf), next_cursor: next } }
    },
  }),
  endpoint({
    ...{ ...common, method: 'POST', path: '/instructions/:id/outcome', name: 'settleInstruction' },
    repeats: 'operation',
    summary: 'What became of an instruction',
    body: Outcome,
    answers: { 200: { description: 'Kept; of a repeat Idempotent-Replayed: true', schema: Settled } },
    async handle({ ctx, params, body: { outcome, reason = null } }) {
      const settled = idOf(params)
      const { version, status, isReplay } = await settleInstruction(ctx, settled, { outcome, reason })
      return {
        status: 200,
        body: { id: String(settled), version, status },
        ...(isReplay && { headers: { 'Idempotent-Replayed': 'true' } }),
      }
    },
  }),
  endpoint({
    ...{ ...common, method: 'POST', path: '/processor-events', name: 'tellProcessorEvents' },
    repeats: 'operation',
    summary: 'What happened to cards and coupons at the processor',
    description: 'In any order. An event counts once by its `id`, a balance by its moment.',
    body: z.strictObject({ events: z.array(ProcessorEvent).min(1).max(MAX_EVENTS) }),
    answers: { 200: { description: 'What became of each', schema: Told } },
    async handle({ ctx, body }) {
      return { status: 200, body: { data: await recordProcessorEvents(ctx, body.events) } }
    },
  }),
]
