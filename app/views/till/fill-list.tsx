import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDateTime, formatVolume } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import type { FillView } from './till-view.ts'

/** A fill in one line, as large as a thumb. */
export function FillList({ fills }: { fills: readonly FillView[] }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  return (
    <ul className="till-fills">
      {fills.map((fill) => {
        const volume = fill.net ?? fill.volume
        return (
          <li key={fill.id}>
            <a href={`/till/authorizations/${fill.id}`}>
              <strong>
                {fill.pump === null
                  ? fill.masked || t('till:open.noPump')
                  : `${t('till:present.pump')} ${fill.pump}`}
              </strong>
              <span>
                {joined(
                  [
                    fill.product === null ? null : fuels.shortOf(fill.product),
                    volume === null ? null : formatVolume(volume, locale),
                    fill.plate,
                  ],
                  ' · ',
                )}
              </span>
              <small>
                {t(`till:state.${fill.state}`)}, {formatDateTime(fill.at, locale)}
              </small>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
