import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Checkbox } from '#app/components/checkbox.tsx'
import { Field } from '#app/components/field.tsx'
import { Form } from '#app/components/form.tsx'
import type { PageHandle } from '#app/components/page-title.ts'
import { PasswordField } from '#app/components/password-field.tsx'
import { DoorHead } from '#app/components/public-shell.tsx'
import { useRoot } from '#app/components/root-data.ts'
import { SubmitButton } from '#app/components/submit-button.tsx'
import { useWords } from '#app/components/words.ts'
import { signIn } from '#app/domain/access/sign-in.server.ts'
import { SignIn } from '#app/domain/accounts/accounts.input.server.ts'
import { submit } from '#app/web/forms.server.ts'
import { requireGuest } from '#app/web/guards.server.ts'
import { safeRedirect } from '#app/web/redirect.server.ts'
import { deviceOf, sessionCookie } from '#app/web/session-cookie.server.ts'

export const handle: PageHandle = { title: 'auth:signIn.title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireGuest(request, context)
  return { toContinue: new URL(request.url).searchParams.has('redirectTo') }
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
  const { toContinue } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const isBlocked = answer?.errors['']?.code === 'address_blocked'
  const blocked = { title: t('auth:blocked.title'), body: <WayBack /> }
  return (
    <>
      <DoorHead title={t('auth:signIn.title')}>{toContinue ? t('auth:signIn.toContinue') : null}</DoorHead>
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
        />
        <PasswordField name="password" label={t('auth:password')} required autoComplete="current-password" />
        <Checkbox name="remember" label={t('auth:signIn.remember')} />
        <SubmitButton wide>{t('auth:signIn.submit')}</SubmitButton>
      </Form>
      <p className="quiet">
        {t('auth:signIn.attempts')} {t('auth:signIn.unblockHint')}
      </p>
      <p>
        <a href="/forgot-password">{t('auth:signIn.forgot')}</a>
      </p>
      <p className="quiet">{t('auth:signIn.inviteOnly')}</p>
    </>
  )
}

function WayBack() {
  const { t } = useWords()
  return (
    <>
      <p>{t('auth:blocked.text')}</p>
      <a className="btn btn-sm" href="/forgot-password">
        {t('auth:signIn.forgot')}
      </a>
    </>
  )
}
