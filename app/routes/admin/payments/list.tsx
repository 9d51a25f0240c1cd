import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { PaymentFilter } from '#app/domain/payments/payments.input.server.ts'
import { listPayments } from '#app/domain/payments/payments.server.ts'
import { paymentStatuses } from '#app/domain/payments/payments.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { Select } from '#app/ui/form/select.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NextButton } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { PaymentTable } from '#app/views/payments/payment-list.tsx'
import { paymentRowView } from '#app/views/payments/payment-view.server.ts'

export const handle: PageHandle = { title: 'payments:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = PaymentFilter.parse(queryOf(url))
  const { rows, ...page } = await listPayments(ctx, filter)
  const mayImport = may(ctx.actor, 'run_imports')
  return { filter, rows: rows.map(paymentRowView), mayImport, ...pageHrefs(url, page) }
}

export default function Payments() {
  const { filter, rows, mayImport, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const path = '/admin/payments'
  const step = { label: t('payments:import'), href: `${path}/import`, isMain: true }
  const all = { label: t('payments:showAll'), href: `${path}?status=all` }
  const statuses = [...paymentStatuses, 'all'] as const
  const { q, status } = filter
  return (
    <>
      <PageHead title={t('payments:title')} lead={t('payments:lead')}>
        <NextButton next={mayImport ? step : t('admin:viewOnly')} />
      </PageHead>
      <FilteredList
        path={path}
        filter={{ q, status: status === 'waiting' ? undefined : status }}
        {...{ previousHref, nextHref }}
        applied={[
          {
            name: 'status',
            label: t('common:field.status'),
            value: status === 'waiting' ? undefined : t(`payments:status.${status}`),
          },
        ]}
        searchHint={t('payments:searchHint')}
        fields={
          <Select
            name="status"
            label={t('common:field.status')}
            options={statuses.map((value) => ({ value, label: t(`payments:status.${value}`) }))}
            defaultValue={status}
          />
        }
        hasRows={rows.length > 0}
        empty={
          <EmptyState title={t('payments:empty.title')} next={all}>
            {t('payments:empty.text')}
          </EmptyState>
        }
      >
        {(bar) => <PaymentTable rows={rows} bar={bar} />}
      </FilteredList>
    </>
  )
}
