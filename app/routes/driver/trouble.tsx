import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { explainTrouble } from '#app/domain/handovers/driver-help.server.ts'
import { AskForHelp } from '#app/domain/handovers/handovers.input.server.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { driverContext, driversPhone } from '#app/http/session/drivers-phone.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { plainMeta } from '#app/ui/layout/plain-meta.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { declineView } from '#app/views/authorizations/decline-view.server.ts'
import { driverUrls } from '#app/views/driver/driver-view.server.ts'
import { Trouble } from '#app/views/driver/trouble.tsx'
import { troubleView } from '#app/views/driver/trouble-view.server.ts'

export const handle: PageHandle = { title: 'driver:trouble.title', isPlain: true }
export const meta: MetaFunction = plainMeta

/** What is known of a coupon that did not work; whoever has not opened the link finds its page instead. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await driverContext(request, context)
  const token = params.token ?? ''
  const urls = driverUrls(request, token)
  const asked = AskForHelp.safeParse(queryOf(new URL(request.url)))
  const { position = 1, said = null } = asked.success ? asked.data : {}
  try {
    const explained = await explainTrouble(ctx, token, driversPhone(ctx, request, token), position)
    const inWords: Parameters<typeof troubleView>[3]['inWords'] = (decline, products) =>
      declineView(decline, ctx.locale, products)
    return data(await troubleView(ctx, explained, said, { urls, request, inWords }))
  } catch (error) {
    if (error instanceof DomainError && error.status < 500) throw redirect(urls.home)
    throw error
  }
}

export default function DriverTrouble() {
  return <Trouble view={useLoaderData<typeof loader>()} />
}
