import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { differenceKinds } from '#app/domain/reconciliation/reconciliation.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { formatDateTime, formatMoney, formatVolume } from '#locales/format.ts'
import { useStateItems } from './state-items.ts'

type Figures = Record<string, string | number | null>

const VOLUMES = ['approved', 'volume', 'billed', 'returned', 'takenBack'] as const
const AMOUNTS = ['charged', 'amount'] as const
const TEXTS = [
  'number',
  'station',
  'shift',
  'operation',
  'operations',
  'receipt',
  'pumpTransaction',
  'otherOperation',
  'reason',
] as const
const INSTRUMENTS = ['card', 'coupon'] as const

/** What the cabinet and what the station or the register say of one fill. */
export function BothSides({
  ours,
  theirs,
  reason,
  atProcessor = false,
}: {
  ours: Figures
  theirs: Figures
  atProcessor?: boolean
  /** Why the cabinet did not approve. */
  reason: string | null
}) {
  const { t } = useWords()
  return (
    <>
      <Panel title={t('exceptions:ours')}>
        <Side figures={ours} reason={reason} />
      </Panel>
      <Panel title={t(atProcessor ? 'exceptions:atProcessor' : 'exceptions:theirs')}>
        <Side figures={theirs} reason={null} />
      </Panel>
    </>
  )
}

function Side({ figures, reason }: { figures: Figures; reason: string | null }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { product, occurredAt } = figures
  const line = differenceKinds.find((known) => known === figures.line)
  const instrument = INSTRUMENTS.find((known) => known === figures.instrument)
  return (
    <DescriptionList
      items={[
        [t('exceptions:figure.line'), line && t(`exceptions:line.${line}`)],
        [t('exceptions:figure.instrument'), instrument && t(`exceptions:instrument.${instrument}`)],
        ...VOLUMES.map((name) => [t(`exceptions:figure.${name}`), volumeOf(figures[name], locale)] as const),
        ...AMOUNTS.map((name) => [t(`exceptions:figure.${name}`), moneyOf(figures[name], locale)] as const),
        [t('common:field.product'), typeof product === 'string' ? fuels.nameOf(product) : null],
        ...TEXTS.map((name) => [t(`exceptions:figure.${name}`), figures[name]?.toString() ?? null] as const),
        [
          t('exceptions:figure.occurredAt'),
          typeof occurredAt === 'string'
            ? formatDateTime(almatyWallClock(new Date(occurredAt)), locale)
            : null,
        ],
        [t('exceptions:figure.because'), reason],
        ...useStateItems(figures),
      ]}
    />
  )
}

type Locale = Parameters<typeof formatVolume>[1]

function volumeOf(value: string | number | null | undefined, locale: Locale): string | null {
  return typeof value === 'number' ? formatVolume(value, locale) : null
}

function moneyOf(value: string | number | null | undefined, locale: Locale): string | null {
  return typeof value === 'number' ? formatMoney(value, locale) : null
}
