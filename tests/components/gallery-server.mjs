// Serves the gallery on loopback: http://127.0.0.1:PORT/<page>?locale=kk&theme=dark. Vite compiles the components and
// the stylesheet as they are at this moment; with &alive the page is hydrated, as in the product.
import { createServer as createHttpServer } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import { createServer } from 'vite'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** @returns {Promise<{ url: string, pages: string[], close: () => Promise<void> }>} */
export async function serveGallery() {
  const vite = await createServer({
    root,
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    cacheDir: join(root, '.cache/gallery'),
    plugins: [tailwindcss()],
    esbuild: { jsx: 'automatic' },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    // Named, since a package that Vite discovers later would reload the page under a test.
    optimizeDeps: {
      noDiscovery: true,
      include: [
        '@remix-run/react',
        'i18next',
        'qrcode',
        'react',
        'react/jsx-dev-runtime',
        'react-dom/client',
        'react-i18next',
        'react-router-dom',
      ],
    },
  })
  const { renderGalleryPage, galleryPageNames } = await vite.ssrLoadModule('/tests/components/gallery-document.tsx')
  const server = createHttpServer((request, response) => {
    vite.middlewares(request, response, async () => {
      const url = new URL(request.url ?? '/', 'http://gallery.test')
      const html = await renderGalleryPage(url).catch((error) => `<pre>${error.stack}</pre>`)
      response.writeHead(html ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' })
      response.end(html ?? '')
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    pages: galleryPageNames,
    close: async () => {
      server.closeAllConnections()
      await Promise.all([new Promise((resolve) => server.close(resolve)), vite.close()])
    },
  }
}
