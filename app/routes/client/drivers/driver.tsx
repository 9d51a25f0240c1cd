import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listAssignmentsOf } from '#app/domain/assignments/assignments.server.ts'
import { findDriver } from '#app/domain/drivers/drivers.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { ArchivePanel } from '#app/ui/form/archive-panel.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { badges } from '#app/ui/list/status-badge.tsx'
import { usesView } from '#app/views/assignments/assignment-view.server.ts'
import { UsesPanel } from '#app/views/assignments/uses-panel.tsx'
import { TransactionTable } from '#app/views/transactions/transaction-table.tsx'
import { transactionRow } from '#app/views/transactions/transaction-view.server.ts'
import { formatPhone } from '#locales/format.ts'
import { localeNames } from '#locales/index.ts'

export const handle: PageHandle = { title: 'fleet:drivers.one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  const driver = await findDriver(ctx, companyId, positiveId(params.id))
  const { id, name, phone, locale, comment, archived_at: archivedAt } = driver
  const transactions = await lastTransactions(ctx, companyId, { driver: id }, 10)
  return {
    ...{ id, name, phone, locale, comment, isArchived: archivedAt !== null },
    uses: usesView(await listAssignmentsOf(ctx, companyId, 'driver', id)),
    transactions: transactions.map((transaction) => transactionRow(transaction)),
    mayManage: may(ctx.actor, 'manage_fleet'),
  }
}

export default function Driver() {
  const { id, name, phone, locale, comment, isArchived, ...more } = useLoaderData<typeof loader>()
  const { uses, transactions, mayManage } = more
  const { t } = useWords()
  const href = `/drivers/${id}`
  return (
    <>
      <PageHead
        title={name}
        crumbs={[{ label: t('fleet:drivers.title'), href: '/drivers' }]}
        badge={
          isArchived ? <span className={badges.webhook.disabled}>{t('fleet:status.archived')}</span> : null
        }
      >
        {mayManage ? (
          <>
            <a className="btn" href={`${href}/edit`}>
              {t('common:action.edit')}
            </a>
            <a className="btn" href={`/handovers?driver=${id}`}>
              {t('fleet:drivers.handovers')}
            </a>
          </>
        ) : null}
      </PageHead>
      <div className="stack">
        <Panel title={t('fleet:drivers.one')}>
          <DescriptionList
            items={[
              [t('common:field.phone'), phone && <a href={`tel:${phone}`}>{formatPhone(phone)}</a>],
              [t('common:field.language'), localeNames[locale]],
              [t('common:field.comment'), comment],
            ]}
          />
        </Panel>
        <UsesPanel rows={uses} />
        {transactions.length > 0 ? (
          <Panel
            title={t('fleet:last')}
            action={<a href={`/transactions?driver=${id}`}>{t('common:action.showAll')}</a>}
            flush
          >
            <TransactionTable rows={transactions} />
          </Panel>
        ) : null}
        {mayManage ? (
          <ArchivePanel
            href={href}
            isArchived={isArchived}
            words={{
              restore: t('fleet:drivers.restore'),
              action: t('fleet:drivers.archive.action'),
              title: t('fleet:drivers.archive.title', { name }),
              consequence: t('fleet:drivers.archive.consequence'),
            }}
          />
        ) : null}
      </div>
    </>
  )
}
