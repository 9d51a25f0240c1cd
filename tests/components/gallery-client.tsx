import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { createMemoryRouter, RouterProvider } from 'react-router-dom'
import type { Theme } from '#app/components/switches.tsx'
import type { Locale } from '#locales/index.ts'
import { i18nFor } from '#locales/words.server.ts'
import { gallery } from './gallery.tsx'
import '../../app/styles/app.css'

// The product's own hydration is Remix's; this brings a page of the gallery alive in the same way.
const stage = document.getElementById('stage')
const page = gallery.find(({ name }) => name === stage?.dataset.page)
if (stage && page) {
  const element = page.element((stage.dataset.theme ?? 'system') as Theme)
  const action = () => new Promise((resolve) => setTimeout(resolve, 60_000))
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
