import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDate, formatMoney, formatVolume } from '#locales/format.ts'

const FLAGS = ['known', 'inService', 'blocked'] as const
const DAYS = ['validFrom', 'validUntil'] as const
const VOLUMES = ['nominal', 'dailyVolume', 'weeklyVolume', 'monthlyVolume'] as const
const AMOUNTS = ['dailyAmount', 'weeklyAmount', 'monthlyAmount'] as const

type Figures = Record<string, string | number | null>

/** What one side says of the state of a card or a coupon: what is none is said, and what is not told is left out. */
export function useStateItems(figures: Figures): [string, string | null][] {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const shown = (name: string, show: (value: string | number) => string) => {
    const value = figures[name]
    return value === undefined ? null : value === null ? t('exceptions:none') : show(value)
  }
  const products = (value: string | number) =>
    value === '*'
      ? t('exceptions:any')
      : String(value)
          .split(', ')
          .map((code) => fuels.nameOf(code))
          .join(', ')
  const item = (
    name: Parameters<typeof named>[0],
    show: (value: string | number) => string,
  ): [string, string | null] => [named(name), shown(name, show)]
  const named = (name: (typeof ALL)[number]) => t(`exceptions:figure.${name}`)
  return [
    ...FLAGS.map((name) => item(name, (value) => t(`exceptions:flag.${value === 'yes' ? 'yes' : 'no'}`))),
    ...DAYS.map((name) => item(name, (value) => formatDate(String(value), locale))),
    item('products', products),
    ...VOLUMES.map((name) => item(name, (value) => formatVolume(Number(value), locale))),
    ...AMOUNTS.map((name) => item(name, (value) => formatMoney(Number(value), locale))),
    item('version', String),
  ]
}

const ALL = [...FLAGS, ...DAYS, 'products', ...VOLUMES, ...AMOUNTS, 'version'] as const
