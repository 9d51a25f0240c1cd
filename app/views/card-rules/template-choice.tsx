import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface Props {
  id: number
  version: number
  /** The one that the card uses. */
  template: { id: number; name: string } | null
  templates: readonly { id: number; name: string }[]
  answer?: RefusedForm | undefined
}

/** Which template a card uses; one that uses a template can leave it. */
export function TemplateChoice({ id, version, template, templates, answer }: Props) {
  const { t } = useWords()
  const nonce = useRoot().formNonce
  if (templates.length === 0 && !template) return null
  return (
    <Panel title={template ? t('rules:fromTemplate', { name: template.name }) : t('rule-templates:use')}>
      <div className="stack-sm">
        {template ? (
          <>
            <p className="hint">{t('rule-templates:ownHint')}</p>
            <div className="row">
              <PostButton
                action={`/cards/${id}/rule/own`}
                nonce={nonce}
                fields={{ version: String(version) }}
              >
                {t('rule-templates:own')}
              </PostButton>
              <a className="btn" href={`/rules/${template.id}`}>
                {t('rule-templates:one')}
              </a>
            </div>
          </>
        ) : null}
        <Form action={`/cards/${id}/rule/template`} nonce={nonce} answer={answer} id="template">
          <input type="hidden" name="version" value={version} />
          <Select
            name="templateId"
            label={t('rule-templates:one')}
            hint={t('rule-templates:useHint')}
            empty={t('common:form.choose')}
            required
            defaultValue={template ? String(template.id) : ''}
            options={templates.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
          <div className="form-actions">
            <SubmitButton look="plain">{t('rule-templates:use')}</SubmitButton>
          </div>
        </Form>
        {template ? <p className="hint">{t('rule-templates:saveOwn')}</p> : null}
      </div>
    </Panel>
  )
}
