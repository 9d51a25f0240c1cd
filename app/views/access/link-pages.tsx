import { DrawnFor } from '#app/ui/form/drawn-for.tsx'
import { GuestPageHead } from '#app/ui/layout/guest-page-head.tsx'
import { useWords } from '#app/ui/layout/words.ts'

/** One page for links that are unknown, expired, used or revoked, with each way on. */
export function DeadLink() {
  const { t } = useWords()
  return (
    <>
      <GuestPageHead title={t('auth:linkDead.title')}>{t('auth:linkDead.text')}</GuestPageHead>
      <div className="stack">
        <a className="btn btn-primary btn-wide" href="/sign-in">
          {t('auth:signIn.submit')}
        </a>
        <a className="btn btn-wide" href="/resend-instructions">
          {t('auth:linkDead.forInvitation')}
        </a>
        <a className="btn btn-wide" href="/forgot-password">
          {t('auth:linkDead.forPassword')}
        </a>
      </div>
    </>
  )
}

/** The clean URL without its cookie: the letter still holds the link. */
export function ForgottenLink() {
  const { t } = useWords()
  return (
    <>
      <GuestPageHead title={t('auth:openAgain.title')}>{t('auth:openAgain.text')}</GuestPageHead>
      <a className="btn btn-wide" href="/resend-instructions">
        {t('common:menu.resendInstructions')}
      </a>
    </>
  )
}

/** Nothing is attached to the account that happens to be signed in here. */
export function SomebodyElse({ email, here }: { email: string; here: string }) {
  const { t } = useWords()
  return (
    <>
      <GuestPageHead title={t('auth:somebodyElse.title')}>
        {t('auth:somebodyElse.text', { email })}
      </GuestPageHead>
      <form method="post" action="/sign-out" className="stack">
        <DrawnFor />
        <input type="hidden" name="redirectTo" value={here} />
        <button type="submit" className="btn btn-primary btn-wide">
          {t('auth:somebodyElse.signOut')}
        </button>
        <a className="btn btn-wide" href="/">
          {t('auth:somebodyElse.stay')}
        </a>
      </form>
    </>
  )
}
