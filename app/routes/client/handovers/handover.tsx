import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findHandover } from '#app/domain/handovers/handovers.server.ts'
import { requireClientOfHandover } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { Live } from '#app/ui/layout/live.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Part } from '#app/ui/layout/part.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { HandoverActions } from '#app/views/handovers/handover-actions.tsx'
import { HandedCoupons, HandoverFacts, HandoverSteps } from '#app/views/handovers/handover-facts.tsx'
import { handoverView } from '#app/views/handovers/handover-view.server.ts'
import { HelpPanels } from '#app/views/handovers/help-panels.tsx'
import { LinkState } from '#app/views/handovers/share-link.tsx'

export const handle: PageHandle = { title: 'handovers:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfHandover(request, context, id)
  return handoverView(await findHandover(ctx, ctx.actor.companyId, id))
}

export default function Handover() {
  const handover = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { id, name, state } = handover
  return (
    <>
      <PageHead
        title={name}
        lead={t('handovers:numbered', { number: String(id) })}
        live={<Live />}
        crumbs={[{ label: t('handovers:journal'), href: '/handovers' }]}
        badge={
          <StatusBadge of="handover" state={state}>
            {t(`handovers:status.${state}`)}
          </StatusBadge>
        }
      >
        {handover.isLive ? (
          <Part of="prints">
            <a className="btn" href={`/coupons/print?handover=${id}`}>
              {t('prints:open')}
            </a>
          </Part>
        ) : null}
        <a className="btn" href={`/handovers/${id}/journal`}>
          {t('handovers:journalOf.sheet')}
        </a>
      </PageHead>
      <div className="columns">
        <div className="stack">
          <HelpPanels handover={handover} />
          {handover.isLive ? <LinkState handover={handover} /> : null}
          <HandedCoupons coupons={handover.coupons} />
          <HandoverFacts handover={handover} />
        </div>
        <div className="stack">
          <HandoverSteps steps={handover.steps} />
          {handover.isLive ? <HandoverActions handover={handover} /> : null}
        </div>
      </div>
    </>
  )
}
