import type { ProductCode } from '#app/domain/products/products.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { litresText } from './vehicle-text.ts'

interface Props {
  vehicle: {
    plate: string
    make: string
    product: ProductCode | null
    tank: number | null
    norm: number | null
  }
}

export function VehicleFacts({ vehicle }: Props) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { plate, make, product, tank, norm } = vehicle
  return (
    <Panel title={t('fleet:vehicles.one')}>
      <DescriptionList
        items={[
          [t('fleet:field.plate'), plate],
          [t('fleet:field.make'), make],
          [t('fleet:field.product'), product && fuels.nameOf(product)],
          [t('fleet:field.tank'), litresText(tank, locale)],
          [t('fleet:field.norm'), litresText(norm, locale)],
        ]}
      />
    </Panel>
  )
}
