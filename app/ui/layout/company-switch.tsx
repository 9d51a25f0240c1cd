import { DrawnFor } from '#app/ui/form/drawn-for.tsx'
import { Icon } from './icon.tsx'
import { useWords } from './words.ts'

export interface CompanyChoice {
  id: number
  name: string
}

export interface CompanySwitchProps {
  companies: readonly CompanyChoice[]
  companyId: number | null
}

/** Which company the cabinet shows; for somebody of several, a menu that posts `companyId` to /company. */
export function CompanySwitch({ companies, companyId }: CompanySwitchProps) {
  const { t } = useWords()
  const shown = companies.find(({ id }) => id === companyId)
  if (!shown) return null
  if (companies.length === 1) {
    return (
      <div className="company company-name">
        <Icon name="company" className="icon-sm" />
        <span>{shown.name}</span>
      </div>
    )
  }
  return (
    <details className="menu company">
      <summary>
        <Icon name="company" className="icon-sm" />
        <span className="sr-only">{t('common:companySwitch.label')}: </span>
        <span className="company-name">{shown.name}</span>
        <Icon name="chevron" className="icon-sm chevron" />
      </summary>
      <form className="menu-panel" method="post" action="/company">
        <DrawnFor />
        <p className="menu-label">{t('common:companySwitch.label')}</p>
        {companies.map(({ id, name }) => (
          <button
            key={id}
            type="submit"
            className="menu-item"
            name="companyId"
            value={id}
            aria-current={id === companyId ? 'true' : undefined}
          >
            <bdi>{name}</bdi>
            {id === companyId ? <Icon name="check" className="icon-sm tick" /> : null}
          </button>
        ))}
      </form>
    </details>
  )
}
