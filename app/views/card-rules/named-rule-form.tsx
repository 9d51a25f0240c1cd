import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { type RuleChoices, RuleFields } from './rule-fields.tsx'
import type { RuleValues } from './rule-view.ts'

interface Props {
  title: string
  hint?: string
  name: string
  rule: RuleValues
  stations: RuleChoices['stations']
  answer: RefusedForm | undefined
  /** Words of the button where nothing has to be looked at first. */
  save: string
  back: string
  /** `new`: it is not there yet. `previewed`: cards would be changed, which is shown before. */
  kind: 'new' | 'plain' | 'previewed'
}

/** A rule under a name. With cards that it would change, the button leads to a preview, which confirms. */
export function NamedRuleForm({ title, hint, name, rule, stations, answer, save, back, kind }: Props) {
  const { t } = useWords()
  return (
    <Panel title={title}>
      <Form answer={answer} nonce={useRoot().formNonce} id="rule">
        <input type="hidden" name="version" value={rule.version} />
        <Field
          name="name"
          label={t('rule-templates:name')}
          hint={t('rule-templates:nameHint')}
          required
          maxLength={100}
          autoComplete="off"
          defaultValue={name}
        />
        {hint ? <p className="hint">{hint}</p> : null}
        <RuleFields rule={rule} choices={{ issuerProducts: [], stations }} />
        <div className="form-actions">
          {kind === 'previewed' ? (
            <button type="submit" className="btn btn-primary" name="whatIf" value="1" formMethod="get">
              {t('rule-templates:preview')}
            </button>
          ) : (
            <SubmitButton>{save}</SubmitButton>
          )}
          {kind === 'new' ? null : (
            <SubmitButton look="plain" name="shadow" value="1">
              {t('rule-shadows:start')}
            </SubmitButton>
          )}
          <a className="btn btn-quiet" href={back}>
            {t('common:action.cancel')}
          </a>
        </div>
        {kind === 'new' ? null : <p className="hint">{t('rule-shadows:startHint')}</p>}
      </Form>
    </Panel>
  )
}
