import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DescriptionList } from '#app/components/description-list.tsx'
import { LetterFrame } from '#app/components/letter-frame.tsx'
import { LetterText } from '#app/components/letter-text.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import type { PageHandle } from '#app/components/page-title.ts'
import { Panel } from '#app/components/panel.tsx'
import { useWords } from '#app/components/words.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { formatDateTime } from '#app/domain/kernel/format.ts'
import { openMailboxLetter } from '#app/domain/mail/mailbox.server.ts'
import { positiveId } from '#app/web/guards.server.ts'
import { requireLocalMailbox } from '#app/web/local-mailbox.server.ts'
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
