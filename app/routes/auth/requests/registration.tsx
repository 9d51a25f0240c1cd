import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { RequestAccess } from '#app/domain/requests/requests.input.server.ts'
import { requestAccess } from '#app/domain/requests/requests.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { requireGuest } from '#app/http/session/guards.server.ts'
import { Checkbox } from '#app/ui/form/checkbox.tsx'
import { Field, TextArea } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { GuestPageHead } from '#app/ui/layout/guest-page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

export const handle: PageHandle = { title: 'auth:registration.title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireGuest(request, context)
  return { sent: new URL(request.url).searchParams.has('sent') }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireGuest(request, context)
  return submit(ctx, request, RequestAccess, async (input) => {
    await requestAccess(ctx, input)
    return redirect('/registration?sent=1')
  })
}

export default function Registration() {
  const { sent } = useLoaderData<typeof loader>()
  const { t } = useWords()
  if (!sent) return <RegistrationForm />
  return (
    <>
      <GuestPageHead title={t('auth:registration.sent.title')}>
        {t('auth:registration.sent.text')}
      </GuestPageHead>
      <p className="quiet">{t('auth:mailHint')}</p>
    </>
  )
}

function RegistrationForm() {
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <GuestPageHead title={t('auth:registration.title')}>{t('auth:registration.lead')}</GuestPageHead>
      <Form answer={answer} nonce={useRoot().formNonce}>
        <Field
          name="bin"
          label={t('auth:registration.bin')}
          hint={t('auth:registration.binHint')}
          required
          inputMode="numeric"
          pattern="[0-9]{12}"
          data-invalid="bin_invalid"
          maxLength={12}
          autoComplete="off"
        />
        <Field
          name="companyName"
          label={t('auth:registration.companyName')}
          required
          maxLength={200}
          autoComplete="organization"
        />
        <Field
          name="contactName"
          label={t('auth:registration.contactName')}
          required
          maxLength={200}
          autoComplete="name"
        />
        <Field
          name="email"
          label={t('auth:email')}
          hint={t('auth:registration.contractHint')}
          required
          type="email"
          maxLength={254}
          autoComplete="email"
        />
        <Field
          name="phone"
          label={t('auth:registration.phone')}
          required
          type="tel"
          maxLength={64}
          autoComplete="tel"
        />
        <Field
          name="city"
          label={t('auth:registration.city')}
          maxLength={100}
          autoComplete="address-level2"
        />
        <TextArea name="comment" label={t('auth:registration.comment')} maxLength={2000} />
        <Checkbox
          name="consent"
          label={t('auth:registration.consent')}
          hint={<a href="/privacy">{t('auth:registration.consentLink')}</a>}
          required
          missing="consent_required"
        />
        <SubmitButton wide>{t('auth:registration.submit')}</SubmitButton>
      </Form>
    </>
  )
}
