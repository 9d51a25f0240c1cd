import type { ReportLost } from '#app/domain/cards/card-blocks.input.server.ts'
import { markCardLost } from '#app/domain/cards/card-blocks.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { selectServiceRequestOf } from '#db/queries/service-requests/service-requests.ts'
import { sendServiceRequest } from './service-requests.server.ts'
import { openRequestStatuses } from './service-requests.ts'

/**
 * Reports a card as lost or stolen, and asks the issuer for another one; a request for it that waits already is kept.
 * Where requests are switched off, nobody would read one: the client is told to ask support.
 * @throws DomainError card_not_found, card_lost_already, service_requests_too_many
 */
export function reportCardLost(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  input: ReportLost,
): Promise<{ number: string; requestId: number | null }> {
  requireRightIn(ctx, companyId, 'report_cards_lost')
  return transact(ctx, async (ctx) => {
    const { number, fullNumber } = await markCardLost(ctx, companyId, id, input)
    if (!ctx.settings.modules.includes('requests')) return { number, requestId: null }
    const waiting = await selectServiceRequestOf(ctx.db, companyId, id, 'replacement', openRequestStatuses)
    if (waiting) return { number, requestId: waiting.id }
    const requestId = await sendServiceRequest(ctx, companyId, {
      ...{ kind: 'replacement', number: fullNumber, cause: input.cause, comment: input.reason },
    })
    return { number, requestId }
  })
}
