import * as demo from '#app/domain/demo/demo.server.ts'
import * as faults from '#app/domain/imports/fault-download.server.ts'
import * as lists from '#app/domain/imports/import-lists.server.ts'
import * as imports from '#app/domain/imports/imports.server.ts'
import * as work from '#app/domain/imports/work.server.ts'
import { translatorFor } from '#locales/words.server.ts'
import { type MatrixFile, NOWHERE, readers } from './row.ts'

const seers = [...readers, 'system'] as const
const runners = ['administrator', 'operator', 'system'] as const
const system = ['system'] as const
const stopped = AbortSignal.abort()
const kind = 'cards' as const
const words = { t: translatorFor('ru'), say: () => '' }

export const file: MatrixFile = {
  rows: [
    { verb: 'listImports', may: seers, call: (ctx) => lists.listImports(ctx, {}) },
    { verb: 'findImport', may: seers, call: (ctx) => lists.findImport(ctx, NOWHERE) },
    { verb: 'listFaults', may: seers, call: (ctx) => lists.listFaults(ctx, NOWHERE, { limit: 1 }) },
    { verb: 'downloadFaults', may: seers, call: (ctx) => faults.downloadFaults(ctx, NOWHERE, words) },
    {
      verb: 'startImport',
      may: runners,
      call: (ctx) =>
        imports.startImport(ctx, { kind, encoding: undefined }, { name: 'a', bytes: new Uint8Array() }),
    },
    {
      verb: 'adjustImport',
      may: runners,
      call: (ctx) =>
        imports.adjustImport(ctx, NOWHERE, {
          kind,
          encoding: undefined,
          sheet: undefined,
          mapping: undefined,
        }),
    },
    { verb: 'requestCommit', may: runners, call: (ctx) => imports.requestCommit(ctx, NOWHERE) },
    { verb: 'discardImport', may: runners, call: (ctx) => imports.discardImport(ctx, NOWHERE) },
    { verb: 'discardForgottenImports', may: runners, call: (ctx) => imports.discardForgottenImports(ctx) },
    { verb: 'workOnNextImport', may: runners, call: (ctx) => work.workOnNextImport(ctx, stopped) },
    { verb: 'workOnImport', may: runners, call: (ctx) => work.workOnImport(ctx, NOWHERE, stopped) },
    // In production it is refused to who may load it, too.
    { verb: 'loadDemo', may: system, call: (ctx) => demo.loadDemo(ctx, { production: true }) },
    { verb: 'findDemo', may: system, call: (ctx) => demo.findDemo(ctx) },
  ],
  internal: {
    applyImport: "the worker's step, under its lease",
    checkImport: "the worker's step, under its lease",
    productWordsNow: 'a step of checking and of bringing in',
    openForCheck: 'a step of checking',
    rememberMapping: 'a step of bringing in',
    storeUpload: 'a step of starting an import',
    readUpload: 'a step of checking and of bringing in',
    deleteUpload: 'a step of ending an import',
    onboardDemoStaff: 'a step of the demo',
    onboardDemoClients: 'a step of the demo',
  },
}
