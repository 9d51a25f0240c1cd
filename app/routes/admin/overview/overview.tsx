import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { formatDateTime, formatInteger } from '#app/domain/kernel/format.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { staffOverview } from '#app/domain/overview/staff-overview.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { StatCard } from '#app/ui/chart/stat-card.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'

export const handle: PageHandle = { title: 'admin:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const overview = await staffOverview(ctx)
  return {
    ...overview,
    mayImport: may(ctx.actor, 'run_imports'),
    mayInvite: may(ctx.actor, 'invite_clients'),
    registers: overview.registers.map(({ kind, at }) => ({ kind, at: at && almatyWallClock(at) })),
  }
}

const pages = {
  requests: '/admin/requests',
  wishes: '/admin/invitations?wished=1',
  letters: '/admin/mail?status=dead',
  imports: '/admin/imports',
} as const

export default function Overview() {
  const { work, companies, users, registers, mayImport, mayInvite } = useLoaderData<typeof loader>()
  const { t, locale } = useWords()
  const waiting = (Object.keys(pages) as (keyof typeof pages)[]).filter((kind) => work[kind] > 0)
  return (
    <>
      <PageHead title={t('admin:title')}>
        {mayImport ? (
          <a className="btn" href="/admin/imports/new">
            {t('admin:newImport')}
          </a>
        ) : null}
        {mayInvite ? (
          <a className="btn btn-primary" href="/admin/invitations/new">
            {t('invitations:new')}
          </a>
        ) : null}
      </PageHead>
      <Panel title={t('admin:work.title')}>
        {waiting.length === 0 ? <p className="quiet">{t('admin:work.none')}</p> : null}
        <ul className="rows">
          {waiting.map((kind) => (
            <li key={kind}>
              <a href={pages[kind]}>
                {t(`admin:work.${kind}`, { count: work[kind], n: formatInteger(work[kind], locale) })}
              </a>
            </li>
          ))}
        </ul>
      </Panel>
      <div className="tiles">
        <StatCard
          label={t('admin:figures.companies')}
          value={formatInteger(companies, locale)}
          href="/admin/companies"
        />
        <StatCard
          label={t('admin:figures.users')}
          value={formatInteger(users, locale)}
          href="/admin/users?kind=client"
        />
      </div>
      <Panel title={t('admin:data.title')}>
        <dl className="dl">
          {registers.map(({ kind, at }) => (
            <div key={kind}>
              <dt>{t(`admin:data.kind.${kind}`)}</dt>
              <dd className="tabular">{at ? formatDateTime(at, locale) : t('admin:data.never')}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    </>
  )
}
