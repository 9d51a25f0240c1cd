import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { NextStep } from '#app/ui/list/empty-state.tsx'
import { PhoneLink } from './phone-link.tsx'

/** For a client whose list the supplier fills. */
export function useSupportStep(): NextStep {
  const { t } = useWords()
  return { label: t('common:empty.support'), href: `mailto:${useRoot().brand.supportEmail}` }
}

/** Where to ask: the supplier's address and phone. */
export function SupportContacts() {
  const { t } = useWords()
  const { supportEmail, supportPhone } = useRoot().brand
  return (
    <p>
      {t('common:support')}: <a href={`mailto:${supportEmail}`}>{supportEmail}</a>,{' '}
      <PhoneLink phone={supportPhone} className="nowrap" />
    </p>
  )
}
