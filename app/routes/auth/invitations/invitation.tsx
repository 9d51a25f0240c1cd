import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import {
  acceptInvitation,
  findUsedInvitationAddress,
  openInvitation,
} from '#app/domain/invitations/acceptance.server.ts'
import { AcceptInvitation } from '#app/domain/invitations/invitations.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { toastCookie } from '#app/http/forms/toast.server.ts'
import { unlessDead } from '#app/http/session/dead-link.server.ts'
import { contextOf } from '#app/http/session/guards.server.ts'
import { closedLinkCookie, openLinkUrl, postedToken } from '#app/http/session/opened-link.server.ts'
import { deviceOf, sessionCookie } from '#app/http/session/session-cookie.server.ts'
import { typedAddressCookie } from '#app/http/session/typed-address.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { DeadLink, ForgottenLink, SomebodyElse } from '#app/views/access/link-pages.tsx'
import { InvitationForm } from '#app/views/invitations/invitation-form.tsx'

export const handle: PageHandle = { title: 'auth:invitation.title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await contextOf(request, context)
  const parameter = params.token ?? ''
  return unlessDead(
    context,
    async () => {
      const link = await openLinkUrl(ctx, request, 'invitation', parameter)
      if (link.kind === 'forgotten') return { kind: 'forgotten' as const }
      return { kind: 'open' as const, invitation: await openInvitation(ctx, link.token) }
    },
    async () => {
      const email = await findUsedInvitationAddress(ctx, postedToken(ctx, request, parameter))
      return email && typedAddressCookie(ctx.settings, email)
    },
  )
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await contextOf(request, context)
  const parameter = params.token ?? ''
  return submit(ctx, request, AcceptInvitation, async (input) => {
    const accepted = await acceptInvitation(
      ctx,
      postedToken(ctx, request, parameter),
      input,
      deviceOf(request),
    )
    const headers = new Headers()
    const closed = closedLinkCookie(ctx, parameter)
    if (closed) headers.append('Set-Cookie', closed)
    if (accepted.kind === 'signed_in')
      headers.append('Set-Cookie', sessionCookie(ctx.settings, accepted.session))
    else {
      const toast = { key: 'common:companySwitch.added', params: { company: accepted.companyName } }
      headers.append('Set-Cookie', toastCookie(ctx.settings, toast))
    }
    return redirect('/', { headers })
  })
}

export default function Invitation() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (page.kind === 'dead' || answer?.errors['']?.code === 'link_dead') return <DeadLink />
  if (page.kind === 'forgotten') return <ForgottenLink />
  const { signedInAs, publicId } = page.invitation
  if (signedInAs) return <SomebodyElse email={signedInAs} here={`/invitation/${publicId}`} />
  return <InvitationForm invitation={page.invitation} answer={answer} />
}
