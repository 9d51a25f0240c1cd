import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'
import type { BlockQuestion } from './block-form.tsx'
import type { FieldGroup } from './error-summary.tsx'
import { TextArea } from './field.tsx'

interface BlockReasonProps {
  question: BlockQuestion
  /** A field before it asks for the reason. */
  isComment: boolean
}

/** Why a card or a coupon is blocked, or a block is lifted where that needs a reason. */
export function BlockReason({ question, isComment }: BlockReasonProps) {
  const { kind, requiredReasonHint } = question
  const { t } = useWords()
  if (kind === 'unblock' && !requiredReasonHint) return null
  return (
    <TextArea
      name="reason"
      label={labelsOf(t, { isComment }).reason}
      hint={requiredReasonHint ?? t('common:history.reasonHint')}
      required={requiredReasonHint !== undefined}
      maxLength={200}
      rows={2}
    />
  )
}

BlockReason.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate, { isComment }: Pick<BlockReasonProps, 'isComment'>) {
  return { reason: t(isComment ? 'common:field.comment' : 'common:field.reason') }
}
