import { isErrorCode } from '#app/domain/kernel/errors.ts'
import type { FormAnswer } from '#app/http/forms/submit.server.ts'
import type { FillView, TillAnswer } from '#app/views/till/till-view.ts'

const FILL = /^\/till\/authorizations\/(\d+)$/

/**
 * What a form of the till was answered, for a page that stays open with its camera: the fill, or the codes of what was
 * refused. Whatever else it is (the session has ended, the shift is locked) leads away from the page.
 */
export async function tillAnswer(
  answer: FormAnswer,
  viewOf: (id: number) => Promise<FillView>,
): Promise<Response> {
  if (!(answer instanceof Response)) {
    const errors = Object.entries(answer.data.errors).map(([field, { code, text = '' }]) => ({
      field,
      code,
      text,
    }))
    const isShut = errors.some(({ code }) => isErrorCode(code) && SHUT.has(code))
    if (isShut) return told({ kind: 'away', to: '/till/shift' })
    return told({ kind: 'refused', errors })
  }
  const to = answer.headers.get('Location') ?? '/till'
  const [, id] = FILL.exec(to) ?? []
  return told(id ? { kind: 'fill', fill: await viewOf(Number(id)) } : { kind: 'away', to })
}

const SHUT = new Set<string>(['shift_locked', 'shift_not_open'])

/** Always 200: a refusal is an answer here, and the browser complains of anything else. */
function told(answer: TillAnswer): Response {
  return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
}
