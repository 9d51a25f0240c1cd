import type { Products } from '#app/ui/layout/products.ts'
import type { Words } from '#app/ui/layout/words.ts'
import { formatDate, formatMoney, formatVolume } from '#locales/format.ts'

export type StoredValues = Readonly<Record<string, string | number | boolean | null>>

const volumes = new Set(['volume', 'remaining'])
const sums = new Set(['price', 'sum'])
const days = new Set(['date', 'validFrom', 'validUntil', 'contractDate'])
const limits = new Set(['dailyLimit', 'weeklyLimit', 'monthlyLimit'])

/** A value of a register as people read it: litres, tenge, days, the names of products and statuses. */
export function storedValueIn({ t, say, locale }: Words, products: Products) {
  return (field: string, values: StoredValues): string => {
    const value = values[field]
    if (value === null || value === undefined || value === '') return ''
    if (typeof value === 'boolean') return value ? t('common:yes') : t('imports:lists.no')
    if (typeof value === 'number') return figure(field, value, values)
    if (days.has(field)) return formatDate(value, locale)
    if (field === 'product' || field === 'products') return products.namesOf(value.split(/,\s*/))
    if (field === 'status' || field === 'scheme') return say(`imports:values.${value}`)
    if (field === 'operation') return say(`imports:choices.${value}`)
    if (field === 'limitUnit' || field === 'balanceUnit')
      return say(`imports:choices.${value === 'ml' ? 'l' : 'kzt'}`)
    return value
  }

  function figure(field: string, value: number, values: StoredValues): string {
    const isVolume =
      volumes.has(field) ||
      (limits.has(field) && values.limitUnit === 'ml') ||
      (field === 'balance' && (values.balanceUnit === 'ml' || values.scheme === 'wallet_litres'))
    if (isVolume) return formatVolume(value, locale)
    if (sums.has(field) || limits.has(field) || field === 'balance') return formatMoney(value, locale)
    return String(value)
  }
}
