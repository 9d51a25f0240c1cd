import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { ChosenCoupons } from './chosen-coupons.tsx'
import { EarlierCoupons } from './earlier-coupons.tsx'
import { HandOverForm, type RecipientChoices } from './hand-over-form.tsx'
import type { ChosenCoupon, EarlierView } from './handover-view.ts'

interface Props extends RecipientChoices {
  coupons: readonly ChosenCoupon[]
  /** Coupons that end sooner and are free. */
  earlier: readonly EarlierView[]
  action: string
  answer: RefusedForm | undefined
  /** Of several. */
  ids?: readonly string[]
}

/** To whom one coupon or several go. */
export function HandOverPage({ coupons, earlier, action, answer, ids, ...choices }: Props) {
  const { t } = useWords()
  const [only] = coupons
  const crumbs = [{ label: t('coupons:title'), href: '/coupons' }]
  if (!ids && only)
    crumbs.push({ label: t('coupons:numbered', { number: only.number }), href: `/coupons/${only.id}` })
  return (
    <>
      <PageHead title={t('handovers:toDriver')} lead={t('handovers:toDriverLead')} crumbs={crumbs} />
      <EarlierCoupons earlier={earlier} />
      <div className="columns">
        <Panel>
          <HandOverForm action={action} answer={answer} ids={ids ?? []} {...choices} />
        </Panel>
        {coupons.length > 0 ? <ChosenCoupons coupons={coupons} /> : null}
      </div>
    </>
  )
}

/** An address that names no coupon. */
export function NothingChosen() {
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('handovers:toDriver')} crumbs={[{ label: t('coupons:title'), href: '/coupons' }]} />
      <EmptyState
        title={t('handovers:nothingChosen')}
        icon="coupon"
        next={{ label: t('coupons:title'), href: '/coupons?status=active' }}
      >
        {t('handovers:empty.text')}
      </EmptyState>
    </>
  )
}
