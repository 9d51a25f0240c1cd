import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { checkRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { requireOwnShift } from '../own-shift.server.ts'
import { presentAtTill } from '../selling.server.ts'
import { NewFill } from '../till.input.server.ts'
import type { Fill } from '../till.ts'
import { decodePhoto } from './photo-decoder.server.ts'

/**
 * Presents what the QR code in a photo says.
 * @throws DomainError photo_unreadable, uploads_busy, as presentAtTill
 */
export async function presentPhoto(ctx: Context, device: string | undefined, photo: Buffer): Promise<Fill> {
  const { user_id: cashier } = await requireOwnShift(ctx, device)
  await checkRateLimit(ctx, 'till_miss')
  const read = NewFill.safeParse({ code: (await decodePhoto(photo, String(cashier))) ?? '' })
  if (!read.success) return reject('photo_unreadable', { field: 'file' })
  return presentAtTill(ctx, device, read.data)
}
