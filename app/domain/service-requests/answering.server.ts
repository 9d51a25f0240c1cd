import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { formatLetterDay } from '#app/domain/mail/letter-time.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import { updateRequestCouponsFreed } from '#db/queries/service-requests/request-coupons.ts'
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
import { type CouponRequestKind, isAboutCoupons, openRequestStatuses } from './service-requests.ts'

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
  const given = answerOf(staffIn(ctx))
  return transact(ctx, async (ctx) => {
    const request = (await selectServiceRequest(ctx.db, null, id)) ?? reject('service_request_not_found')
    if (given.status === 'done' && isAboutCoupons(request.kind)) reject('coupons_undecided')
    await give(ctx, request, given)
  })
}

/**
 * A step of deciding about the coupons of a request, in its transaction: it is settled, or the rest does not happen. Its row
 * is held from here on. @throws DomainError service_request_not_found, service_request_not_open
 */
export async function settleServiceRequest(
  ctx: Context,
  id: number,
  kind: CouponRequestKind,
  { status, answer }: { status: 'done'; answer: string },
): Promise<ServiceRequestRow> {
  const request = (await selectServiceRequest(ctx.db, null, id)) ?? reject('service_request_not_found')
  if (request.kind !== kind) reject('service_request_not_found')
  await give(ctx, request, { status, answer: answer || null, settled_by: staffIn(ctx) })
  return request
}

function staffIn({ actor }: Context): number {
  return actor.kind === 'staff' ? actor.userId : reject('not_allowed')
}

async function give(ctx: Context, request: ServiceRequestRow, given: Answer): Promise<void> {
  const { id, company_id: companyId } = request
  if (!(await updateServiceRequestStatus(ctx.db, id, openRequestStatuses, given)))
    reject('service_request_not_open')
  if (given.status !== 'in_work') await updateRequestCouponsFreed(ctx.db, id)
  const data = { promisedOn: given.promised_on ?? null, reason: given.answer ?? '' }
  await record(ctx, ACTIONS[given.status], { kind: 'service_request', id, companyId }, data)
  await tellSender(ctx, request, given)
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
