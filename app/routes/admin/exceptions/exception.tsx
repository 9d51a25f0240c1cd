import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findDiscrepancy } from '#app/domain/discrepancies/discrepancies.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { InstrumentName } from '#app/ui/list/number-in-groups.tsx'
import { BothSides } from '#app/views/discrepancies/both-sides.tsx'
import { reasonOf } from '#app/views/discrepancies/discrepancy-view.server.ts'
import { SettleForm } from '#app/views/discrepancies/settle-form.tsx'
import { isFromShift, shiftPath } from '#app/views/discrepancies/shift-path.ts'
import { formatDateTime } from '#locales/format.ts'

export const handle: PageHandle = { title: 'exceptions:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { settled, at, ...found } = await findDiscrepancy(ctx, positiveId(params.id))
  return {
    ...found,
    reason: reasonOf(found.ours.because, ctx.locale),
    at: almatyWallClock(at),
    settled: settled && { ...settled, at: almatyWallClock(settled.at) },
    isFromShift: isFromShift(request.url),
    maySettle: settled === null && may(ctx.actor, 'settle_discrepancies'),
  }
}

export default function DiscrepancyPage() {
  const row = useLoaderData<typeof loader>()
  const { t, locale } = useWords()
  const kind = row.kind ?? 'other'
  const { company, settled, shift } = row
  const crumbs = [{ label: t('exceptions:title'), href: '/admin/exceptions' }]
  if (shift) crumbs.push({ label: t('exceptions:figure.shift'), href: shiftPath(shift) })
  return (
    <>
      <PageHead title={t(`exceptions:kind.${kind}`)} crumbs={crumbs} />
      <Panel title={t('exceptions:one')}>
        <p>{t(`exceptions:text.${kind}`)}</p>
        <DescriptionList
          items={[
            [t('exceptions:at'), formatDateTime(row.at, locale)],
            [t('common:field.station'), row.station],
            [
              t('exceptions:operation'),
              [row.operationId, row.numberOnly && t('common:numberOnly')].filter(Boolean).join(', '),
            ],
            [
              t('common:field.company'),
              company && (
                <a key="company" href={`/admin/companies/${company.id}`}>
                  {company.name}
                </a>
              ),
            ],
            [
              t(`exceptions:figure.instrument`),
              row.instrument?.number && <InstrumentName key="number" name={row.instrument.number} />,
            ],
            [
              t('exceptions:settledAt'),
              settled && [formatDateTime(settled.at, locale), settled.by].filter(Boolean).join(', '),
            ],
            [t('common:field.reason'), settled?.as === 'agrees' ? t('exceptions:agreed') : settled?.reason],
          ]}
        />
      </Panel>
      <BothSides
        ours={row.ours}
        theirs={row.theirs}
        reason={row.reason}
        atProcessor={row.instrument !== null}
      />
      {row.maySettle ? (
        <SettleForm
          id={row.id}
          chargeable={row.chargeable}
          askable={row.askable}
          kind={row.kind}
          isFromShift={row.isFromShift}
        />
      ) : null}
    </>
  )
}
