import './styles/app.css'
import { data, type LinksFunction, type LoaderFunctionArgs } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Locale } from '#locales/index.ts'
import { joined } from '#locales/isolated.ts'
import { clearToastCookie } from './http/forms/toast.server.ts'
import { rootData } from './http/session/root-data.server.ts'
import { BareShell, ErrorPage, errorTitle } from './ui/feedback/error-page.tsx'
import { useNonce } from './ui/layout/nonce.ts'
import { PageShell } from './ui/layout/page-shell.tsx'
import { useIsPlain, usePageTitle } from './ui/layout/page-title.ts'
import { ProductsContext } from './ui/layout/products.ts'
import { useWords } from './ui/layout/words.ts'

export type RootLoader = typeof loader

export async function loader({ request, context }: LoaderFunctionArgs) {
  const root = await rootData(request, context)
  const headers: HeadersInit = root.toast ? { 'Set-Cookie': clearToastCookie(context.services.settings) } : {}
  return data(root, { headers })
}

/** A page keeps the font that it is first painted in, so the letters of its language are asked for at once. */
const fonts: Record<Locale, string[]> = {
  en: ['latin', 'cyrillic'],
  ru: ['latin', 'cyrillic'],
  kk: ['latin', 'cyrillic', 'cyrillic-ext'],
}

export const links: LinksFunction = () => [{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }]

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<RootLoader>('root')
  const { t, locale } = useWords()
  const nonce = useNonce()
  const failure = failureOf(useRouteError())
  const pageTitle = usePageTitle()
  const isPlain = useIsPlain()
  const scripted = isPlain ? null : root
  const brandName = root?.brand.name ?? failure?.brandName
  const title = joined([failure ? errorTitle(t, failure.status, failure.code) : pageTitle, brandName], ' · ')
  return (
    <html lang={locale} data-theme={root?.theme ?? 'system'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <Meta />
        {fonts[locale].map((script) => (
          <link
            key={script}
            rel="preload"
            as="font"
            type="font/woff2"
            href={`/fonts/golos-text-5.3.0-${script}.woff2`}
            crossOrigin="anonymous"
          />
        ))}
        <Links />
        {scripted ? (
          <script data-words src={scripted.wordsPath} defer nonce={nonce} suppressHydrationWarning />
        ) : null}
      </head>
      <body>
        {children}
        {isPlain ? null : <ScrollRestoration nonce={nonce} />}
        {scripted ? <Scripts nonce={nonce} /> : null}
      </body>
    </html>
  )
}

export default function App() {
  const root = useRouteLoaderData<RootLoader>('root')
  if (!root) return <Outlet />
  return (
    <PageShell root={root}>
      <ProductsContext.Provider value={root.products}>
        <Outlet />
      </ProductsContext.Provider>
    </PageShell>
  )
}

/** What no page could show: in the shell of whoever asks, or, when not even that is known, in a bare one. */
export function ErrorBoundary() {
  const root = useRouteLoaderData<RootLoader>('root')
  const failure = failureOf(useRouteError()) ?? { status: 500 }
  const { status, code, requestId, brandName = '', supportEmail, supportPhone } = failure
  const email = root?.brand.supportEmail ?? supportEmail
  const phone = root?.brand.supportPhone ?? supportPhone
  const page = (
    <ErrorPage
      status={status}
      code={code}
      requestId={requestId}
      support={email && phone ? { email, phone } : undefined}
    />
  )
  return root ? (
    <PageShell root={root}>{page}</PageShell>
  ) : (
    <BareShell brandName={brandName}>{page}</BareShell>
  )
}

interface Failure {
  status: number
  code?: string
  requestId?: string
  brandName?: string
  supportEmail?: string
  supportPhone?: string
}

/** What was thrown, as domain-errors.server.ts wrote it; no more than a status when somebody else did. */
function failureOf(error: unknown): Failure | undefined {
  if (error === undefined || error === null) return undefined
  if (!isRouteErrorResponse(error)) return { status: 500 }
  const answer: unknown = error.data
  const told = typeof answer === 'object' && answer !== null ? Object.entries(answer) : []
  return {
    ...Object.fromEntries(told.filter(([, value]) => typeof value === 'string')),
    status: error.status,
  }
}
