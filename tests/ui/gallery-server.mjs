// Serves the gallery on loopback: http://127.0.0.1:PORT/<page>?locale=kk&theme=dark. The components and the
// stylesheet as they are at this moment, built as for production; with &alive the page is hydrated.
import { readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import { build, createServer } from 'vite'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const types = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', woff2: 'font/woff2' }

/** @type {import('vite').InlineConfig} */
const shared = {
  root,
  configFile: false,
  logLevel: 'error',
  plugins: [tailwindcss()],
  esbuild: { jsx: 'automatic', jsxDev: false },
}

/** @returns {Promise<Map<string, string | Uint8Array>>} the built files by their URL */
async function buildAssets() {
  const built = await build({
    ...shared,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      copyPublicDir: false,
      rollupOptions: {
        input: join(root, 'tests/ui/gallery-client.tsx'),
        output: { entryFileNames: 'gallery.js', assetFileNames: 'gallery[extname]' },
      },
    },
  })
  const [output] = [built].flat()
  if (!output || !('output' in output)) throw new Error('The gallery was not built')
  return new Map(
    output.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  )
}

/**
 * @typedef {object} Gallery
 * @property {string} url
 * @property {string[]} pages their names
 * @property {string} css the stylesheet
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Gallery>} */
export async function serveGallery() {
  const assets = await buildAssets()
  const vite = await createServer({
    ...shared,
    appType: 'custom',
    optimizeDeps: { noDiscovery: true, include: [] },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  })
  const { renderGalleryPage, galleryPageNames } = await vite.ssrLoadModule('/tests/ui/gallery-document.tsx')
  const server = createHttpServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://gallery.test')
    const asset = assets.get(url.pathname) ?? publicFile(url.pathname)
    const type = types[/** @type {keyof typeof types} */ (url.pathname.split('.').at(-1))] ?? 'text/html'
    response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` })
    response.end(asset ?? (await renderGalleryPage(url)) ?? 'No such page')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    pages: galleryPageNames,
    css: String(assets.get('/gallery.css')),
    close: async () => {
      server.closeAllConnections()
      await Promise.all([new Promise((resolve) => server.close(resolve)), vite.close()])
    },
  }
}

/** @param {string} pathname */
function publicFile(pathname) {
  if (!/^\/(fonts\/)?[\w.-]+\.(svg|woff2)$/.test(pathname)) return undefined
  return readFileSync(join(root, 'public', pathname))
}
