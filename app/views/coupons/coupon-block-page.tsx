import type { ReactNode } from 'react'
import { BlockPage, type BlockQuestion } from '#app/ui/form/block-form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'
import { type CouponToBlock, couponBlockQuestion } from './coupon-block.ts'

interface Props {
  kind: BlockQuestion['kind']
  of: CouponToBlock
  answer: RefusedForm | undefined
  /** The question as others are asked it. */
  ask?: (t: Translate, question: BlockQuestion) => BlockQuestion
  /** Fields before the reason. */
  children?: ReactNode
}

/** Asks on a page of its own whether to block a coupon or to lift its block. */
export function CouponBlockPage({ kind, of, answer, ask = (_, question) => question, children }: Props) {
  const { t } = useWords()
  const { href, number, reach, can } = of
  const refusals = {
    block: t('errors:coupon_not_blockable'),
    unblock: t('errors:coupon_not_unblockable'),
  }
  return (
    <BlockPage
      question={ask(t, couponBlockQuestion(t, kind, number, reach))}
      of={{ label: t('coupons:numbered', { number }), href }}
      answer={answer}
      refusal={can ? undefined : refusals[kind]}
    >
      {children}
    </BlockPage>
  )
}
