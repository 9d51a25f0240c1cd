import type { CardBlockCause } from '#app/domain/cards/card-blocks.ts'
import type { HolidayName } from '#app/domain/cards/holidays.ts'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { Field, TextArea } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDate, formatDates, formatDateTime } from '#locales/format.ts'
import { BlockCauseField } from './block-fields.tsx'

export interface PlannedBlockView {
  id: number
  /** Wall clock. */
  from: string
  /** Null: until somebody lifts it. */
  until: string | null
  cause: CardBlockCause | null
  reason: string
}

export interface HolidayView {
  name: HolidayName
  first: string
  last: string
}

/** The blocks to come of one card, each with a button that takes it back. */
export function PlannedBlocks({ id, blocks }: { id: number; blocks: readonly PlannedBlockView[] }) {
  const { t, locale } = useWords()
  const nonce = useRoot().formNonce
  if (blocks.length === 0) return null
  return (
    <Panel title={t('card-blocks:planned')}>
      <ul className="rows">
        {blocks.map((block) => (
          <li key={block.id} className="row row-between">
            <span>
              {block.until
                ? t('card-blocks:span', {
                    from: formatDateTime(block.from, locale),
                    until: formatDateTime(block.until, locale),
                  })
                : t('card-blocks:open', { from: formatDateTime(block.from, locale) })}
              <span className="block quiet small">
                {[block.cause && t(`cards:blockCauses.${block.cause}`), block.reason]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <PostButton action={`/cards/${id}/blocks/${block.id}/cancel`} nonce={nonce}>
              {t('card-blocks:cancel')}
            </PostButton>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

interface PlanFormProps {
  id: number
  holidays: readonly HolidayView[]
  answer: RefusedForm | undefined
}

/** From a moment until another, and on public holidays. */
export function PlanBlocksForm({ id, holidays, answer }: PlanFormProps) {
  const { t, locale } = useWords()
  const daysOf = ({ first, last }: HolidayView) =>
    first === last ? formatDate(first, locale) : formatDates(first, last, locale)
  return (
    <Panel title={t('card-blocks:plan')}>
      <Form answer={answer} nonce={useRoot().formNonce}>
        <Field
          name="from"
          type="datetime-local"
          label={t('card-blocks:from')}
          hint={t('card-blocks:fromHint')}
          narrow
        />
        <Field
          name="until"
          type="datetime-local"
          label={t('cards:blockUntil')}
          hint={t('cards:blockUntilHint')}
          narrow
        />
        <CheckGroup
          name="holidays"
          label={t('card-blocks:holidays')}
          chosen={[]}
          scroll
          hint={t('card-blocks:holidaysHint')}
          options={holidays.map((holiday) => ({
            value: holiday.first === holiday.last ? holiday.first : `${holiday.first}/${holiday.last}`,
            label: `${t(`card-blocks:holiday.${holiday.name}`)}, ${daysOf(holiday)}`,
          }))}
        />
        <BlockCauseField />
        <TextArea
          name="reason"
          label={t('common:field.comment')}
          hint={t('common:history.reasonHint')}
          maxLength={200}
          rows={2}
        />
        <div className="form-actions">
          <SubmitButton>{t('card-blocks:submit')}</SubmitButton>
          <a className="btn btn-quiet" href={`/cards/${id}`}>
            {t('common:action.cancel')}
          </a>
        </div>
      </Form>
    </Panel>
  )
}
