import { cell, type TableFile } from '#app/domain/exports/table.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import type { VehicleFilter } from '#app/domain/vehicles/vehicles.input.server.ts'
import { exportVehicles, type Vehicle } from '#app/domain/vehicles/vehicles.server.ts'
import { productsOf } from '#app/ui/layout/products.ts'
import { translatorFor } from '#locales/words.server.ts'

/** The columns that an import of vehicles takes. */
export async function vehiclesFile(
  ctx: Context,
  companyId: CompanyId,
  filter: VehicleFilter,
): Promise<TableFile<Vehicle>> {
  const t = translatorFor(ctx.locale)
  const fuels = productsOf(await productLabels(ctx))
  return {
    name: 'vehicles',
    title: t('fleet:vehicles.title'),
    columns: [
      t('fleet:field.plate'),
      t('fleet:field.make'),
      t('fleet:field.product'),
      t('fleet:field.tank'),
      t('fleet:field.norm'),
    ],
    batches: exportVehicles(ctx, companyId, filter),
    cells: (vehicle) => [
      cell.text(vehicle.plate),
      cell.text(vehicle.make),
      cell.text(vehicle.product && fuels.nameOf(vehicle.product)),
      cell.litres(vehicle.tank),
      cell.litres(vehicle.norm),
    ],
  }
}
