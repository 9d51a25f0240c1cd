import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findAnnouncement } from '#app/domain/announcements/announcements.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { AnnouncementFacts, AnnouncementTexts } from '#app/views/announcements/announcement-facts.tsx'
import { periodOf, wordsIn } from '#app/views/announcements/announcement-view.server.ts'
import { WithdrawPanel } from '#app/views/announcements/withdraw-panel.tsx'
import { locales } from '#locales/index.ts'

export const handle: PageHandle = { title: 'announcements:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const found = await findAnnouncement(ctx, positiveId(params.id))
  const { id, state, companies, reads } = found
  return {
    ...{ id, state, companies, reads, isForAll: found.for_all === 1 },
    title: wordsIn(found, ctx.locale).title,
    texts: locales.map((locale) => ({ locale, ...wordsIn(found, locale) })),
    ...periodOf(found),
    mayWithdraw: state !== 'over' && may(ctx.actor, 'write_announcements'),
  }
}

export default function AnnouncementPage() {
  const { texts, mayWithdraw, ...announcement } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={announcement.title}
        crumbs={[{ label: t('announcements:title'), href: '/admin/announcements' }]}
      />
      <div className="stack">
        <AnnouncementFacts {...announcement} />
        <AnnouncementTexts texts={texts} />
        {mayWithdraw ? <WithdrawPanel id={announcement.id} title={announcement.title} /> : null}
      </div>
    </>
  )
}
