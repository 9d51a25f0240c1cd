import type { Settings } from '#app/domain/kernel/context.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'

/** What is said after a block or its end: where a processor decides it was asked for, and nothing is blocked yet. */
export function blockToast<Kind extends 'card' | 'coupon', Done extends 'blocked' | 'unblocked'>(
  settings: Settings,
  kind: Kind,
  done: Done,
) {
  return isOutside(settings, kind) ? (`instructions:${done}` as const) : (`${kind}s:${done}` as const)
}

/** The same after a card was allowed more for a while, and after the end of that. */
export function permissionToast<Done extends 'allowed' | 'ended'>(settings: Settings, done: Done) {
  return isOutside(settings, 'card') ? (`instructions:${done}` as const) : (`rules:${done}` as const)
}
