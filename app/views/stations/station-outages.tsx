import { PostButton } from '#app/ui/form/post-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { ClosureView, StationView } from './station-view.ts'
import { periodText, shortageText } from './station-words.ts'

interface Props {
  station: StationView
  /** Beneath which each has a URL of its own; null for who only reads. */
  manageHref: string | null
}

/** What closes the station and what it is short of, now and later. */
export function StationOutages({ station, manageHref }: Props) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const shortages = [...station.shortages, ...station.plannedShortages]
  const closures = station.closures.map((closure) => ({ ...closure, text: periodText(t, locale, closure) }))
  const isEmpty = closures.length + shortages.length === 0 && !station.isClosedByRegister
  return (
    <>
      {closures.length > 0 || station.isClosedByRegister ? (
        <Panel title={t('stations:closures')}>
          {station.isClosedByRegister ? <p>{t('stations:registerClosed')}</p> : null}
          <Outages rows={closures} lift={t('stations:lift.closure')} manageHref={manageHref} />
        </Panel>
      ) : null}
      {shortages.length > 0 ? (
        <Panel title={t('stations:shortages')}>
          <Outages
            rows={shortages.map((each) => ({ ...each, text: shortageText(t, locale, fuels, each) }))}
            lift={t('stations:lift.shortage')}
            manageHref={manageHref}
          />
        </Panel>
      ) : null}
      {isEmpty ? <p className="quiet">{t('stations:noOutages')}</p> : null}
    </>
  )
}

interface OutagesProps {
  rows: readonly (ClosureView & { text: string })[]
  /** Words of the button that ends one in force. */
  lift: string
  manageHref: string | null
}

function Outages({ rows, lift, manageHref }: OutagesProps) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  return (
    <ul className="stack-sm">
      {rows.map(({ id, text, reason, from, ofNetwork }) => (
        <li key={id}>
          <p>{text}</p>
          {reason ? <q>{reason}</q> : null}
          {manageHref && !ofNetwork ? (
            <PostButton action={`${manageHref}/outages/${id}/lift`} nonce={formNonce} small>
              {from ? t('stations:lift.planned') : lift}
            </PostButton>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
