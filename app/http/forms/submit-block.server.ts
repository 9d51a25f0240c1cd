import type { z } from 'zod'
import type { Context } from '#app/domain/kernel/context.ts'
import { blockToast } from './block-toast.server.ts'
import { submit } from './submit.server.ts'
import { redirectWithToast } from './toast.server.ts'

interface Change {
  thing: 'card' | 'coupon'
  becomes: 'blocked' | 'unblocked'
  /** The page of the card or the coupon. */
  href: string
}

/** Blocks a card or a coupon or lifts its block, and leads back to it with what was done. */
export function submitBlock<Schema extends z.ZodType>(
  ctx: Context,
  request: Request,
  schema: Schema,
  { thing, becomes, href }: Change,
  perform: (input: z.output<Schema>) => Promise<{ number: string }>,
) {
  return submit(ctx, request, schema, async (input) => {
    const { number } = await perform(input)
    return redirectWithToast(ctx.settings, href, blockToast(ctx.settings, thing, becomes), { number })
  })
}
