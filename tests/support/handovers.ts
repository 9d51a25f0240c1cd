import { handOver } from '#app/domain/handovers/handing-over.server.ts'
import { HandOver } from '#app/domain/handovers/handovers.input.server.ts'
import { findHandover } from '#app/domain/handovers/handovers.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'

/** Gives coupons to somebody, as the form does; the token of the driver's link. */
export async function handTo(
  ctx: Context,
  companyId: CompanyId,
  couponIds: readonly number[],
  fields: Record<string, string> = {},
): Promise<{ id: number; token: string }> {
  const input = HandOver.parse({ driverName: 'Ким Олег', driverPhone: '8 701 555 11 22', ...fields })
  const id = await handOver(ctx, companyId, couponIds, input)
  const { address } = await findHandover(ctx, companyId, id)
  const token = address?.split('/d/')[1]
  if (!token) throw new Error('no link')
  return { id, token }
}
