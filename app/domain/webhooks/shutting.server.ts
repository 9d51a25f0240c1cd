import { activeOwners, activeStaff } from '#app/domain/accounts/users.server.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { rolesWith } from '#app/domain/kernel/rights.ts'
import { staffRoles } from '#app/domain/kernel/roles.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import { updateWaitingDeliveriesFailed } from '#db/queries/webhooks/deliveries.ts'
import { selectWebhookEndpoint, updateWebhookDisabled } from '#db/queries/webhooks/endpoints.ts'

/** A step of settling an attempt: switches the endpoint off and writes to whoever can mend it. */
export async function shutEndpoint<Reason extends 'gone' | 'failing'>(
  ctx: Context,
  id: number,
  reason: Reason,
): Promise<Reason | undefined> {
  if (!(await updateWebhookDisabled(ctx.db, id, reason))) return undefined
  const row = await selectWebhookEndpoint(ctx.db, id, { companyId: undefined })
  if (!row) return undefined
  await updateWaitingDeliveriesFailed(ctx.db, id, 'endpoint_disabled')
  const { company_id: companyId, name, url } = row
  const host = new URL(url).host
  await record(ctx, 'webhook.disabled', { kind: 'webhook', id, companyId }, { name, host, why: reason })
  const people =
    companyId === null
      ? await activeStaff(ctx.db, rolesWith(staffRoles, 'manage_webhooks'))
      : await activeOwners(ctx.db, companyId)
  const page = `${companyId === null ? '/admin' : '/integrations'}/webhooks/${id}`
  for (const { id: userId, email, locale } of people)
    await enqueue(ctx, 'webhook_disabled', {
      ...{ to: email, locale, userId },
      props: { email, name, host, cause: reason, page },
    })
  return reason
}
