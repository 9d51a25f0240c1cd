import type { DriverFilter } from '#app/domain/drivers/drivers.input.server.ts'
import { type Driver, exportDrivers } from '#app/domain/drivers/drivers.server.ts'
import { cell, type TableFile } from '#app/domain/exports/table.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { localeNames } from '#locales/index.ts'
import { translatorFor } from '#locales/words.server.ts'

/** The columns that an import of drivers takes. */
export function driversFile(ctx: Context, companyId: CompanyId, filter: DriverFilter): TableFile<Driver> {
  const t = translatorFor(ctx.locale)
  return {
    name: 'drivers',
    title: t('fleet:drivers.title'),
    columns: [
      t('common:field.name'),
      t('common:field.phone'),
      t('common:field.language'),
      t('common:field.comment'),
    ],
    batches: exportDrivers(ctx, companyId, filter),
    cells: (driver) => [
      cell.text(driver.name),
      cell.number(driver.phone),
      cell.text(localeNames[driver.locale]),
      cell.text(driver.comment),
    ],
  }
}
