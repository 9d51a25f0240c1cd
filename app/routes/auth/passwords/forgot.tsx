import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { AddressForm } from '#app/domain/access/access.input.server.ts'
import { requestPasswordReset } from '#app/domain/invitations/forgot-password.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { contextOf } from '#app/http/session/guards.server.ts'
import { readTypedAddress, typedAddressCookie } from '#app/http/session/typed-address.server.ts'
import { GuestPageHead } from '#app/ui/layout/guest-page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { AddressForm as AddressFields } from '#app/views/access/address-form.tsx'
import { SentTo } from '#app/views/access/sent-to.tsx'

export const handle: PageHandle = { title: 'auth:forgot.title' }

export function loader({ request, context }: LoaderFunctionArgs) {
  const sent = new URL(request.url).searchParams.has('sent')
  return { sent, email: readTypedAddress(context.services.settings, request) }
}

/** The same answer for every address. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await contextOf(request, context)
  return submit(ctx, request, AddressForm, async ({ email }) => {
    await requestPasswordReset(ctx, email)
    return redirect('/forgot-password?sent=1', {
      headers: { 'Set-Cookie': typedAddressCookie(ctx.settings, email) },
    })
  })
}

export default function ForgotPassword() {
  const { sent, email } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  if (sent) {
    return (
      <>
        <GuestPageHead title={t('auth:forgot.sent.title')}>{t('auth:forgot.sent.text')}</GuestPageHead>
        <SentTo email={email} again="/forgot-password" />
        <p className="quiet">{t('auth:mailHint')}</p>
        <p className="quiet">{t('auth:forgot.sent.next')}</p>
      </>
    )
  }
  return (
    <>
      <GuestPageHead title={t('auth:forgot.title')}>{t('auth:forgot.lead')}</GuestPageHead>
      <AddressFields answer={answer} email={email} submit={t('auth:forgot.submit')} />
    </>
  )
}
