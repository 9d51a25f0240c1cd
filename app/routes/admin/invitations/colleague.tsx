import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { InviteStaff } from '#app/domain/invitations/invitations.input.server.ts'
import { inviteStaff } from '#app/domain/invitations/invitations.server.ts'
import { type StaffRole, staffRolesWith } from '#app/domain/kernel/roles.ts'
import { listStationChoices } from '#app/domain/stations/cashier-station.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useModules } from '#app/ui/layout/modules.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { InvitationFields } from '#app/views/invitations/invitation-fields.tsx'
import { StaffRoleHints, StationField } from '#app/views/users/staff-role-fields.tsx'

/** The first stands chosen: who helps people to sign in is invited most, an administrator least. */
const places: Record<StaffRole, number> = {
  support: 1,
  operator: 2,
  auditor: 3,
  cashier: 4,
  administrator: 5,
}

export const handle: PageHandle = { title: 'admin:colleagues.invite' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { stations: await listStationChoices(await requireStaff(request, context)) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return submit(ctx, request, InviteStaff, async (input) => {
    const invitation = await inviteStaff(ctx, input)
    const params = { email: invitation.email }
    return redirectWithToast(ctx.settings, `/admin/invitations/${invitation.id}`, 'invitations:sent', params)
  })
}

export default function NewColleague() {
  const { stations } = useLoaderData<typeof loader>()
  const { formNonce } = useRoot()
  const roles = staffRolesWith(useModules()).sort((a, b) => places[a] - places[b])
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('admin:colleagues.invite')}
        crumbs={[{ label: t('invitations:title'), href: '/admin/invitations' }]}
      />
      <Panel title={t('invitations:toStaff')}>
        <Form answer={answer} nonce={formNonce}>
          <InvitationFields roles={roles} roleHint={<StaffRoleHints roles={roles} />} />
          {roles.includes('cashier') ? <StationField stations={stations} /> : null}
          <SubmitButton>{t('invitations:submit')}</SubmitButton>
        </Form>
      </Panel>
    </>
  )
}
