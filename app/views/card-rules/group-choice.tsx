import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface Props {
  id: number
  groups: readonly { id: number; name: string }[]
  /** The one that the card is in. */
  groupId: number | null
  answer: RefusedForm | undefined
}

/** In which group a card is. */
export function GroupChoice({ id, groups, groupId, answer }: Props) {
  const { t } = useWords()
  return (
    <Panel>
      <Form answer={answer} nonce={useRoot().formNonce}>
        <Select
          name="groupId"
          label={t('rules:group.ofCard')}
          hint={t('rules:group.shared')}
          plain
          defaultValue={groupId === null ? '' : String(groupId)}
          options={[
            { value: '', label: t('rules:group.noneOfCard') },
            ...groups.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
        <div className="form-actions">
          <SubmitButton>{t('common:action.save')}</SubmitButton>
          <a className="btn" href="/groups/new">
            {t('groups:new')}
          </a>
          <a className="btn btn-quiet" href={`/cards/${id}`}>
            {t('common:action.cancel')}
          </a>
        </div>
      </Form>
    </Panel>
  )
}
