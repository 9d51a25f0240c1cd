import type { ClientRole } from '#app/domain/kernel/roles.ts'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Icon } from '#app/ui/layout/icon.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'

export interface OpenCompany {
  id: number
  name: string
  bin: string
  role: ClientRole
}

/** A person's open companies, and a button to show each. */
export function CompanyChoices({
  companies,
  shown,
}: {
  companies: readonly OpenCompany[]
  shown: number | null
}) {
  const { t } = useWords()
  return (
    <Panel title={t('common:companySwitch.label')}>
      <Form action="/company" className="stack-sm" reloadDocument>
        {companies.map(({ id, name, bin, role }) => (
          <div key={id} className="row choice">
            <div className="grow">
              <strong>{name}</strong>
              <div className="quiet">
                {t('common:field.bin')} {bin} · {t(`common:role.${role}`)}
              </div>
            </div>
            {id === shown ? (
              <span className="row quiet">
                <Icon name="check" className="icon-sm" />
                {t('common:companySwitch.shown')}
              </span>
            ) : (
              <SubmitButton look="plain" small name="companyId" value={String(id)}>
                {t('common:companySwitch.action')}
              </SubmitButton>
            )}
          </div>
        ))}
      </Form>
    </Panel>
  )
}
