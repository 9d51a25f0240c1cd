import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDateTime, formatVolume } from '#locales/format.ts'
import type { ProcessorFillView } from './asked.ts'

/** What the processor approved last; the register of transactions brings sums and prices later. */
export function ProcessorFills({ fills }: { fills: readonly ProcessorFillView[] }) {
  const { t, locale } = useWords()
  if (fills.length === 0) return null
  return (
    <Panel title={t('instructions:fills')}>
      <ul>
        {fills.map(({ key, at, station, volume }) => (
          <li key={key}>
            {formatDateTime(at, locale)}: {formatVolume(volume, locale)}
            {station ? `, ${t('common:field.station')} ${station}` : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
