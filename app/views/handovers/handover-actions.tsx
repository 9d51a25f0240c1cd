import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { couponVolume } from '#app/ui/list/coupon-volume.ts'
import type { HandoverView } from './handover-view.ts'

/** More stand in a box of their own. */
const MANY = 8

interface Props {
  handover: Pick<HandoverView, 'id' | 'name' | 'coupons'>
}

/** What ends the link that the driver has: a new one, or none. */
export function HandoverActions({ handover }: Props) {
  const { id, name } = handover
  const { t, locale } = useWords()
  const fuels = useProducts()
  const nonce = useRoot().formNonce
  const open = handover.coupons.filter(({ isOpen }) => isOpen)
  return (
    <DangerPanel title={t('handovers:recall.action')}>
      {open.length > 1 ? (
        <ConfirmPanel
          trigger={t('handovers:return.action')}
          title={t('handovers:return.title', { name })}
          consequence={<p>{t('handovers:return.consequence')}</p>}
          action={`/handovers/${id}/return`}
          nonce={nonce}
          look="quiet"
          id="return"
        >
          <CheckGroup
            name="couponIds"
            label={t('handovers:coupons')}
            options={open.map((coupon) => ({
              value: String(coupon.id),
              label: `…${coupon.number.slice(-4)}: ${fuels.shortOf(coupon.product)}, ${couponVolume(t, locale, coupon)}`,
            }))}
            chosen={[]}
            scroll={open.length > MANY}
          />
        </ConfirmPanel>
      ) : null}
      <ConfirmPanel
        trigger={t('handovers:recall.action')}
        title={t('handovers:recall.title', { name })}
        consequence={<p>{t('handovers:recall.consequence')}</p>}
        action={`/handovers/${id}/recall`}
        nonce={nonce}
        id="recall"
      />
      <ConfirmPanel
        trigger={t('handovers:renew.action')}
        title={t('handovers:renew.title', { name })}
        consequence={<p>{t('handovers:renew.consequence')}</p>}
        action={`/handovers/${id}/renew`}
        nonce={nonce}
        look="quiet"
        id="renew"
      />
    </DangerPanel>
  )
}
