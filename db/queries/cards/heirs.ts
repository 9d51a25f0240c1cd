import { type RawBuilder, sql } from 'kysely'
import { inBatches } from '#db/sql/batches.ts'

/** Numbers of cards that a change names as replaced, and of new ones that others name already. */
export interface Heirs {
  replaced: readonly string[]
  added: readonly string[]
}

/** Cards (`old`) and those of the same company that take their place (`heir`). */
export const oldAndHeir = sql`cards old
  join cards heir on heir.company_id = old.company_id and heir.number = old.replaced_by`

/** Runs `insert` for all of them, with the condition that chooses a batch of `oldAndHeir`. */
export async function forEachHeir(
  { replaced, added }: Heirs,
  insert: (condition: RawBuilder<unknown>) => Promise<unknown>,
): Promise<void> {
  for (const [column, numbers] of [
    [sql`old.number`, replaced],
    [sql`heir.number`, added],
  ] as const) {
    await inBatches(numbers, (batch) =>
      insert(sql`${column} in (${sql.join(batch.map((number) => Buffer.from(number)))})`),
    )
  }
}
