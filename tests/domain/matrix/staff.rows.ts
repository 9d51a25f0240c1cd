import * as auditLog from '#app/domain/audit/audit-log.server.ts'
import * as seal from '#app/domain/audit/seal.server.ts'
import * as companies from '#app/domain/companies/companies.server.ts'
import * as ownCompanies from '#app/domain/companies/own-companies.server.ts'
import * as faultDownload from '#app/domain/imports/fault-download.server.ts'
import * as importLists from '#app/domain/imports/import-lists.server.ts'
import * as imports from '#app/domain/imports/imports.server.ts'
import * as work from '#app/domain/imports/work.server.ts'
import * as mail from '#app/domain/mail/mail.server.ts'
import { localMailbox, type Mailer } from '#app/domain/mail/provider.ts'
import * as sender from '#app/domain/mail/sender.server.ts'
import * as requests from '#app/domain/requests/requests.server.ts'
import { translatorFor } from '#locales/words.server.ts'
import { newBin } from '#tests/support/fixtures.ts'
import { type MatrixFile, NOWHERE, staff } from './row.ts'

const administrator = ['administrator'] as const
const staffAndSystem = [...staff, 'system'] as const
const administratorAndSystem = ['administrator', 'system'] as const

const company = () => ({
  bin: newBin(),
  name: 'ТОО «Матрица»',
  contractNumber: null,
  contractDate: null,
  email: null,
  phone: null,
  city: null,
})
const mailer: Mailer = { provider: localMailbox, log: { info() {}, warn() {}, error() {} } }
const words = { t: translatorFor('ru'), say: (code: string) => code }
const stopped = AbortSignal.abort()

