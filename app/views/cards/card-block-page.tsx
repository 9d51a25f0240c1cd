import type { ReactNode } from 'react'
import { BlockPage, type BlockQuestion } from '#app/ui/form/block-form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'
import { type CardToBlock, cardBlockQuestion } from './card-block.ts'

interface Props {
  kind: BlockQuestion['kind']
  of: CardToBlock
  answer: RefusedForm | undefined
  /** The question as others are asked it. */
  ask?: (t: Translate, question: BlockQuestion) => BlockQuestion
  /** Fields before the reason. */
  children?: ReactNode
}

/** Asks on a page of its own whether to block a card or to lift its block. */
export function CardBlockPage({ kind, of, answer, ask = (_, question) => question, children }: Props) {
  const { t } = useWords()
  const { href, number, reach, can } = of
  const refusals = {
    block: t('errors:card_not_blockable'),
    unblock: t('errors:card_not_unblockable'),
  }
  return (
    <BlockPage
      question={ask(t, cardBlockQuestion(t, kind, number, reach))}
      of={{ label: t('cards:numbered', { number }), href }}
      answer={answer}
      refusal={can ? undefined : refusals[kind]}
    >
      {children}
    </BlockPage>
  )
}
