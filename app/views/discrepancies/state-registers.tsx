import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { formatDateTime, formatInteger } from '#locales/format.ts'

export interface StateRegistersProps {
  registers: readonly {
    kind: 'card' | 'coupon'
    /** Wall clock. */
    asOf: string
    isLate: boolean
    isCompared: boolean
    rows: number
    differing: number
    missingHere: number
    missingThere: number
    inFlight: number
  }[]
}

/** What the processor said last of all its cards and coupons; nothing where the cabinet decides. */
export function StateRegisters({ registers }: StateRegistersProps) {
  const { t, locale } = useWords()
  return registers.map(({ kind, asOf, isLate, isCompared, ...figures }) => (
    <Panel key={kind} title={`${t('exceptions:register.title')}: ${t(`exceptions:register.${kind}`)}`}>
      {isLate ? <p>{t('exceptions:register.late')}</p> : null}
      {isCompared ? null : <p>{t('exceptions:register.comparing')}</p>}
      <DescriptionList
        items={[
          [t('exceptions:register.asOf'), formatDateTime(asOf, locale)],
          ...(['rows', 'differing', 'missingHere', 'missingThere', 'inFlight'] as const).map(
            (name) => [t(`exceptions:register.${name}`), formatInteger(figures[name], locale)] as const,
          ),
        ]}
      />
    </Panel>
  ))
}
