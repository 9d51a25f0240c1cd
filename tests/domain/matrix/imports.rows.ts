import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as demo from '#app/domain/demo/demo.server.ts'
import * as faults from '#app/domain/imports/faulty-rows.server.ts'
import * as difference from '#app/domain/imports/import-difference.server.ts'
import * as lists from '#app/domain/imports/import-lists.server.ts'
import * as rows from '#app/domain/imports/import-rows.server.ts'
import * as imports from '#app/domain/imports/imports.server.ts'
import * as inbox from '#app/domain/imports/inbox.server.ts'
import * as sent from '#app/domain/imports/sent-registers.server.ts'
import * as unattended from '#app/domain/imports/unattended.server.ts'
import * as work from '#app/domain/imports/work.server.ts'
import { type MatrixFile, NOWHERE, readers } from './row.ts'

const seers = [...readers, 'system'] as const
const runners = ['administrator', 'operator', 'system'] as const
const system = ['system'] as const
const stopped = AbortSignal.abort()
const kind = 'cards' as const
const emptyInbox = mkdtempSync(join(tmpdir(), 'cabinet-inbox-'))

export const file: MatrixFile = {
  rows: [
    { verb: 'listImports', may: seers, call: (ctx) => lists.listImports(ctx, {}) },
    { verb: 'findImport', may: seers, call: (ctx) => lists.findImport(ctx, NOWHERE) },
    { verb: 'listFaults', may: seers, call: (ctx) => faults.listFaults(ctx, NOWHERE, { limit: 1 }) },
    {
      verb: 'openUnimportedRows',
      may: seers,
      call: (ctx) => faults.openUnimportedRows(ctx, NOWHERE),
    },
    {
      verb: 'startImport',
      may: runners,
      call: (ctx) =>
        imports.startImport(ctx, { kind, encoding: undefined }, { name: 'a', bytes: new Uint8Array() }),
    },
    {
      verb: 'adjustImport',
      may: runners,
      call: (ctx) => imports.adjustImport(ctx, NOWHERE, { kind }),
    },
    { verb: 'requestCommit', may: runners, call: (ctx) => imports.requestCommit(ctx, NOWHERE) },
    { verb: 'stopImport', may: runners, call: (ctx) => imports.stopImport(ctx, NOWHERE) },
    { verb: 'requestUndo', may: runners, call: (ctx) => imports.requestUndo(ctx, NOWHERE) },
    {
      verb: 'listOutcomes',
      may: runners,
      call: (ctx) => rows.listOutcomes(ctx, NOWHERE, { outcome: 'new', skip: 0 }),
    },
    { verb: 'summarizeFaults', may: seers, call: (ctx) => rows.summarizeFaults(ctx, NOWHERE) },
    { verb: 'discardImport', may: runners, call: (ctx) => imports.discardImport(ctx, NOWHERE) },
    {
      verb: 'sendRegister',
      may: ['key:registers'],
      call: (ctx) => sent.sendRegister(ctx, { kind, isDryRun: true }, { name: 'a', bytes: new Uint8Array() }),
    },
    { verb: 'findSentRegister', may: ['key:registers'], call: (ctx) => sent.findSentRegister(ctx, NOWHERE) },
    {
      verb: 'answerRegister',
      may: ['key:registers'],
      call: (ctx) => sent.answerRegister(ctx, NOWHERE, { answers: {}, columns: {} }),
    },
    { verb: 'takeInbox', may: runners, call: (ctx) => inbox.takeInbox(ctx, emptyInbox) },
    { verb: 'settleUnattended', may: runners, call: (ctx) => unattended.settleUnattended(ctx) },
    {
      verb: 'listComparableImports',
      may: runners,
      call: (ctx) => difference.listComparableImports(ctx, NOWHERE),
    },
    {
      verb: 'compareImports',
      may: runners,
      call: (ctx) => difference.compareImports(ctx, NOWHERE, NOWHERE),
    },
    { verb: 'discardForgottenImports', may: runners, call: (ctx) => imports.discardForgottenImports(ctx) },
    { verb: 'workOnNextImport', may: runners, call: (ctx) => work.workOnNextImport(ctx, stopped) },
    { verb: 'workOnImport', may: runners, call: (ctx) => work.workOnImport(ctx, NOWHERE, stopped) },
    // In production it is refused to who may load it, too.
    { verb: 'loadDemo', may: system, call: (ctx) => demo.loadDemo(ctx, { production: true }) },
    { verb: 'findDemo', may: system, call: (ctx) => demo.findDemo(ctx) },
  ],
  steps: {
    applyImport: "the worker's step, under its lease",
    checkImport: "the worker's step, under its lease",
    productWordsNow: 'a step of checking and of bringing in',
    openForCheck: 'a step of checking',
    rememberProfile: 'a step of bringing in',
    undoImport: "the worker's step, under its lease",
    actorWhoAsked: 'a step of bringing in and of taking back',
    sayWaiting: 'a step of the watched folder',
    isRecorded: 'a step of showing an import and of taking it back',
    readOutcomes: 'a step of taking back and of comparing',
    readOutcomePage: 'a step of listOutcomes',
    readFaultRows: 'a step of listFaults and openUnimportedRows',
    adjusted: 'a step of adjustImport',
    detectedIn: 'a step of showing an import, of checking and of bringing in',
    sealedDetected: 'a step of checking',
    sealJson: 'a step of keeping what a check found',
    openJson: 'a step of reading what a check found',
    withoutSample: 'a step of bringing in',
    openAsChecked: 'a step of bringing in',
    takeInRegister: 'a step of startImport and of sendRegister',
    checkAgain: 'a step of adjustImport and of answerRegister',
    importOf: 'a step of findImport and of findSentRegister',
    faultSummaryOf: 'a step of summarizeFaults and of findSentRegister',
    readFaults: 'a step of listFaults and of findSentRegister',
    storeUpload: 'a step of starting an import',
    readUpload: 'a step of checking and of bringing in',
    deleteUpload: 'a step of ending an import',
    onboardDemoStaff: 'a step of the demo',
    disturbDemoStations: 'a step of loadDemo',
    fuelDemoCards: 'a step of loading the demo',
    onboardDemoClients: 'a step of the demo',
    onboardDemoCashier: 'a step of the demo',
  },
}
