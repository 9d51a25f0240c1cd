import { Form as RouterForm } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ErrorSummary } from '#app/ui/form/error-summary.tsx'
import { FindChoices } from '#app/ui/form/find-choices.tsx'
import { FormContext } from '#app/ui/form/form-state.ts'
import { type Option, Select } from '#app/ui/form/select.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'
import type { BulkPageView } from './bulk-view.ts'

/** With what a change is made; asked by GET, so that the address shows the same preview again. */
export function BulkParams({ view, ruleFields }: { view: BulkPageView; ruleFields: ReactNode }) {
  const { t } = useWords()
  const { action, selection, tried, choices, preview } = view
  const errors = tried?.errors ?? {}
  const finding = choices.finding?.text ? [['find', choices.finding.text]] : []
  const fields = paramFields(view, t, ruleFields)
  const nothing = action === 'template' && choices.templates.length === 0
  if (nothing)
    return (
      <Panel>
        <p>
          {t('bulk-changes:noTemplates')} <a href="/rules/new">{t('bulk-changes:newTemplate')}</a>
        </p>
      </Panel>
    )
  return (
    <Panel title={t(preview ? 'bulk-changes:changeChoice' : 'bulk-changes:choice')}>
      {choices.finding ? <FindChoices {...choices.finding} /> : null}
      <RouterForm method="get" className="form" key={JSON.stringify(tried?.values ?? null)}>
        {[...selection, ...finding, ['action', action ?? ''], ['ready', '1']].map(
          ([name = '', value = '']) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ),
        )}
        <FormContext.Provider
          value={{ id: 'bulk', values: tried?.values ?? {}, errors, busy: false, isFilter: false }}
        >
          {Object.keys(errors).length > 0 ? (
            <ErrorSummary id="bulk" errors={errors}>
              {fields}
            </ErrorSummary>
          ) : null}
          {fields}
        </FormContext.Provider>
        <div className="form-actions">
          <button type="submit" className={preview ? 'btn' : 'btn btn-primary'}>
            {t('bulk-changes:preview')}
          </button>
        </div>
      </RouterForm>
    </Panel>
  )
}

function paramFields({ action, choices }: BulkPageView, t: Translate, ruleFields: ReactNode): ReactNode {
  const none: Option = { value: 'none', label: t('bulk-changes:nobody') }
  const keep: Option = { value: 'keep', label: t('bulk-changes:keep') }
  switch (action) {
    case 'template':
      return (
        <Select
          name="templateId"
          label={t('bulk-changes:template')}
          empty={t('common:form.choose')}
          required
          options={choices.templates}
        />
      )
    case 'group':
      return (
        <Select
          name="groupId"
          label={t('bulk-changes:group')}
          empty={t('common:form.choose')}
          required
          options={[...choices.groups, { value: 'none', label: t('bulk-changes:noGroup') }]}
        />
      )
    case 'holder':
      return (
        <>
          <Select
            name="driver"
            label={t('bulk-changes:driver')}
            plain
            options={[keep, none, ...choices.drivers]}
            defaultValue="keep"
          />
          <Select
            name="vehicle"
            label={t('bulk-changes:vehicle')}
            plain
            options={[keep, none, ...choices.vehicles]}
            defaultValue="keep"
          />
        </>
      )
    case 'rule':
      return ruleFields
    default:
      return null
  }
}
