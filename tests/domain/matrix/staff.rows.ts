import * as auditLog from '#app/domain/audit/audit-log.server.ts'
import * as seal from '#app/domain/audit/seal.server.ts'
import * as companies from '#app/domain/companies/companies.server.ts'
import * as mail from '#app/domain/mail/mail.server.ts'
import { localMailbox, type Mailer } from '#app/domain/mail/provider.ts'
import * as sender from '#app/domain/mail/sender.server.ts'
import * as requests from '#app/domain/requests/requests.server.ts'
import { newBin } from '#tests/support/fixtures.ts'
import { inviters, type MatrixFile, NOWHERE, readers } from './row.ts'

const keepers = ['administrator', 'operator'] as const
const readersAndSystem = [...readers, 'system'] as const
const auditors = ['administrator', 'auditor', 'system'] as const
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
const stopped = AbortSignal.abort()

export const file: MatrixFile = {
  rows: [
    { verb: 'listCompaniesAcross', may: readers, call: (ctx) => companies.listCompaniesAcross(ctx, {}) },
    { verb: 'listCompanyChoices', may: readers, call: (ctx) => companies.listCompanyChoices(ctx, {}) },
    { verb: 'findCompany', may: readers, call: (ctx) => companies.findCompany(ctx, NOWHERE) },
    {
      verb: 'findCompanyByBin',
      may: [...inviters, 'system'],
      call: (ctx) => companies.findCompanyByBin(ctx, '000000000000'),
    },
    { verb: 'createCompany', may: keepers, call: (ctx) => companies.createCompany(ctx, company()) },
    {
      verb: 'editCompany',
      may: keepers,
      call: (ctx) => companies.editCompany(ctx, NOWHERE, company()),
    },
    { verb: 'closeCompany', may: keepers, call: (ctx) => companies.closeCompany(ctx, NOWHERE) },
    { verb: 'reopenCompany', may: keepers, call: (ctx) => companies.reopenCompany(ctx, NOWHERE) },

    { verb: 'listRequests', may: readers, call: (ctx) => requests.listRequests(ctx, { status: 'pending' }) },
    { verb: 'countWaitingRequests', may: readers, call: (ctx) => requests.countWaitingRequests(ctx) },
    { verb: 'findRequest', may: readers, call: (ctx) => requests.findRequest(ctx, NOWHERE) },
    {
      verb: 'approveRequest',
      may: inviters,
      call: (ctx) => requests.approveRequest(ctx, NOWHERE, { role: 'owner', locale: 'ru' }),
    },
    {
      verb: 'declineRequest',
      may: inviters,
      call: (ctx) => requests.declineRequest(ctx, NOWHERE, { reason: 'x' }),
    },

    { verb: 'listMail', may: readersAndSystem, call: (ctx) => mail.listMail(ctx, {}) },
    { verb: 'findMailPause', may: readersAndSystem, call: (ctx) => mail.findMailPause(ctx) },
    { verb: 'findLetter', may: readersAndSystem, call: (ctx) => mail.findLetter(ctx, NOWHERE) },
    { verb: 'previewForStaff', may: readersAndSystem, call: (ctx) => mail.previewForStaff(ctx, NOWHERE) },
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

    { verb: 'listAuditLog', may: auditors, call: (ctx) => auditLog.listAuditLog(ctx, {}) },
    { verb: 'verifyAuditLog', may: auditors, call: (ctx) => seal.verifyAuditLog(ctx) },
  ],
  internal: {
    changeCompanyByRegister: 'a step of an import',
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
    settleRestore: "the operator's command after a restore: no page leads to it",
    transact: 'the transaction of every verb',
  },
}
