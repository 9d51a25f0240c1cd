import type { Theme } from '#app/ui/layout/switches.tsx'
import { isLocale } from '#locales/index.ts'
import { gallery } from './gallery.tsx'
import { onStage } from './stage.tsx'

export const galleryPageNames = gallery.map(({ name }) => name)

/** A page of the gallery as a whole document, or null. Query: `locale`, `theme`, `alive` (hydrates). */
export async function renderGalleryPage(url: URL): Promise<string | null> {
  const page = gallery.find(({ name }) => `/${name}` === url.pathname)
  if (!page) return null
  const asked = url.searchParams.get('locale')
  const locale = isLocale(asked) ? asked : 'en'
  const theme = (url.searchParams.get('theme') ?? 'system') as Theme
  const body = await onStage(page.element(theme), { locale, path: page.path })
  const alive = url.searchParams.has('alive') ? '<script type="module" src="/gallery.js"></script>' : ''
  return `<!doctype html><html lang="${locale}"${theme === 'system' ? '' : ` data-theme="${theme}"`}><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${page.name}</title>
<link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/gallery.css">${alive}</head>
<body><div id="stage" data-page="${page.name}" data-theme="${theme}">${body}</div></body></html>`
}
