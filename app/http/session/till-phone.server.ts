import { redirect } from '@remix-run/node'
import type { Context, Settings } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import type { OpenedShift } from '#app/domain/till/shifts.server.ts'
import { SHIFT_HOURS } from '#app/domain/till/till.ts'
import { readCookie, serializeCookie } from '#app/http/cookies.server.ts'
import { toastCookie } from '#app/http/forms/toast.server.ts'

/** Binds a shift to the phone that opened it. */
const COOKIE = 'till'

/** Which phone asks; undefined: it has opened no shift. */
export function phoneOf({ settings }: Pick<Context, 'settings'>, request: Request): string | undefined {
  return readCookie(settings, request, COOKIE)
}

/** To the till, with the shift bound to this phone. */
export function redirectToTill(settings: Settings, { device }: OpenedShift): Response {
  const headers = new Headers()
  headers.append('Set-Cookie', serializeCookie(settings, COOKIE, device, { maxAge: SHIFT_HOURS * 3_600 }))
  headers.append('Set-Cookie', toastCookie(settings, { key: 'till:shift.opened', params: {} }))
  return redirect('/till', { headers })
}

/** What needs an open shift; without one, and while the PIN is asked for, the page of the shift comes instead. */
export async function inOwnShift<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    const isShut =
      error instanceof DomainError && (error.code === 'shift_not_open' || error.code === 'shift_locked')
    throw isShut ? redirect('/till/shift') : error
  }
}
