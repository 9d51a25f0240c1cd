import { redirect } from '@remix-run/node'
import { TriedNamedRule } from '#app/domain/cards/card-rules.input.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { readFields } from './submit.server.ts'
import { triedFields } from './tried-form.server.ts'

/** To the page that shows what a form would change before it is confirmed, with what was typed. */
export async function redirectToPreview(request: Request, path: string): Promise<Response> {
  const query = await queryOfForm(request)
  query.set('whatIf', '1')
  return redirect(`${path}?${query}`)
}

/** What was typed, as a query. */
export async function queryOfForm(request: Request): Promise<URLSearchParams> {
  const { nonce: _nonce, drawnFor: _drawnFor, ...fields } = (await readFields(request)) ?? {}
  return new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  )
}

/** The form of a template or a group that the address of such a page holds; null: it is the page itself. */
export function triedPreview(ctx: Context, { searchParams }: URL) {
  return searchParams.get('whatIf') === '1' ? triedFields(ctx, searchParams, TriedNamedRule) : null
}
