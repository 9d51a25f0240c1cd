import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { formatDateTime, formatVolume } from '#locales/format.ts'
import { PhoneAnswer } from './phone-answer.tsx'
import { SettleForm } from './phone-forms.tsx'
import type { PhoneView } from './phone-view.ts'

interface PhonePageProps {
  view: PhoneView
  /** Only when it has just been made. */
  code?: string | null
  maySettle: boolean
  answer?: RefusedForm | null | undefined
}

export function PhonePage({ view, code = null, maySettle, answer }: PhonePageProps) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  return (
    <>
      <PageHead
        title={t(`phone:state.${view.status}`)}
        crumbs={[{ label: t('phone:title'), href: '/admin/phone-authorizations' }]}
      />
      <div className="stack">
        <PhoneAnswer view={view} code={code} />
        <Panel>
          <DescriptionList
            items={[
              [t('common:field.station'), view.station],
              [t('phone:instrument'), view.masked],
              [t('common:field.company'), view.company],
              [t('common:field.product'), view.product && fuels.nameOf(view.product)],
              [t('common:field.volume'), view.volume === null ? null : formatVolume(view.volume, locale)],
              [t('phone:heldUntil'), view.until && formatDateTime(view.until, locale)],
              [t('phone:by'), view.by],
              [t('common:field.time'), formatDateTime(view.at, locale)],
            ]}
          />
        </Panel>
        {maySettle ? <SettleForm id={view.id} answer={answer} /> : null}
      </div>
    </>
  )
}
