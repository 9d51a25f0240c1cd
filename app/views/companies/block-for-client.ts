import type { BlockQuestion } from '#app/ui/form/block-form.tsx'
import type { Translate } from '#locales/translate.ts'

/** The question about a card or a coupon, asked of staff whom the client has called: they always say why. */
export function blockForClient(t: Translate, question: BlockQuestion): BlockQuestion {
  return {
    ...question,
    urgent: '',
    consequence: t('company-callers:about'),
    requiredReasonHint: t('company-callers:reasonHint'),
  }
}
