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
  locale: null,
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
    {
      verb: 'countRequests',
      may: readers,
      call: (ctx) => requests.countRequests(ctx, { status: 'pending' }),
    },
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
    { verb: 'lastAuditEntries', may: auditors, call: (ctx) => auditLog.lastAuditEntries(ctx, 5) },
    { verb: 'verifyAuditLog', may: auditors, call: (ctx) => seal.verifyAuditLog(ctx) },
  ],
  steps: {
    changeCompanyByRegister: 'a step of an import',
    addCompany: 'a step of creating a company and of approving a request',
    enqueue: 'a step of every verb that writes to somebody',
    brandOf: 'names the sender for letters',
    settle: 'a step of sending',
    probeAmong: 'a step of sending',
    isRefusedAlone: 'a step of sending',
    latestLettersOf: 'a step of verbs that show invitations and users',
    sessionsOf: 'a step of verbs that show or end sessions',
    endSessionsOf: 'a step of verbs that change a password or disable somebody',
    blockedKeys: 'a step of verbs that count users',
    blockedKeysAmong: 'a step of verbs that show users',
    accountOf: 'a step of verbs about accounts',
    activeStaff: 'a step of verbs that write to staff',
    entriesAbout: 'a step of the history of a thing',
    actionsOfRequest: 'whether a request whose outcome is unknown took effect',
    companyWithBin: 'a step of an import',
    companiesWithBins: 'a step of an import',
    addCompaniesOfRegister: 'a step of an import',
    companiesInUse: 'a step of taking an import back',
    removeCompanies: 'a step of taking an import back',
    recordStatusChanges: 'a step of an import',
    lastCommitOf: 'says when a list last changed, to whoever may see the list',
    claimSubmission: 'a step of every form',
    record: 'a step of every verb that changes something',
  },
  open: {
    requestAccess: 'for guests: the same answer to everybody',
    mailBacklog: "for metrics and doctor: the operator's, without addresses",
    purgeSessions: "the worker's own job: no page leads to it",
    purgeSignInAttempts: "the worker's own job: no page leads to it",
    purgeSignInFailures: "the worker's own job: no page leads to it",
    purgeOperations: "the worker's own job: no page leads to it",
    purgeRateLimits: "the worker's own job: no page leads to it",
    purgeSubmissions: "the worker's own job: no page leads to it",
    resumeSession: 'who asks: before there is a Context',
    isSessionLive: 'behind a cookie, by its secret',
    runLeased: "the worker's frame for its jobs",
    beat: "the worker's sign of life",
    heartbeatAge: "for /readyz and doctor: the operator's",
    failingJobs: "for metrics and doctor: the operator's",
    stateOfNode: "for doctor: the operator's",
    settingsOfNode: "for doctor: the operator's",
    grantsOf: "for doctor: the operator's",
    clockSkew: "for doctor: the operator's",
    recordDelivery: "the provider's signature is the right",
    listMailbox: 'for who sits at this machine, where no mail leaves it; its routes check that',
    openMailboxLetter: 'for who sits at this machine, where no mail leaves it; its routes check that',
    listTemplates: 'for who sits at this machine, where no mail leaves it; its routes check that',
    renderSample: 'for who sits at this machine, where no mail leaves it; its routes check that',
    sealAuditLog: "the worker's own job: no page leads to it",
  },
}
