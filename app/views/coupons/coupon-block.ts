import type { BlockQuestion } from '#app/ui/form/block-form.tsx'
import type { Translate } from '#locales/translate.ts'

/** What is asked before a coupon is blocked or its block is lifted. */
export function couponBlockQuestion(
  t: Translate,
  kind: BlockQuestion['kind'],
  number: string,
): BlockQuestion {
  return {
    kind,
    action: t(`coupons:${kind}.action`),
    title: t(`coupons:${kind}.title`, { number }),
    consequence: t(`coupons:${kind}.consequence`),
  }
}
