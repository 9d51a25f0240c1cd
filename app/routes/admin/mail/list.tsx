import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { MailFilter } from '#app/domain/mail/mail.input.server.ts'
import { findMailPause, listMail, mailTemplates } from '#app/domain/mail/mail.server.ts'
import { deliveries, mailFilters, shownMailStatus } from '#app/domain/mail/mail.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { Select } from '#app/ui/form/select.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { MailPauseAlert } from '#app/views/mail/mail-pause-alert.tsx'
import { MailTable } from '#app/views/mail/mail-table.tsx'

export const handle: PageHandle = { title: 'mail:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const { cursor, ...filter } = MailFilter.parse(queryOf(url))
  const { letters, ...page } = await listMail(ctx, { ...filter, cursor })
  const pause = await findMailPause(ctx)
  return {
    filter,
    letters: letters.map((letter) => ({
      id: letter.id,
      template: letter.template,
      to: letter.to_email,
      status: shownMailStatus(letter.status, letter.last_error),
      delivery: letter.delivery,
      at: almatyWallClock(letter.created_at),
    })),
    templates: mailTemplates(),
    pause: pause && { reason: pause.reason, since: almatyWallClock(pause.since) },
    ...pageHrefs(url, page),
  }
}

export default function Mail() {
  const { letters, filter, templates, pause, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t, say } = useWords()
  const { q, status, delivery, template } = filter
  const labels = {
    status: t('common:field.status'),
    delivery: t('mail:delivery.label'),
    template: t('mail:template.label'),
  }
  const all = t('common:filter.all')
  return (
    <>
      <PageHead title={t('mail:title')} />
      <MailPauseAlert pause={pause} />
      <FilteredList
        path="/admin/mail"
        filter={{ q, status, delivery, template }}
        {...{ previousHref, nextHref }}
        searchHint={t('mail:searchHint')}
        applied={[
          { name: 'status', label: labels.status, value: status && t(`mail:status.${status}`) },
          { name: 'delivery', label: labels.delivery, value: delivery && t(`mail:delivery.${delivery}`) },
          { name: 'template', label: labels.template, value: template && say(`mail:template.${template}`) },
        ]}
        fields={
          <>
            <Select
              name="status"
              label={labels.status}
              empty={all}
              options={mailFilters.map((value) => ({ value, label: t(`mail:status.${value}`) }))}
            />
            <Select
              name="delivery"
              label={labels.delivery}
              empty={all}
              options={deliveries.map((value) => ({ value, label: t(`mail:delivery.${value}`) }))}
            />
            <Select
              name="template"
              label={labels.template}
              empty={all}
              options={templates.map((value) => ({ value, label: say(`mail:template.${value}`) }))}
            />
          </>
        }
        hasRows={letters.length > 0}
        empty={
          <EmptyState
            title={t('mail:empty.title')}
            icon="mail"
            next={{ label: t('invitations:title'), href: '/admin/invitations' }}
          >
            {t('mail:empty.text')}
          </EmptyState>
        }
      >
        {(bar) => <MailTable letters={letters} bar={bar} />}
      </FilteredList>
    </>
  )
}
