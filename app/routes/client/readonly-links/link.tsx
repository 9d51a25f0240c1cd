import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findReadonlyLink } from '#app/domain/readonly-links/readonly-links.server.ts'
import { requireClientOfReadonlyLink } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import {
  ReadonlyAddress,
  ReadonlyFacts,
  ReadonlyVisits,
  RevokePanel,
} from '#app/views/readonly-links/readonly-link-facts.tsx'
import { readonlyLinkView } from '#app/views/readonly-links/readonly-link-view.server.ts'

export const handle: PageHandle = { title: 'readonly-links:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfReadonlyLink(request, context, id)
  return readonlyLinkView(await findReadonlyLink(ctx, ctx.actor.companyId, id))
}

export default function ReadonlyLink() {
  const link = useLoaderData<typeof loader>()
  const { t } = useWords()
  const badge = (
    <StatusBadge of="readonlyLink" state={link.state}>
      {t(`readonly-links:status.${link.state}`)}
    </StatusBadge>
  )
  return (
    <>
      <PageHead
        title={link.name}
        badge={badge}
        crumbs={[{ label: t('readonly-links:title'), href: '/readonly-links' }]}
      />
      <div className="columns">
        <div className="stack">
          {link.address ? <ReadonlyAddress address={link.address} /> : null}
          <ReadonlyFacts link={link} />
          <ReadonlyVisits visits={link.visits} />
        </div>
        {link.state === 'live' ? <RevokePanel link={link} /> : null}
      </div>
    </>
  )
}
