import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'
import remixConfig from './remix.config.js'

// Vitest runs server code and components as they are: Remix's plugin would strip and proxy them.
const underVitest = process.env.VITEST !== undefined

/**
 * Web server, worker and operator's commands come out of one server build, so production needs no
 * TypeScript loader and no module is loaded twice. Remix's plugin sets an input of its own
 * (`virtual:remix/server-build`, which entry.http.ts imports instead), hence `enforce: 'post'`.
 */
const threeDoors: Plugin = {
  name: 'three-doors',
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
    }
    config.build.rollupOptions.output = {
      format: 'esm',
      entryFileNames: '[name].js',
      sourcemapExcludeSources: true,
    }
  },
}

export default defineConfig({
  plugins: underVitest ? [] : [tailwindcss(), remix(remixConfig), threeDoors],
  // Packages of hundreds of files, of which we use a tenth: read one by one they are half of a process's start.
  ssr: { noExternal: ['kysely', 'react-email', 'zod'] },
  // A client chunk that grows beyond this is a mistake (a server package in the browser), not a wish.
  build: { chunkSizeWarningLimit: 300 },
})
