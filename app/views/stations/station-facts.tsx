import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import type { StationView } from './station-view.ts'
import { hoursText } from './station-words.ts'

export function StationFacts({ station }: { station: StationView }) {
  const { t } = useWords()
  const fuels = useProducts()
  const { latitude, longitude } = station
  const place = latitude === null || longitude === null ? null : `${latitude},${longitude}`
  return (
    <Panel title={t('stations:one')}>
      <DescriptionList
        items={[
          [t('stations:code'), station.code],
          [t('stations:name'), station.name],
          [t('common:field.city'), station.city],
          [t('stations:address'), station.address],
          [
            t('stations:coordinates'),
            place && (
              <a key="place" href={`geo:${place}?q=${place}`} className="tabular">
                {`${latitude}, ${longitude}`}
              </a>
            ),
          ],
          [t('stations:products'), fuels.namesOf(station.products)],
          [t('stations:hours'), hoursText(t, station.hours)],
        ]}
      />
    </Panel>
  )
}
