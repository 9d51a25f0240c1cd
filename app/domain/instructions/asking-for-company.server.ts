import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import { selectUsableIds } from '#db/queries/instructions/instructions.ts'
import { askForEach } from './asking-for-each.server.ts'

const BATCH = 500

/**
 * A step of closing or reopening a company, in its transaction: where a processor decides, it is asked anew for each card and
 * coupon that can be fuelled with. Before the company's own row is changed: asking takes about a second for a thousand, and a
 * changed row would make every new transaction of the company wait for that long.
 */
export async function askForCompany(
  ctx: Context,
  companyId: number,
  becomes: 'closed' | 'open',
): Promise<void> {
  const today = businessDay(ctx.now)
  for (const kind of ['card', 'coupon'] as const) {
    if (!isOutside(ctx.settings, kind)) continue
    for (let after = 0; ; ) {
      const ids = await selectUsableIds(ctx.db, kind, companyId, { after, limit: BATCH, today })
      if (ids.length > 0)
        await askForEach(ctx, kind, ids, { company_closed_at: becomes === 'closed' ? ctx.now : null })
      if (ids.length < BATCH) break
      after = ids.at(-1) ?? after
    }
  }
}
