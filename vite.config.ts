import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'
import remixConfig from './remix.config.js'

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
}

const browserStandIns: Plugin = {
  name: 'browser-stand-ins',
  enforce: 'pre',
  apply: 'build',
  resolveId(source, _importer, { ssr }) {
    const standIn = ssr ? undefined : STAND_INS[source]
    return standIn && this.resolve(standIn, import.meta.filename, { skipSelf: true })
  },
}

/** What every page loads: Preact, the page's state, the shells and how figures are written. */
const OF_EVERY_PAGE =
  /\/node_modules\/(preact|turbo-stream)\/|\/app\/(browser\/(?!router)|ui\/layout\/(?!live|tabs|part|print))|\/locales\//

/** What nearly every page behind the sign-in is made of. */
const OF_MOST_PAGES = /\/app\/ui\/(feedback|list|layout)\//

/** In one file instead of a dozen: a phone on a slow link waits for each. */
const oneFileForAllPages: Plugin = {
  name: 'one-file-for-all-pages',
  enforce: 'post',
  config(config, { command, isSsrBuild }) {
    if (command !== 'build' || isSsrBuild) return
    config.build ??= {}
    config.build.rollupOptions ??= {}
    config.build.rollupOptions.output = {
      manualChunks: (id) => (OF_EVERY_PAGE.test(id) ? 'base' : OF_MOST_PAGES.test(id) ? 'ui' : undefined),
    }
  },
}

export default defineConfig({
  plugins: underVitest
    ? []
    : [browserStandIns, tailwindcss(), remix(remixConfig), serverEntries, oneFileForAllPages],
  // These packages have hundreds of files, of which a tenth is used. Loading each file takes half of the startup time.
  ssr: { noExternal: ['kysely', 'react-email', 'zod'] },
  // A larger client chunk usually means that a server package was bundled for the browser by mistake.
  build: { chunkSizeWarningLimit: 300 },
})
