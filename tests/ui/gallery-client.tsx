import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { createMemoryRouter, RouterProvider, redirect } from 'react-router-dom'
import type { Theme } from '#app/ui/layout/switches.tsx'
import type { Locale } from '#locales/index.ts'
import { i18nFor } from '#locales/words.server.ts'
import { gallery } from './gallery.tsx'
import '#app/styles/app.css'

// The product's own hydration is Remix's; this brings a page of the gallery alive in the same way.
const stage = document.getElementById('stage')
const page = gallery.find(({ name }) => name === stage?.dataset.page)
if (stage && page) {
  const element = page.element((stage.dataset.theme ?? 'system') as Theme)
  // On /live the form of a short password is refused and any other accepted; elsewhere nothing ever answers.
  const action = async ({ request }: { request: Request }) => {
    if (page.name !== 'live') return new Promise(() => {})
    const password = String((await request.formData()).get('password') ?? 'none given')
    const refused = { values: {}, errors: { password: { code: 'password_too_short', params: {} } } }
    return password.length < 8 ? refused : redirect('/live')
  }
  const router = createMemoryRouter([{ path: '*', element, action }], {
    initialEntries: [page.path],
    hydrationData: {},
  })
  hydrateRoot(
    stage,
    <I18nextProvider i18n={i18nFor(document.documentElement.lang as Locale)}>
      <RouterProvider router={router} />
    </I18nextProvider>,
  )
  requestAnimationFrame(() => stage.setAttribute('data-alive', ''))
}
