import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'
import remixConfig from './remix.config.js'
import { sharedChunks } from './scripts/chunks.mjs'

// Tests run without Remix's plugin, which would remove and wrap parts of server code and components.
const underVitest = process.env.VITEST !== undefined

/**
 * Builds the web server, the worker and the operator commands in one server build, so production needs no
 * TypeScript loader and no module is loaded twice. Remix's plugin sets its own input
 * (`virtual:remix/server-build`, which entry.http.ts imports instead), so this plugin must run after it.
 */
const serverEntries: Plugin = {
  name: 'server-entries',
  enforce: 'post',
  config(config, { command, isSsrBuild }) {
    if (command !== 'build' || !isSsrBuild) return
    config.build ??= {}
    config.build.sourcemap = true
    config.build.target = 'node22'
    config.build.rollupOptions ??= {}
    config.build.rollupOptions.input = {
      'entry.http': 'app/entry.http.ts',
      'entry.worker': 'app/entry.worker.ts',
      'entry.cli': 'app/entry.cli.ts',
      'entry.reader': 'app/entry.reader.ts',
      'entry.photo': 'app/entry.photo.ts',
    }
    config.build.rollupOptions.output = {
      format: 'esm',
      entryFileNames: '[name].js',
      sourcemapExcludeSources: true,
    }
  },
}

/**
 * In the browser React is Preact and Remix's components are ours (docs/decisions/0052), a fourth of their size. The
 * server, e-mails and tests draw with React and Remix: the browser takes over what they wrote.
 */
const STAND_INS: Record<string, string> = {
  '@remix-run/react': './app/browser/remix.tsx',
  react: 'preact/compat',
  'react-dom': 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/jsx-runtime',
  // As app/root.tsx names it.
  './ui/feedback/error-page.tsx': './app/browser/error-page.tsx',
  // As app/ui/layout/page-shell.tsx does.
  './shells.ts': './app/browser/shells.tsx',
}

/** Remix's own modules and those of the router beneath it, which app/browser/router.ts uses. */
const OF_ROUTER = /\/node_modules\/(@remix-run|react-router|react-router-dom)\//

const browserStandIns: Plugin = {
  name: 'browser-stand-ins',
  enforce: 'pre',
  apply: 'build',
  resolveId(source, importer = '', { ssr }) {
    const isRouters = source === 'react' && OF_ROUTER.test(importer)
    const standIn = isRouters ? './app/browser/react-of-router.ts' : STAND_INS[source]
    return ssr || !standIn ? undefined : this.resolve(standIn, import.meta.filename, { skipSelf: true })
  },
}

/** Vite's way to load a file later looks for its styles first. Ours have none, and the page has what they import. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  apply: 'build',
  load: (id) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : undefined,
}

/** What the shells behind the sign-in have. */
const OF_MENUS = /\/app\/ui\/layout\/(nav|search-box)\./

/** What all shells have, though each is loaded by itself. */
const OF_SHELLS = /\/app\/ui\/(layout\/(brand|enhancements|shell-parts|switches)|feedback\/toast)\./

/** What pages share comes in a few files instead of one for each module. */
const sharedFiles: Plugin = {
  name: 'shared-files',
  enforce: 'post',
  config(config, { command, isSsrBuild }) {
    if (command !== 'build' || isSsrBuild) return
    let chunks: ReturnType<typeof sharedChunks> | undefined
    config.build ??= {}
    config.build.rollupOptions ??= {}
    config.build.rollupOptions.output = {
      manualChunks: (id, graph) => {
        chunks ??= sharedChunks(graph, {
          isPage: (module) => /\/app\/routes\/.*\?/.test(module),
          isOfAll: (module) => /\/app\/(entry\.client|root)\.tsx/.test(module) || OF_SHELLS.test(module),
        })
        return OF_MENUS.test(id) ? 'menus' : chunks.get(id)
      },
    }
  },
}

/** The frame that a folder's pages stand in, unless somebody else looks at them. */
const SHELLS: [pages: RegExp, shell: string][] = [
  [/\/app\/routes\/auth\//, 'public-shell'],
  [/\/app\/routes\/(client|account)\//, 'cabinet-shell'],
  [/\/app\/routes\/(admin|till)\//, 'admin-shell'],
]

/** Remix has the browser fetch at once what a page imports: the page's shell, too, which it asks for later. */
const announcedShells: Plugin = {
  name: 'announced-shells',
  apply: 'build',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
    for (const chunk of chunks) {
      const [, name] = SHELLS.find(([pages]) => chunk.isEntry && pages.test(chunk.facadeModuleId ?? '')) ?? []
      const shell = name && chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${name}.tsx`))
      if (shell) chunk.imports.push(shell.fileName)
    }
  },
}

export default defineConfig({
  plugins: underVitest
    ? []
    : [
        browserStandIns,
        plainImports,
        tailwindcss(),
        remix(remixConfig),
        serverEntries,
        sharedFiles,
        announcedShells,
      ],
  // These packages have hundreds of files, of which a tenth is used. Loading each file takes half of the startup time.
  ssr: { noExternal: ['kysely', 'react-email', 'zod'] },
  // A larger client chunk usually means that a server package was bundled for the browser by mistake.
  // The first browsers with `toSorted`, which pages call: anything older would stop there, however it is compiled.
  build: { chunkSizeWarningLimit: 300, target: ['chrome110', 'firefox115', 'safari16'] },
})
