import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import type { PhoneAuthorization } from '#app/domain/pump-operations/by-phone.server.ts'
import { listOpenStations } from '#app/domain/stations/cashier-station.server.ts'
import { productsOf } from '#app/ui/layout/products.ts'
import { stationText } from '#app/ui/list/station-text.ts'
import { declineView } from './decline-view.server.ts'
import type { PhoneView } from './phone-view.ts'

/** For staff, who explain a decline to the attendant: with its figures. */
export async function phoneView(ctx: Context, asked: PhoneAuthorization): Promise<PhoneView> {
  const { id, station, by, at, code: codeState, codeEndsAt, operation } = asked
  const { status, product, volume, instrument, expiresAt, code, whose, figures } = operation
  return {
    ...{ id, by, status, product, volume, codeState },
    station: stationText(station),
    at: almatyWallClock(at),
    masked: instrument?.masked ?? '',
    company: instrument?.companyName ?? '',
    plate: instrument?.plate ?? '',
    driver: instrument?.driver ?? '',
    until: expiresAt && almatyWallClock(expiresAt),
    codeUntil: codeEndsAt && almatyWallClock(codeEndsAt),
    decline:
      code === null || whose === null
        ? null
        : declineView(
            { status: 'declined', code, whose, figures },
            ctx.locale,
            productsOf(await productLabels(ctx)),
          ),
  }
}

/** Stations to choose from. */
export async function stationOptions(ctx: Context): Promise<{ value: string; label: string }[]> {
  return (await listOpenStations(ctx)).map((station) => ({
    value: station.code,
    label: stationText(station),
  }))
}
