import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { Context } from '#app/domain/kernel/context.ts'
import { OwnCheckQuery } from '#app/domain/pump-operations/own-check.input.server.ts'
import {
  checkOwnFuel,
  findAnyInstruments,
  findInstruments,
} from '#app/domain/pump-operations/own-check.server.ts'
import { findStationChoice, listOpenStations } from '#app/domain/stations/cashier-station.server.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'
import { requireClient, requirePerson, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { CheckAnswer } from '#app/views/authorizations/check-answer.tsx'
import { CheckForm } from '#app/views/authorizations/check-form.tsx'
import { CheckFound } from '#app/views/authorizations/check-found.tsx'
import { checkView } from '#app/views/authorizations/check-view.server.ts'
import { readerOf } from '#app/views/authorizations/declines-view.server.ts'

export const handle: PageHandle = { title: 'check:title' }

/** For clients and staff: a client who calls and a dispatcher who looks get one answer. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = OwnCheckQuery.parse(queryOf(new URL(request.url)))
  const { ctx, instruments } = await findFor(request, context, query)
  const stations = await listOpenStations(ctx)
  const [instrument] = instruments
  const product = instrument?.product ?? query.product
  const check =
    instrument && instruments.length === 1 && query.station && product
      ? await checkOwnFuel(ctx, instrument.company.id, instrument, {
          station:
            stations.find(({ code }) => code === query.station) ??
            (await findStationChoice(ctx, query.station)),
          product,
          ...{ volume: query.volume, price: query.price },
          odometerKm: instrument.asksOdometer ? query.odometer : undefined,
          at: query.at,
        })
      : null
  return checkView(query, { instruments, stations, check, now: ctx.now }, await readerOf(ctx))
}

type Found = Awaited<ReturnType<typeof findInstruments>>

async function findFor(
  request: Request,
  context: RequestContext,
  query: OwnCheckQuery,
): Promise<{ ctx: Context; instruments: Found }> {
  const person = await requirePerson(request, context)
  if (person.actor.kind === 'staff') {
    const ctx = await requireStaff(request, context)
    return { ctx, instruments: await findAnyInstruments(ctx, query) }
  }
  const ctx = await requireClient(request, context)
  return { ctx, instruments: await findInstruments(ctx, ctx.actor.companyId, query) }
}

export default function Check() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('check:title')} lead={t('check:lead')} />
      <div className="stack">
        {view.answer ? <CheckAnswer answer={view.answer} /> : null}
        <CheckFound view={view} />
        <Panel>
          <CheckForm view={view} />
        </Panel>
      </div>
    </>
  )
}
