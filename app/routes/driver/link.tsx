import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readDriverLink, showToDriver } from '#app/domain/handovers/driver-link.server.ts'
import { ShowCode } from '#app/domain/handovers/handovers.input.server.ts'
import { DomainError, errorStatus, reject } from '#app/domain/kernel/errors.ts'
import { readFields } from '#app/http/forms/submit.server.ts'
import { driverContext, driversPhone, driversPhoneCookie } from '#app/http/session/drivers-phone.server.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { plainMeta } from '#app/ui/layout/plain-meta.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { driverPage, driverUrls, elsewherePage, shownPage } from '#app/views/driver/driver-view.server.ts'
import type { DriverPageView } from '#app/views/driver/driver-view.ts'
import { EndedLink, OpenLink } from '#app/views/driver/open-link.tsx'
import { DeadDriverLink, OpenedElsewhere, SealedLink } from '#app/views/driver/sealed-link.tsx'

export const handle: PageHandle = { title: 'driver:title', isPlain: true }
export const meta: MetaFunction = plainMeta

/** Shows no code and binds no phone, however often and whoever asks: a program that looks at links, too. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await driverContext(request, context)
  const token = params.token ?? ''
  const link = await readDriverLink(ctx, token, driversPhone(ctx, request, token))
  const page = await driverPage(ctx, link, driverUrls(request, token))
  const isOver = page.kind === 'dead' || page.kind === 'ended'
  if (isOver) context.outcome.noteError('link_dead')
  return data(page, { status: isOver ? errorStatus.link_dead : 200, headers: stateHeader(page) })
}

/** The driver's own press. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await driverContext(request, context)
  const token = params.token ?? ''
  const urls = driverUrls(request, token)
  const parsed = ShowCode.safeParse((await readFields(request)) ?? {})
  const press = parsed.data ?? reject('invalid')
  try {
    const phone = driversPhone(ctx, request, token)
    const shown = await showToDriver(ctx, token, { ...press, phone })
    const page = await shownPage(ctx, shown, urls, press.position)
    return data(page, { headers: { ...driversPhoneCookie(ctx, token, shown.phone), ...stateHeader(page) } })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    context.outcome.noteRefusal(error)
    const { status } = error
    if (error.code === 'opened_elsewhere') return data(elsewherePage(urls), { status })
    if (error.code === 'link_dead') return data({ kind: 'dead' as const }, { status })
    if (error.code !== 'too_many_requests') throw error
    const link = await readDriverLink(ctx, token, driversPhone(ctx, request, token))
    return data({ ...(await driverPage(ctx, link, urls)), isTooOften: true }, { status })
  }
}

/** What the phone compares with what it keeps (public/d/sw.js). */
export const headers: HeadersFunction = ({ loaderHeaders, actionHeaders }) => {
  const all = new Headers()
  const state = actionHeaders.get(STATE) ?? loaderHeaders.get(STATE)
  if (state) all.set(STATE, state)
  return all
}

const STATE = 'X-Driver-State'

function stateHeader(page: DriverPageView): Record<string, string> {
  return page.kind === 'open' ? { [STATE]: page.state } : {}
}

export default function DriverLink() {
  const loaded = useLoaderData<typeof loader>()
  const page = useActionData<typeof action>() ?? loaded
  const { t } = useWords()
  return (
    <>
      {'isTooOften' in page ? <Alert tone="warn">{t('errors:too_many_requests')}</Alert> : null}
      <DriverPage page={page} />
    </>
  )
}

function DriverPage({ page }: { page: DriverPageView }) {
  switch (page.kind) {
    case 'dead':
      return <DeadDriverLink />
    case 'ended':
      return <EndedLink view={page} />
    case 'elsewhere':
      return <OpenedElsewhere view={page} />
    case 'sealed':
      return <SealedLink view={page} />
    case 'open':
      return <OpenLink view={page} />
  }
}
