import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { MouseEvent } from 'react'
import { SignIn } from '#app/domain/access/access.input.server.ts'
import { signIn } from '#app/domain/access/sign-in.server.ts'
import { safeRedirect } from '#app/http/forms/redirect.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { requireGuest } from '#app/http/session/guards.server.ts'
import { deviceOf, sessionCookie } from '#app/http/session/session-cookie.server.ts'
import { readTypedAddress } from '#app/http/session/typed-address.server.ts'
import { Checkbox } from '#app/ui/form/checkbox.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { PasswordField } from '#app/ui/form/password-field.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { GuestPageHead } from '#app/ui/layout/guest-page-head.tsx'
import { useModules } from '#app/ui/layout/modules.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { withAddress } from '#app/views/access/with-address.ts'

export const handle: PageHandle = { title: 'auth:signIn.title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { settings } = await requireGuest(request, context)
  const toContinue = new URL(request.url).searchParams.has('redirectTo')
  return { toContinue, email: readTypedAddress(settings, request), attempts: settings.signInAttempts }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireGuest(request, context)
  const home = safeRedirect(ctx.settings, new URL(request.url).searchParams.get('redirectTo'))
  return submit(ctx, request, SignIn, async (input) => {
    const session = await signIn(ctx, input, deviceOf(request))
    return redirect(home, { headers: { 'Set-Cookie': sessionCookie(ctx.settings, session) } })
  })
}

export default function SignInPage() {
  const { toContinue, email, attempts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const isBlocked = answer?.errors['']?.code === 'address_blocked'
  const typed = String(answer?.values.email ?? email)
  const blocked = { title: t('auth:blocked.title'), body: <WayBack typed={typed} /> }
  return (
    <>
      <GuestPageHead title={t('auth:signIn.title')}>
        {toContinue ? t('auth:signIn.toContinue') : null}
      </GuestPageHead>
      <Form
        answer={answer}
        nonce={useRoot().formNonce}
        whole={isBlocked ? blocked : undefined}
        reloadDocument
      >
        <Field
          name="email"
          label={t('auth:email')}
          required
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          defaultValue={email}
        />
        <PasswordField name="password" label={t('auth:password')} required autoComplete="current-password" />
        <Checkbox name="remember" label={t('auth:signIn.remember')} />
        <SubmitButton wide>{t('auth:signIn.submit')}</SubmitButton>
      </Form>
      <p className="quiet">
        {t('auth:signIn.attempts', { count: attempts, n: attempts })} {t('auth:signIn.unblockHint')}
      </p>
      <p>
        <a href={withAddress('/forgot-password', typed)} onClick={takeAlong}>
          {t('auth:signIn.forgot')}
        </a>
      </p>
      {useModules().includes('registration') ? (
        <p>
          <a href="/registration">{t('auth:signIn.inviteOnly')}</a>
        </p>
      ) : null}
    </>
  )
}

/** The address that is typed now goes along. */
function takeAlong({ currentTarget }: MouseEvent<HTMLAnchorElement>) {
  const field = document.querySelector<HTMLInputElement>('input[name="email"]')
  if (field) currentTarget.href = withAddress('/forgot-password', field.value)
}

function WayBack({ typed }: { typed: string }) {
  const { t } = useWords()
  return (
    <>
      <p>{t('auth:blocked.text')}</p>
      <a className="btn btn-sm" href={withAddress('/forgot-password', typed)}>
        {t('auth:signIn.forgot')}
      </a>
    </>
  )
}
