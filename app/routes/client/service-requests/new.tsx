import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { SendServiceRequest } from '#app/domain/service-requests/service-requests.input.server.ts'
import { sendServiceRequest } from '#app/domain/service-requests/service-requests.server.ts'
import { serviceRequestKinds } from '#app/domain/service-requests/service-requests.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { ServiceRequestForm } from '#app/views/service-requests/service-request-form.tsx'

export const handle: PageHandle = { title: 'service-requests:new' }

/** `kind`: what is asked for; without it the page asks. `card`: the id of the card it is about. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'send_service_requests')
  const { searchParams } = new URL(request.url)
  const kind = serviceRequestKinds.find((one) => one === searchParams.get('kind')) ?? null
  const card = searchParams.get('card')
  const number = card ? (await findCard(ctx, ctx.actor.companyId, positiveId(card))).number : ''
  return { kind, card, number }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'send_service_requests')
  return submit(ctx, request, SendServiceRequest, async (input) => {
    const id = await sendServiceRequest(ctx, ctx.actor.companyId, input)
    return redirectWithToast(ctx.settings, `/service-requests/${id}`, 'service-requests:sent', {
      number: String(id),
    })
  })
}

export default function NewServiceRequest() {
  const { kind, card, number } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const crumbs = [{ label: t('service-requests:title'), href: '/service-requests' }]
  return (
    <>
      <PageHead title={t('service-requests:new')} crumbs={crumbs} lead={t('service-requests:lead')} />
      {kind ? (
        <ServiceRequestForm kind={kind} number={number} answer={answer} />
      ) : (
        <Panel title={t('service-requests:which')}>
          <ul className="rows">
            {serviceRequestKinds.map((one) => (
              <li key={one}>
                <a href={`/service-requests/new?kind=${one}${card ? `&card=${card}` : ''}`}>
                  {t(`service-requests:kind.${one}`)}
                </a>
                <span className="block quiet small">{t(`service-requests:kindHint.${one}`)}</span>
              </li>
            ))}
            <li>
              <a href="/coupons/expiring">{t('service-requests:kind.extension')}</a>
              <span className="block quiet small">{t('service-requests:kindHint.extension')}</span>
            </li>
          </ul>
        </Panel>
      )}
    </>
  )
}
