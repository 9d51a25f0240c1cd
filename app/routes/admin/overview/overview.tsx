import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { staffOverview } from '#app/domain/overview/staff-overview.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { RecentActs } from '#app/views/audit/recent-acts.tsx'
import { RegisterDates, StaleRegister } from '#app/views/overview/register-dates.tsx'
import { StaffInvitations, StaffTiles, StaffWork } from '#app/views/overview/staff-figures.tsx'

export const handle: PageHandle = { title: 'admin:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { counts, countLimit, registers, acts } = await staffOverview(ctx)
  return {
    figures: { counts, countLimit },
    mayImport: may(ctx.actor, 'run_imports'),
    mayInvite: may(ctx.actor, 'invite_clients'),
    registers: registers.map(({ at, ...each }) => ({ ...each, at: at && almatyWallClock(at) })),
    acts: acts.map((entry) => ({ ...entry, at: almatyWallClock(entry.at) })),
  }
}

export default function Overview() {
  const { figures, registers, acts, mayImport, mayInvite } = useLoaderData<typeof loader>()
  const { t } = useWords()
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
      <StaffWork {...figures}>
        {registers
          .filter(({ stale }) => stale)
          .map((register) => (
            <StaleRegister key={register.kind} {...register} />
          ))}
      </StaffWork>
      <StaffTiles {...figures} />
      <div className={acts.length > 0 ? 'columns' : 'stack'}>
        <RecentActs entries={acts} />
        <div className="stack">
          <StaffInvitations {...figures} />
          <RegisterDates registers={registers} />
        </div>
      </div>
    </>
  )
}
