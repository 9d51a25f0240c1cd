import { cell, type TableFile } from '#app/domain/exports/table.ts'
import { almatyWallClock, businessDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import { reportClosedShift } from '#app/domain/till/shift-lists.server.ts'
import { type Fill, fillState, netVolume } from '#app/domain/till/till.ts'
import { productsOf } from '#app/ui/layout/products.ts'
import { titleInLitres } from '#app/ui/list/unit-titles.ts'
import { translatorFor } from '#locales/words.server.ts'

/** Every fill of a closed shift. */
export async function shiftFile(ctx: Context, id: number): Promise<TableFile<Fill>> {
  const t = translatorFor(ctx.locale)
  const fuels = productsOf(await productLabels(ctx))
  const { shift, fills, corrections } = await reportClosedShift(ctx, id)
  const since = Map.groupBy(corrections, ({ operationId }) => operationId)
  const takenSince = ({ operationId }: Fill) =>
    (since.get(operationId) ?? []).reduce((sum, { volume }) => sum + volume, 0)
  return {
    name: `shift-${id}`,
    days: { from: businessDay(shift.openedAt), to: businessDay(shift.closedAt ?? shift.openedAt) },
    title: t('till:shift.numbered', { id }),
    columns: [
      t('common:field.date'),
      t('common:field.time'),
      t('till:field.operation'),
      t('till:present.pump'),
      t('till:field.instrument'),
      t('till:field.plate'),
      t('common:field.product'),
      t('common:field.litres'),
      t('till:fills.reversed'),
      t('common:field.status'),
      titleInLitres(t, t('till:corrections.title')),
    ],
    batches: all(fills),
    cells: (fill) => [
      cell.day(almatyWallClock(fill.createdAt).slice(0, 10)),
      cell.time(almatyWallClock(fill.createdAt).slice(11, 19)),
      cell.text(fill.operationId),
      cell.text(fill.pump),
      cell.text(fill.instrument?.masked ?? ''),
      cell.text(fill.instrument?.plate ?? ''),
      cell.text(fill.product === null ? '' : fuels.nameOf(fill.product)),
      cell.litres(netVolume(fill)),
      cell.litres(fill.reversed),
      cell.text(t(`till:state.${fillState(fill)}`)),
      cell.litres(takenSince(fill)),
    ],
  }
}

async function* all(fills: Fill[]): AsyncGenerator<Fill[]> {
  yield fills
}
