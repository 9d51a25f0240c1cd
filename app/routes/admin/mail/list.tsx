import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { MailFilter } from '#app/domain/mail/mail.input.server.ts'
import { findMailPause, listMail, mailTemplates } from '#app/domain/mail/mail.server.ts'
import { deliveries, mailStatuses } from '#app/domain/mail/mail.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { Select } from '#app/ui/form/select.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NothingFound } from '#app/ui/list/empty-state.tsx'
import { FilterBar, FilterChips, SearchField } from '#app/ui/list/filter-bar.tsx'
import { pageHrefs, queryOf, useListHref } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { MailPauseAlert } from '#app/views/mail/mail-pause-alert.tsx'
import { MailTable } from '#app/views/mail/mail-table.tsx'

export const handle: PageHandle = { title: 'mail:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const { cursor, ...filter } = MailFilter.parse(queryOf(url))
  const { letters, nextCursor } = await listMail(ctx, { ...filter, cursor })
  const pause = await findMailPause(ctx)
  return {
    filter,
    letters: letters.map((letter) => ({
      id: letter.id,
      template: letter.template,
      to: letter.to_email,
      status: letter.status,
      delivery: letter.delivery,
      at: almatyWallClock(letter.created_at),
    })),
    templates: mailTemplates(),
    pause: pause && { reason: pause.reason, since: almatyWallClock(pause.since) },
    ...pageHrefs(url, { cursor, nextCursor }),
  }
}

export default function Mail() {
  const { letters, filter, templates, pause, firstHref, nextHref } = useLoaderData<typeof loader>()
  const { t, say } = useWords()
  const href = useListHref()
  const { q, status, delivery, template } = filter
  const chips = [
    { name: 'q', label: q && `${t('common:field.search')}: ${q}` },
    { name: 'status', label: status && `${t('common:field.status')}: ${t(`mail:status.${status}`)}` },
    { name: 'delivery', label: delivery && `${t('mail:delivery.label')}: ${t(`mail:delivery.${delivery}`)}` },
    {
      name: 'template',
      label: template && `${t('mail:template.label')}: ${say(`mail:template.${template}`)}`,
    },
  ].flatMap(({ name, label }) => (label ? [{ label, href: href({ [name]: null }) }] : []))
  const all = t('common:filter.all')
  return (
    <>
      <PageHead title={t('mail:title')} />
      <MailPauseAlert pause={pause} />
      <div className="filters">
        <FilterBar
          values={{ q, status, delivery, template }}
          count={[status, delivery, template].filter(Boolean).length}
          search={<SearchField label={t('common:field.search')} by={t('mail:searchHint')} />}
        >
          <Select
            name="status"
            label={t('common:field.status')}
            empty={all}
            options={mailStatuses.map((value) => ({ value, label: t(`mail:status.${value}`) }))}
          />
          <Select
            name="delivery"
            label={t('mail:delivery.label')}
            empty={all}
            options={deliveries.map((value) => ({ value, label: t(`mail:delivery.${value}`) }))}
          />
          <Select
            name="template"
            label={t('mail:template.label')}
            empty={all}
            options={templates.map((value) => ({ value, label: say(`mail:template.${value}`) }))}
          />
        </FilterBar>
        <FilterChips chips={chips} clearHref="/admin/mail" />
      </div>
      {letters.length > 0 ? (
        <MailTable letters={letters} bar={<Pagination previousHref={firstHref} nextHref={nextHref} />} />
      ) : chips.length > 0 ? (
        <NothingFound clearHref="/admin/mail" />
      ) : (
        <EmptyState title={t('mail:empty.title')} icon="mail">
          {t('mail:empty.text')}
        </EmptyState>
      )}
    </>
  )
}
