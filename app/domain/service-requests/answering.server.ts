import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { formatLetterDay } from '#app/domain/mail/letter-time.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import {
  type ServiceRequestAnswer,
  type ServiceRequestRow,
  selectServiceRequest,
  updateServiceRequestStatus,
} from '#db/queries/service-requests/service-requests.ts'
import type {
  FinishServiceRequest,
  RefuseServiceRequest,
  TakeServiceRequest,
} from './service-requests.input.server.ts'

/**
 * Staff work on it and promise a day; another day later replaces it. Who sent it gets a letter.
 * @throws DomainError service_request_not_found, service_request_not_open
 */
export function takeServiceRequest(
  ctx: Context,
  id: number,
  { promisedOn }: TakeServiceRequest,
): Promise<void> {
  return answer(ctx, id, (userId) => ({ status: 'in_work', promised_on: promisedOn, taken_by: userId }))
}

/** It is done. @throws as takeServiceRequest */
export function finishServiceRequest(
  ctx: Context,
  id: number,
  { answer: text }: FinishServiceRequest,
): Promise<void> {
  return answer(ctx, id, (userId) => ({ status: 'done', answer: text || null, settled_by: userId }))
}

/** It will not be done, and why. @throws as takeServiceRequest */
export function refuseServiceRequest(
  ctx: Context,
  id: number,
  { reason }: RefuseServiceRequest,
): Promise<void> {
  return answer(ctx, id, (userId) => ({ status: 'refused', answer: reason, settled_by: userId }))
}

const ACTIONS = {
  in_work: 'service_request.taken',
  done: 'service_request.done',
  refused: 'service_request.refused',
} as const

type Answer = ServiceRequestAnswer & { status: keyof typeof ACTIONS }

function answer(ctx: Context, id: number, answerOf: (userId: number) => Answer): Promise<void> {
  requireRight(ctx, 'answer_service_requests')
  const userId = ctx.actor.kind === 'staff' ? ctx.actor.userId : reject('not_allowed')
  const given = answerOf(userId)
  return transact(ctx, async (ctx) => {
    const request = (await selectServiceRequest(ctx.db, null, id)) ?? reject('service_request_not_found')
    if (!(await updateServiceRequestStatus(ctx.db, id, ['sent', 'in_work'], given)))
      reject('service_request_not_open')
    const data = { promisedOn: given.promised_on ?? null, reason: given.answer ?? '' }
    const subject = { kind: 'service_request', id, companyId: request.company_id } as const
    await record(ctx, ACTIONS[given.status], subject, data)
    await tellSender(ctx, request, given)
  })
}

/** Not to somebody who has left the company: the answer is the company's. */
async function tellSender(ctx: Context, request: ServiceRequestRow, given: Answer): Promise<void> {
  if (!request.is_sender_member) return
  await enqueue(ctx, 'service_request_answered', {
    to: request.sent_by_email,
    locale: request.sent_by_locale,
    userId: request.sent_by,
    props: {
      email: request.sent_by_email,
      number: request.id,
      kind: request.kind,
      status: given.status,
      promised: given.promised_on ? formatLetterDay(given.promised_on, request.sent_by_locale) : null,
      answer: given.answer ?? '',
    },
  })
}