export const file: MatrixFile = {
  folders: ['companies', 'requests', 'mail', 'audit', 'imports'],
  rows: [
    { verb: 'listCompaniesAcross', may: staff, call: (ctx) => companies.listCompaniesAcross(ctx, {}) },
    { verb: 'listCompanyChoices', may: staff, call: (ctx) => companies.listCompanyChoices(ctx, {}) },
    { verb: 'findCompany', may: staff, call: (ctx) => companies.findCompany(ctx, NOWHERE) },
    {
      verb: 'findCompanyByBin',
      may: staffAndSystem,
      call: (ctx) => companies.findCompanyByBin(ctx, '000000000000'),
    },
    { verb: 'createCompany', may: administrator, call: (ctx) => companies.createCompany(ctx, company()) },
    {
      verb: 'editCompany',
      may: administrator,
      call: (ctx) => companies.editCompany(ctx, NOWHERE, company()),
    },
    { verb: 'closeCompany', may: administrator, call: (ctx) => companies.closeCompany(ctx, NOWHERE) },
    { verb: 'reopenCompany', may: administrator, call: (ctx) => companies.reopenCompany(ctx, NOWHERE) },
    {
      verb: 'listOwnCompanies',
      may: ['owner', 'manager', 'viewer', 'person'],
      call: (ctx) => ownCompanies.listOwnCompanies(ctx),
    },

    { verb: 'listRequests', may: staff, call: (ctx) => requests.listRequests(ctx, { status: 'pending' }) },
    { verb: 'countWaitingRequests', may: staff, call: (ctx) => requests.countWaitingRequests(ctx) },
    { verb: 'findRequest', may: staff, call: (ctx) => requests.findRequest(ctx, NOWHERE) },
    {
      verb: 'approveRequest',
      may: staff,
      call: (ctx) => requests.approveRequest(ctx, NOWHERE, { role: 'owner', locale: 'ru' }),
    },
    {
      verb: 'declineRequest',
      may: staff,
      call: (ctx) => requests.declineRequest(ctx, NOWHERE, { reason: 'x' }),
    },

    { verb: 'listMail', may: staffAndSystem, call: (ctx) => mail.listMail(ctx, {}) },
    { verb: 'findMailPause', may: staffAndSystem, call: (ctx) => mail.findMailPause(ctx) },
    { verb: 'findLetter', may: staffAndSystem, call: (ctx) => mail.findLetter(ctx, NOWHERE) },
    { verb: 'previewForStaff', may: staffAndSystem, call: (ctx) => mail.previewForStaff(ctx, NOWHERE) },
    { verb: 'retryMail', may: administratorAndSystem, call: (ctx) => mail.retryMail(ctx, NOWHERE) },
    {
      verb: 'sendDueMail',
      may: administratorAndSystem,
      call: (ctx) => sender.sendDueMail(ctx, mailer, stopped),
    },
    {
      verb: 'sendDueMailNow',
      may: administratorAndSystem,
      call: (ctx) => sender.sendDueMailNow(ctx, mailer),
    },

    { verb: 'listAuditLog', may: administratorAndSystem, call: (ctx) => auditLog.listAuditLog(ctx, {}) },
    { verb: 'verifyAuditLog', may: administratorAndSystem, call: (ctx) => seal.verifyAuditLog(ctx) },

    { verb: 'listImports', may: staffAndSystem, call: (ctx) => importLists.listImports(ctx, {}) },
    { verb: 'findImport', may: staffAndSystem, call: (ctx) => importLists.findImport(ctx, NOWHERE) },
    {
      verb: 'listFaults',
      may: staffAndSystem,
      call: (ctx) => importLists.listFaults(ctx, NOWHERE, { limit: 1 }),
    },
    {
      verb: 'downloadFaults',
      may: staffAndSystem,
      call: (ctx) => faultDownload.downloadFaults(ctx, NOWHERE, words),
    },
    {
      verb: 'startImport',
      may: administratorAndSystem,
      call: (ctx) =>
        imports.startImport(
          ctx,
          { kind: 'companies', encoding: undefined },
          { name: 'x', bytes: new Uint8Array() },
        ),
    },
    {
      verb: 'adjustImport',
      may: administratorAndSystem,
      call: (ctx) =>
        imports.adjustImport(ctx, NOWHERE, {
          kind: 'companies',
          encoding: undefined,
          sheet: undefined,
          mapping: undefined,
        }),
    },
    {
      verb: 'requestCommit',
      may: administratorAndSystem,
      call: (ctx) => imports.requestCommit(ctx, NOWHERE),
    },
    {
      verb: 'discardImport',
      may: administratorAndSystem,
      call: (ctx) => imports.discardImport(ctx, NOWHERE),
    },
    {
      verb: 'discardForgottenImports',
      may: administratorAndSystem,
      call: (ctx) => imports.discardForgottenImports(ctx),
    },
    {
      verb: 'workOnNextImport',
      may: administratorAndSystem,
      call: (ctx) => work.workOnNextImport(ctx, stopped),
    },
  ],
  internal: {
    addCompany: 'a step of creating a company and of approving a request',
    requestAccess: 'for guests: the same answer to everybody',
    enqueue: 'a step of every verb that writes to somebody',
    brandOf: 'names the sender for letters',
    settle: 'a step of sending',
    recordDelivery: "the provider's signature is the right",
    listMailbox: 'for who sits at this machine, where no mail leaves it; the doors ask',
    openMailboxLetter: 'for who sits at this machine, where no mail leaves it; the doors ask',
    listTemplates: 'for who sits at this machine, where no mail leaves it; the doors ask',
    renderSample: 'for who sits at this machine, where no mail leaves it; the doors ask',
    record: 'a step of every verb that changes something',
    sealAuditLog: "the worker's: no door leads to it",
    workOnImport: 'as workOnNextImport, of one that is there',
    openForCheck: 'a step of an import',
    rememberMapping: 'a step of an import',
    productWordsNow: 'a step of an import',
    checkImport: 'a step of an import',
    applyImport: 'a step of an import',
    storeUpload: 'a step of an import',
    readUpload: 'a step of an import',
    deleteUpload: 'a step of an import',
  },
}
