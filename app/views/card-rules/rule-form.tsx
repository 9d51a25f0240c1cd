import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { type RuleChoices, RuleFields } from './rule-fields.tsx'
import type { RuleValues } from './rule-view.ts'

interface Props {
  id: number
  rule: RuleValues
  choices: RuleChoices
  answer: RefusedForm | undefined
}

/** Saves a rule, or tries it: the second button asks for the same page with what is filled in. */
export function RuleForm({ id, rule, choices, answer }: Props) {
  const { t } = useWords()
  return (
    <Panel>
      <Form answer={answer} nonce={useRoot().formNonce}>
        <input type="hidden" name="version" value={rule.version} />
        <RuleFields rule={rule} choices={choices} />
        <div className="form-actions">
          <SubmitButton>{t('rules:save')}</SubmitButton>
          <button type="submit" className="btn" name="whatIf" value="1" formMethod="get">
            {t('rules:try')}
          </button>
          <SubmitButton look="plain" name="shadow" value="1">
            {t('rule-shadows:start')}
          </SubmitButton>
          <a className="btn btn-quiet" href={`/cards/${id}`}>
            {t('common:action.cancel')}
          </a>
        </div>
        <p className="hint">{t('rule-shadows:startHint')}</p>
      </Form>
    </Panel>
  )
}
