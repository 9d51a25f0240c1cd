import { requireRight } from '#app/domain/kernel/rights.ts'
import { findAnyServiceRequest } from '#app/domain/service-requests/service-requests.server.ts'
import { isOpen, type ServiceRequestKind } from '#app/domain/service-requests/service-requests.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'
import { positiveId, requireStaff } from './guards.server.ts'

/** Staff who answer a client's request to the issuer, and that request. */
export async function requireServiceRequest(
  request: Request,
  context: RequestContext,
  id: string | undefined,
) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'answer_service_requests')
  return { ctx, serviceRequest: await findAnyServiceRequest(ctx, positiveId(id)) }
}

/** The same while it is open; one that was settled meanwhile, or is of another kind, is shown instead of the form. */
export async function requireOpenServiceRequest(
  request: Request,
  context: RequestContext,
  id: string | undefined,
  kind?: ServiceRequestKind,
) {
  const { ctx, serviceRequest } = await requireServiceRequest(request, context, id)
  if (!isOpen(serviceRequest.status) || (kind !== undefined && serviceRequest.kind !== kind)) {
    const page = `/admin/service-requests/${serviceRequest.id}`
    throw redirectWithToast(ctx.settings, page, 'errors:service_request_not_open')
  }
  return { ctx, serviceRequest }
}
