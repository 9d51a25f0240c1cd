import { hydrateRoot } from 'react-dom/client'
import { createMemoryRouter, RouterProvider, redirect } from 'react-router-dom'
import type { Theme } from '#app/ui/layout/switches.tsx'
import { WordsContext } from '#app/ui/layout/words.ts'
import type { Locale } from '#locales/index.ts'
import { wordsFor } from '#locales/words.server.ts'
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
    const refused = { values: {}, errors: { password: { code: 'password_too_short', params: { min: 8 } } } }
    return password.length < 8 ? refused : redirect('/live')
  }
  const router = createMemoryRouter([{ path: '*', element, action }], {
    initialEntries: [page.path],
    hydrationData: {},
  })
  hydrateRoot(
    stage,
    <WordsContext.Provider value={wordsFor(document.documentElement.lang as Locale)}>
      <RouterProvider router={router} />
    </WordsContext.Provider>,
  )
  requestAnimationFrame(() => stage.setAttribute('data-alive', ''))
}
