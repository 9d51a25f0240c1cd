import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatDates, formatInteger, formatVolume } from '#locales/format.ts'
import type { Locale } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'
import { litresText } from './vehicle-text.ts'
import type { UseView } from './vehicle-view.ts'

/** What the vehicle burns between two full tanks, beside its norm. */
export function ConsumptionPanel({ use }: { use: UseView }) {
  const { t, locale } = useWords()
  const { stretches, consumption, norm } = use
  if (consumption === null) {
    return (
      <Panel title={t('fleet:consumption.title')}>
        <p className="quiet">{t('fleet:consumption.none')}</p>
      </Panel>
    )
  }
  const columns = {
    km: t('fleet:consumption.km'),
    volume: t('fleet:consumption.volume'),
    per100: t('fleet:consumption.per100'),
  }
  const head = (
    <>
      <th scope="col">{t('fleet:consumption.period')}</th>
      {Object.values(columns).map((column) => (
        <th scope="col" className="num" key={column}>
          {column}
        </th>
      ))}
    </>
  )
  return (
    <Panel title={t('fleet:consumption.title')}>
      <div className="stack-sm">
        <p>
          {t('fleet:consumption.average')}: <b>{perHundred(t, locale, consumption)}</b>
          {norm === null
            ? null
            : `, ${t('fleet:consumption.norm').toLowerCase()}: ${perHundred(t, locale, norm)}`}
        </p>
        <NormText above={use.aboveNorm} />
        <Table label={t('fleet:consumption.title')} head={head}>
          {stretches.map((stretch) => (
            <tr key={stretch.until}>
              <td className="main nowrap">{formatDates(stretch.from, stretch.until, locale)}</td>
              <td className="num" data-label={columns.km}>
                {formatInteger(stretch.km, locale)}
              </td>
              <td className="num" data-label={columns.volume}>
                {formatVolume(stretch.volume, locale)}
              </td>
              <td className="num" data-label={columns.per100}>
                {litresText(tenths(stretch.per100), locale)}
              </td>
            </tr>
          ))}
        </Table>
      </div>
    </Panel>
  )
}

function NormText({ above }: { above: number | null }) {
  const { t, locale } = useWords()
  if (above === null) return null
  const n = formatInteger(Math.abs(above), locale)
  if (above > 0) return <p className="stat-warn">{t('fleet:consumption.above', { n })}</p>
  return (
    <p className="quiet">{above < 0 ? t('fleet:consumption.below', { n }) : t('fleet:consumption.equal')}</p>
  )
}

function perHundred(t: Translate, locale: Locale, ml: number): string {
  return t('fleet:consumption.value', { n: litresText(tenths(ml), locale) })
}

/** Nobody measures hundredths of a litre. */
function tenths(ml: number): number {
  return Math.round(ml / 100) * 100
}
