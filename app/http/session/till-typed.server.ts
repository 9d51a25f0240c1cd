import { redirect } from '@remix-run/node'
import type { Context } from '#app/domain/kernel/context.ts'
import { readCookie, serializeCookie } from '#app/http/cookies.server.ts'
import type { FormAnswer } from '#app/http/forms/submit.server.ts'
import { pagePath } from '#app/http/url-traits.ts'
import type { RefusedForm } from '#app/ui/form/form-state.ts'

const NAME = 'till_typed'
const MAX_AGE_SECONDS = 600
/** A cookie holds 4 KB; a scanned text has 500 letters. */
const MAX_BYTES = 2_000
const HIDDEN = ['nonce', 'drawnFor']

interface Typed {
  path: string
  values: RefusedForm['values']
}

/**
 * A form that met a locked till waits for the PIN in a cookie, sealed for the cashier, and is filled in afterwards. PINs
 * of drivers are not kept.
 */
export function keepTyped(ctx: Context, request: Request, answer: FormAnswer): FormAnswer {
  if (answer instanceof Response) return answer
  const { errors, values } = answer.data
  if (!Object.values(errors).some(({ code }) => code === 'shift_locked')) return answer
  const kept = Object.entries(values).filter(([name]) => !HIDDEN.includes(name))
  const typed: Typed = { path: pagePath(new URL(request.url).pathname), values: Object.fromEntries(kept) }
  const plain = Buffer.from(JSON.stringify(typed))
  if (plain.length > MAX_BYTES) return redirect('/till/shift')
  const { keyId, ciphertext } = ctx.keyring.seal('cookie', plain, contextOf(ctx))
  const value = `${keyId}.${ciphertext.toString('base64url')}`
  const cookie = serializeCookie(ctx.settings, NAME, value, { maxAge: MAX_AGE_SECONDS })
  return redirect('/till/shift', { headers: { 'Set-Cookie': cookie } })
}

/** Where the till goes on after the PIN. */
export function pageOfTyped(ctx: Context, request: Request): string {
  const path = read(ctx, request)?.path
  return path === undefined || path === '/till/authorizations' ? '/till' : path
}

/** What waits for the form of this address, and the header that forgets it. */
export function typedFor(
  ctx: Context,
  request: Request,
  path: string,
): { typed: RefusedForm | null; headers: HeadersInit } {
  const typed = read(ctx, request)
  if (typed?.path !== path) return { typed: null, headers: {} }
  const cookie = serializeCookie(ctx.settings, NAME, '', { maxAge: 0 })
  return { typed: { values: typed.values, errors: {} }, headers: { 'Set-Cookie': cookie } }
}

function read(ctx: Context, request: Request): Typed | null {
  const [keyId, text] = readCookie(ctx.settings, request, NAME)?.split('.') ?? []
  if (!keyId || !text) return null
  try {
    const sealed = { keyId, ciphertext: Buffer.from(text, 'base64url') }
    return JSON.parse(ctx.keyring.open('cookie', sealed, contextOf(ctx)).toString('utf8')) as Typed
  } catch {
    return null
  }
}

function contextOf({ actor }: Context): string {
  return `till-typed:${'userId' in actor ? actor.userId : ''}`
}
