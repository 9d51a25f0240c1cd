import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { PhoneRequest } from '#app/domain/pump-operations/by-phone.input.server.ts'
import { authorizeByPhone } from '#app/domain/pump-operations/by-phone.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { redirectWithNewKey } from '#app/http/session/new-key-cookie.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { PhoneForm } from '#app/views/authorizations/phone-forms.tsx'
import { stationOptions } from '#app/views/authorizations/phone-view.server.ts'

export const handle: PageHandle = { title: 'phone:new' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'authorize_by_phone')
  return { stations: await stationOptions(ctx) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'authorize_by_phone')
  return submit(ctx, request, PhoneRequest, async (input) => {
    const { id, code } = await authorizeByPhone(ctx, input)
    const path = `/admin/phone-authorizations/${id}`
    return code === null ? redirect(path) : redirectWithNewKey(ctx, path, `${id}:${code}`)
  })
}

export default function NewPhoneAuthorization() {
  const { stations } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('phone:new')}
        lead={t('phone:newLead')}
        crumbs={[{ label: t('phone:title'), href: '/admin/phone-authorizations' }]}
      />
      <Panel>
        <PhoneForm stations={stations} answer={answer} />
      </Panel>
    </>
  )
}
