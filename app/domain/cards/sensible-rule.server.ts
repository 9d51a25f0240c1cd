import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { allProductCodes } from '#app/domain/products/catalogue.server.ts'
import { listAllStations } from '#app/domain/stations/stations.server.ts'
import { type CardRule, isEmptyRule, limitAboveLonger } from './card-rule.ts'

/**
 * What no card can work with is no rule.
 * @throws DomainError rule_empty, rule_above_longer, rule_allows_nothing, product_not_found, station_not_found
 */
export async function requireSensible(ctx: Context, rule: CardRule): Promise<void> {
  if (isEmptyRule(rule)) reject('rule_empty')
  const above = limitAboveLonger(rule)
  if (above) reject('rule_above_longer', { field: above })
  const known = await allProductCodes(ctx)
  if (rule.products.some((code) => !known.includes(code))) reject('product_not_found', { field: 'products' })
  const { stations } = rule
  if (!stations) return
  const names = (await listAllStations(ctx)).map(({ code }) => code)
  if (stations.codes.some((code) => !names.includes(code))) reject('station_not_found', { field: 'stations' })
  if (stations.are === 'not' && names.every((code) => stations.codes.includes(code)))
    reject('rule_allows_nothing', { field: 'stations' })
}
