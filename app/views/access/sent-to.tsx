import { useWords } from '#app/ui/layout/words.ts'

/** The address that was typed, to be checked by whoever waits for an email, and the way back to correct it. */
export function SentTo({ email, again }: { email: string; again: string }) {
  const { t } = useWords()
  if (!email) return null
  return (
    <p>
      <strong>{email}</strong> <a href={again}>{t('auth:otherAddress')}</a>
    </p>
  )
}
