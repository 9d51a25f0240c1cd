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
  const hasChoice = companies.some(({ id }) => id !== shown)
  const rows = (
    <>
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
    </>
  )
  return (
    <Panel title={t('common:companySwitch.label')}>
      {hasChoice ? (
        <Form action="/company" className="stack-sm" reloadDocument>
          {rows}
        </Form>
      ) : (
        <div className="stack-sm">{rows}</div>
      )}
    </Panel>
  )
}

/** A link led to something of a company that the cabinet does not show: its person says whether to switch. */
export function CompanyQuestion({ company }: { company: { id: number; name: string; to: string } }) {
  const { t } = useWords()
  return (
    <Panel title={t('common:companySwitch.asked.title')}>
      <Form action="/company" className="stack-sm" reloadDocument>
        <p>{t('common:companySwitch.asked.text', { company: company.name })}</p>
        <input type="hidden" name="redirectTo" value={company.to} />
        <SubmitButton name="companyId" value={String(company.id)}>
          {t('common:companySwitch.asked.action')}
        </SubmitButton>
      </Form>
    </Panel>
  )
}
