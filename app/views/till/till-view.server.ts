import type { ListedDiscrepancy } from '#app/domain/discrepancies/discrepancies.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { SideFigures } from '#app/domain/pump-operations/recorded-discrepancies.server.ts'
import { findOwnStation } from '#app/domain/stations/cashier-station.server.ts'
import { findOwnShift } from '#app/domain/till/own-shift.server.ts'
import { findFill, listFills } from '#app/domain/till/selling.server.ts'
import { reportOwnShift, type ShiftReport } from '#app/domain/till/shift-lists.server.ts'
import { type Fill, fillState, netVolume, type Shift } from '#app/domain/till/till.ts'
import { stationText } from '#app/ui/list/station-text.ts'
import { sayByKey } from '#locales/i18n.server.ts'
import type { Locale } from '#locales/index.ts'
import { i18nFor } from '#locales/words.server.ts'
import type { DifferenceView, FillView, ReportView, ShiftPageView, ShiftView, TillView } from './till-view.ts'

/** What the till shows between two clients. */
export async function tillView(ctx: Context, device: string | undefined): Promise<TillView> {
  const { open, recent } = await listFills(ctx, device)
  const view = (fills: Fill[]) => fills.map((fill) => fillView(fill, ctx.locale))
  // By pump, so that whoever comes back from pump 4 finds it.
  const byPump = open.toSorted((a, b) => (a.pump ?? '').localeCompare(b.pump ?? '', 'ru', { numeric: true }))
  return { open: view(byPump), recent: view(recent.slice(0, 5)) }
}

export async function fillPageView(ctx: Context, device: string | undefined, id: number): Promise<FillView> {
  return fillView(await findFill(ctx, device, id), ctx.locale)
}

/** Says what a station's screen says of a decline: never the client's figures. */
export function fillView(fill: Fill, locale: Locale): FillView {
  const { id, status, code, whose, product, volume, instrument, pump, remainder, expiresAt } = fill
  const i18n = i18nFor(locale)
  return {
    ...{ id, status, code, product, volume, pump, remainder },
    net: netVolume(fill),
    state: fillState(fill),
    reversed: fill.reversed,
    operationId: fill.operationId,
    at: almatyWallClock(fill.createdAt),
    until: expiresAt && almatyWallClock(expiresAt),
    kind: instrument?.kind ?? null,
    masked: instrument?.masked ?? '',
    plate: instrument?.plate ?? '',
    driver: instrument?.driver ?? '',
    discrepancies: fill.discrepancies.length,
    decline:
      code === null
        ? null
        : {
            text: sayByKey(i18n, `declines:code.${code}.text`),
            owner: whose === null ? '' : sayByKey(i18n, `declines:owner.${whose}`),
          },
  }
}

/** The page of the cashier's shift, in whatever state it is. */
export async function shiftPageView(ctx: Context, device: string | undefined): Promise<ShiftPageView> {
  const { state } = await findOwnShift(ctx, device)
  const station = stationText(await findOwnStation(ctx))
  return {
    ...{ state, station },
    report: state === 'open' ? reportView(await reportOwnShift(ctx, device), ctx.locale) : null,
  }
}

export function shiftView({
  id,
  station,
  cashier,
  openedAt,
  endsAt,
  closedAt,
  isOpen,
  endedBy,
}: Shift): ShiftView {
  return {
    ...{ id, isOpen },
    station: stationText(station),
    cashier: cashier.name || cashier.email,
    openedAt: almatyWallClock(openedAt),
    endsAt: almatyWallClock(endsAt),
    closedAt: closedAt && almatyWallClock(closedAt),
    endedByStaff: endedBy !== null,
  }
}

export function reportView({ shift, totals, fills, corrections }: ShiftReport, locale: Locale): ReportView {
  const views = fills.map((fill) => fillView(fill, locale))
  const names = new Map(views.map(({ operationId, masked }) => [operationId, masked]))
  return {
    ...{ shift: shiftView(shift), totals, fills: views },
    corrections: corrections.map(({ id, operationId, at, product, volume, reason }) => ({
      ...{ id, operationId, product, volume, reason },
      at: almatyWallClock(at),
      instrument: names.get(operationId) ?? operationId,
    })),
  }
}

/** What a fill's discrepancy says of both sides. */
export function differenceView({
  id,
  operationId,
  ours,
  theirs,
  settled,
}: ListedDiscrepancy): DifferenceView {
  const litres = (value: SideFigures[string] | undefined) => (typeof value === 'number' ? value : null)
  return {
    ...{ id, operationId: operationId ?? '' },
    approved: litres(ours.approved) ?? litres(ours.volume),
    dispensed: litres(theirs.volume),
    settledReason: settled?.reason ?? null,
  }
}
