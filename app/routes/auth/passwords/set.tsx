import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NewPassword } from '#app/domain/access/access.input.server.ts'
import { openPasswordReset, resetPassword } from '#app/domain/access/recovery.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { toastCookie } from '#app/http/forms/toast.server.ts'
import { unlessDead } from '#app/http/session/dead-link.server.ts'
import { contextOf } from '#app/http/session/guards.server.ts'
import { closedLinkCookie, openLinkUrl, postedToken } from '#app/http/session/opened-link.server.ts'
import { endedSessionCookie } from '#app/http/session/session-cookie.server.ts'
import { Form } from '#app/ui/form/form.tsx'
import { NewPasswordFields } from '#app/ui/form/new-password-fields.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { GuestPageHead } from '#app/ui/layout/guest-page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DeadLink, ForgottenLink } from '#app/views/access/link-pages.tsx'

export const handle: PageHandle = { title: 'auth:setPassword.title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await contextOf(request, context)
  return unlessDead(context, async () => {
    const link = await openLinkUrl(ctx, request, 'password_reset', params.token ?? '')
    if (link.kind === 'forgotten') return { kind: 'forgotten' as const }
    return { kind: 'open' as const, reset: await openPasswordReset(ctx, link.token) }
  })
}

/** Afterwards the sign-in page: whoever holds the letter proves that the new password is known. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await contextOf(request, context)
  const parameter = params.token ?? ''
  return submit(ctx, request, NewPassword, async (input) => {
    await resetPassword(ctx, postedToken(ctx, request, parameter), input)
    const headers = new Headers()
    const closed = closedLinkCookie(ctx, parameter)
    if (closed) headers.append('Set-Cookie', closed)
    headers.append('Set-Cookie', endedSessionCookie(ctx.settings))
    headers.append(
      'Set-Cookie',
      toastCookie(ctx.settings, { key: 'auth:signIn.passwordChanged', params: {} }),
    )
    return redirect('/sign-in', { headers })
  })
}

export default function SetPassword() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { formNonce } = useRoot()
  const { t } = useWords()
  if (page.kind === 'dead' || answer?.errors['']?.code === 'link_dead') return <DeadLink />
  if (page.kind === 'forgotten') return <ForgottenLink />
  const { email } = page.reset
  return (
    <>
      <GuestPageHead title={t('auth:setPassword.title')}>
        {t('auth:setPassword.lead', { email })}
      </GuestPageHead>
      <Form answer={answer} nonce={formNonce} reloadDocument>
        <NewPasswordFields
          email={email}
          label={t('auth:setPassword.new')}
          confirmation={t('auth:passwordConfirmation')}
        />
        <SubmitButton wide>{t('auth:setPassword.submit')}</SubmitButton>
      </Form>
      <p className="quiet">{t('auth:setPassword.after')}</p>
    </>
  )
}
