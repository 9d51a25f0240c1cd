import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { openMailboxLetter } from '#app/domain/mail/mailbox.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { requireLocalMailbox } from '#app/http/session/local-mailbox.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { LetterFrame } from '#app/views/mail/letter-frame.tsx'
import { LetterText } from '#app/views/mail/letter-text.tsx'
import { formatDateTime } from '#locales/format.ts'
import { localeNames } from '#locales/index.ts'

export const handle: PageHandle = { title: (data) => (data as { subject: string }).subject }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireLocalMailbox(request, context)
  const letter = await openMailboxLetter(ctx, positiveId(params.id))
  const { id, to, from, subject, locale, text } = letter
  return { id, to, from, subject, locale, text, at: almatyWallClock(letter.at) }
}

export default function Letter() {
  const letter = useLoaderData<typeof loader>()
  const { t, locale } = useWords()
  return (
    <>
      <PageHead title={letter.subject} crumbs={[{ label: t('admin:mailbox.title'), href: '/mailbox' }]} />
      <div className="stack">
        <Panel>
          <DescriptionList
            items={[
              [t('mail:to'), letter.to],
              [t('mail:from'), letter.from],
              [t('mail:sentAt'), formatDateTime(letter.at, locale)],
              [t('common:language'), localeNames[letter.locale]],
            ]}
          />
        </Panel>
        <Panel title={t('admin:mailbox.html')} flush>
          <LetterFrame src={`/mailbox/${letter.id}/body`} title={letter.subject} links />
        </Panel>
        <Panel title={t('admin:mailbox.text')}>
          <LetterText text={letter.text} />
        </Panel>
      </div>
    </>
  )
}
