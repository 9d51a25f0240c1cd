import type { ComponentProps } from 'react'

type ErrorPages = typeof import('#app/ui/feedback/error-page.tsx')

let pages: ErrorPages | undefined

/** The error page is in a file of its own, because hardly any page shows it: with the router, or once it is needed. */
export async function loadErrorPage(): Promise<void> {
  pages ??= await import('#app/ui/feedback/error-page.tsx')
}

export function ErrorPage(props: ComponentProps<ErrorPages['ErrorPage']>) {
  return pages ? <pages.ErrorPage {...props} /> : null
}

export function BareShell(props: ComponentProps<ErrorPages['BareShell']>) {
  return pages ? <pages.BareShell {...props} /> : null
}

export const errorTitle: ErrorPages['errorTitle'] = (...about) => pages?.errorTitle(...about) ?? ''
