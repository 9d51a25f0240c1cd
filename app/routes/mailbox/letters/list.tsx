import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { MailboxPage } from '#app/domain/mail/mail.input.server.ts'
import { listMailbox } from '#app/domain/mail/mailbox.server.ts'
import { requireLocalMailbox } from '#app/http/session/local-mailbox.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { MailboxTabs } from '#app/views/mail/mailbox-tabs.tsx'
import { formatDateTime } from '#locales/format.ts'
import { localeNames } from '#locales/index.ts'

export const handle: PageHandle = { title: 'admin:mailbox.title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireLocalMailbox(request, context)
  const url = new URL(request.url)
  const { cursor } = MailboxPage.parse(queryOf(url))
  const { letters, ...page } = await listMailbox(ctx, cursor)
  return {
    letters: letters.map(({ id, to, subject, locale, at }) => ({
      id,
      to,
      subject,
      locale,
      at: almatyWallClock(at),
    })),
    ...pageHrefs(url, page),
  }
}

export default function Letters() {
  const { letters, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('mail:subject')}</th>
      <th scope="col">{t('mail:to')}</th>
      <th scope="col" className="extra">
        {t('common:language')}
      </th>
      <th scope="col">{t('mail:sentAt')}</th>
    </>
  )
  return (
    <>
      <PageHead title={t('admin:mailbox.title')} lead={t('admin:mailbox.lead')} />
      <MailboxTabs current="letters" />
      {letters.length === 0 ? (
        <EmptyState
          title={t('admin:mailbox.empty')}
          icon="mail"
          next={{ label: t('admin:mailbox.samples'), href: '/mailbox/templates' }}
        >
          {t('admin:mailbox.emptyText')}
        </EmptyState>
      ) : (
        <Table
          label={t('admin:mailbox.letters')}
          head={head}
          bar={<Pagination previousHref={previousHref} nextHref={nextHref} />}
        >
          {letters.map((letter) => (
            <tr key={letter.id}>
              <td className="main">
                <a href={`/mailbox/${letter.id}`}>{letter.subject}</a>
              </td>
              <td className="half">{letter.to}</td>
              <td className="extra" data-label={t('common:language')}>
                {localeNames[letter.locale]}
              </td>
              <td className="tabular nowrap" data-label={t('mail:sentAt')}>
                {formatDateTime(letter.at, locale)}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  )
}
