import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

/** Where to ask: the supplier's address and phone. */
export function SupportContacts() {
  const { t } = useWords()
  const { supportEmail, supportPhone } = useRoot().brand
  return (
    <p>
      {t('common:support')}: <a href={`mailto:${supportEmail}`}>{supportEmail}</a>,{' '}
      <a className="nowrap" href={`tel:${supportPhone.replace(/[^\d+]/g, '')}`}>
        {supportPhone}
      </a>
    </p>
  )
}
