import { z } from 'zod'
import { importStatuses } from '#app/domain/imports/imports.ts'
import { isTradeKind, tradeKinds } from '#app/domain/imports/parsing/kinds.ts'
import { sampleForPrograms } from '#app/domain/imports/sample.ts'
import type { SentRegister } from '#app/domain/imports/sent-registers.server.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { id, time, timeOf, timeOrNull } from './schemas.server.ts'

const count = z.int().min(0)

export const Register = z
  .object({
    id,
    kind: z.enum(tradeKinds),
    file_name: z.string(),
    status: z
      .enum(importStatuses)
      .describe(
        'committed: it is in. discarded: it changed nothing, or a person discarded it. checked and failed: it waits',
      ),
    failure: z.string().nullable().describe('Why the file cannot be read, a stable code'),
    rows_done: count.describe('So far, of rows_total'),
    rows_total: count,
    counts: z.object({
      total: count,
      added: count,
      changed: count,
      same: count,
      left_out: count.describe('Totals, headings and rows that were left out'),
      faulty: count,
    }),
    questions: z
      .array(
        z.object({
          code: z.string().describe('Answer it under this code; column.<field> is answered by a column'),
          field: z.string().optional(),
          column: z.string().optional().describe('As the file calls it'),
          choices: z.array(z.string()).optional(),
        }),
      )
      .describe('What must be decided before it can come in'),
    faults: z
      .array(
        z.object({
          row: z.int().describe('In the file, from 1'),
          column: z.string().nullable().describe('As the file calls it'),
          code: z.string().describe('Stable; more may be added'),
          params: z.record(z.string(), z.union([z.string(), z.number()])),
        }),
      )
      .describe('The first 1,000'),
    sample: z
      .array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])))
      .describe('Up to three records as they would be stored, never a QR code'),
    created_at: time,
    committed_at: time.nullable(),
  })
  .meta({ id: 'Register' })

export function registerOf({ found, questions, faults }: SentRegister): z.output<typeof Register> {
  const { counts, layout } = found
  return {
    id: String(found.id),
    kind: isTradeKind(found.kind) ? found.kind : reject('not_found'),
    file_name: found.fileName,
    status: found.status,
    failure: found.failure,
    rows_done: found.rowsDone,
    rows_total: found.rowsTotal,
    counts: {
      ...{ total: counts.total, added: counts.added, changed: counts.changed, same: counts.same },
      ...{ left_out: counts.leftOut, faulty: counts.faulty },
    },
    questions,
    faults: faults.map(({ row, column, code, params }) => ({ row, column, code, params })),
    sample: (layout?.records ?? []).map(({ values }) => sampleForPrograms(values)),
    created_at: timeOf(found.createdAt),
    committed_at: timeOrNull(found.committedAt),
  }
}
