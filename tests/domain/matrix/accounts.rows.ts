import * as ownSessions from '#app/domain/access/own-sessions.server.ts'
import * as passwordChange from '#app/domain/access/password-change.server.ts'
import * as ownCompanies from '#app/domain/accounts/own-companies.server.ts'
import * as profile from '#app/domain/accounts/profile.server.ts'
import * as team from '#app/domain/accounts/team.server.ts'
import * as userStatus from '#app/domain/accounts/user-status.server.ts'
import * as users from '#app/domain/accounts/users.server.ts'
import * as contacts from '#app/domain/invitations/company-contacts.server.ts'
import * as lists from '#app/domain/invitations/invitation-lists.server.ts'
import * as invitations from '#app/domain/invitations/invitations.server.ts'
import * as resending from '#app/domain/invitations/resend.server.ts'
import * as revocation from '#app/domain/invitations/revocation.server.ts'
import { device } from '#tests/support/fixtures.ts'
import { companyOf, inviters, type MatrixFile, NOWHERE, readers, signedIn } from './row.ts'

const nobody = { email: 'nobody@example.kz', locale: 'ru', name: '' } as const
const owner = ['owner'] as const

export const file: MatrixFile = {
  rows: [
    {
      verb: 'changePassword',
      may: signedIn,
      call: (ctx) =>
        passwordChange.changePassword(ctx, NOWHERE, { currentPassword: 'x', password: 'short' }, device),
    },
    {
      verb: 'updateProfile',
      may: signedIn,
      call: (ctx) => profile.updateProfile(ctx, { name: '', locale: 'ru' }),
    },
    {
      verb: 'listOwnCompanies',
      may: ['owner', 'manager', 'viewer', 'person'],
      call: (ctx) => ownCompanies.listOwnCompanies(ctx),
    },
    {
      verb: 'findOwnCompany',
      may: ['owner', 'manager', 'viewer', 'person'],
      call: (ctx) => ownCompanies.findOwnCompany(ctx, companyOf(ctx)),
    },
    { verb: 'markWelcomed', may: signedIn, call: (ctx) => profile.markWelcomed(ctx) },
    { verb: 'listOwnSessions', may: signedIn, call: (ctx) => ownSessions.listOwnSessions(ctx, NOWHERE) },
    { verb: 'endSession', may: signedIn, call: (ctx) => ownSessions.endSession(ctx, NOWHERE) },
    { verb: 'endOtherSessions', may: signedIn, call: (ctx) => ownSessions.endOtherSessions(ctx, NOWHERE) },
    {
      verb: 'setSessionCompany',
      may: signedIn,
      call: (ctx) => ownSessions.setSessionCompany(ctx, NOWHERE, NOWHERE),
    },

    { verb: 'listColleagues', may: owner, call: (ctx) => team.listColleagues(ctx) },
    {
      verb: 'changeColleagueRole',
      may: owner,
      call: (ctx) => team.changeColleagueRole(ctx, NOWHERE, 'viewer'),
    },
    { verb: 'removeColleague', may: owner, call: (ctx) => team.removeColleague(ctx, NOWHERE) },
    { verb: 'listColleagueInvitations', may: owner, call: (ctx) => lists.listColleagueInvitations(ctx) },
    {
      verb: 'inviteColleague',
      may: owner,
      call: (ctx) => invitations.inviteColleague(ctx, { ...nobody, role: 'viewer' }),
    },
    {
      verb: 'resendColleagueInvitation',
      may: owner,
      call: (ctx) => resending.resendColleagueInvitation(ctx, NOWHERE),
    },
    {
      verb: 'revokeColleagueInvitation',
      may: owner,
      call: (ctx) => revocation.revokeColleagueInvitation(ctx, NOWHERE),
    },

    { verb: 'listPeopleOfCompany', may: readers, call: (ctx) => team.listPeopleOfCompany(ctx, NOWHERE) },
    { verb: 'listUsers', may: readers, call: (ctx) => users.listUsers(ctx, {}) },
    { verb: 'countBlockedUsers', may: readers, call: (ctx) => users.countBlockedUsers(ctx) },
    { verb: 'findUser', may: readers, call: (ctx) => users.findUser(ctx, NOWHERE) },
    { verb: 'disableUser', may: ['administrator'], call: (ctx) => userStatus.disableUser(ctx, NOWHERE) },
    { verb: 'enableUser', may: ['administrator'], call: (ctx) => userStatus.enableUser(ctx, NOWHERE) },
    {
      verb: 'changeStaffRole',
      may: ['administrator'],
      call: (ctx) => userStatus.changeStaffRole(ctx, NOWHERE, 'support'),
    },
    {
      verb: 'endUserSessions',
      may: ['administrator', 'support'],
      call: (ctx) => userStatus.endUserSessions(ctx, NOWHERE),
    },
    {
      verb: 'unblockUser',
      may: ['administrator', 'support', 'system'],
      call: (ctx) => userStatus.unblockUser(ctx, NOWHERE),
    },
    {
      verb: 'unblockAddress',
      may: ['administrator', 'support', 'system'],
      call: (ctx) => userStatus.unblockAddress(ctx, 'nowhere@example.kz'),
    },

    { verb: 'listInvitations', may: readers, call: (ctx) => lists.listInvitations(ctx, {}) },
    { verb: 'findListedInvitation', may: readers, call: (ctx) => lists.findListedInvitation(ctx, NOWHERE) },
    {
      verb: 'inviteClient',
      may: [...inviters, 'system'],
      call: (ctx) => invitations.inviteClient(ctx, { ...nobody, companyId: NOWHERE, role: 'viewer' }),
    },
    {
      verb: 'inviteCompanyContacts',
      may: [...inviters, 'system'],
      call: (ctx) => contacts.inviteCompanyContacts(ctx, [NOWHERE], 'ru'),
    },
    {
      verb: 'reviewCompanyContacts',
      may: [...inviters, 'system'],
      call: (ctx) => contacts.reviewCompanyContacts(ctx, [NOWHERE]),
    },
    {
      verb: 'inviteStaff',
      may: ['administrator', 'system'],
      call: (ctx) =>
        invitations.inviteStaff(ctx, { email: 'staff@example.kz', locale: 'ru', role: 'support' }),
    },
    {
      verb: 'resendInvitation',
      may: [...inviters, 'system'],
      call: (ctx) => resending.resendInvitation(ctx, NOWHERE),
    },
    {
      verb: 'revokeInvitation',
      may: [...inviters, 'system'],
      call: (ctx) => revocation.revokeInvitation(ctx, NOWHERE),
    },
  ],
  steps: {
    addClientInvitation: 'a step of inviting, whose callers check the right',
    hasItsLetters: 'a step of verbs that write to an address that somebody typed',
    hasItsInvitations: 'a step of inviting and resending by owners',
    countFailedGuess: 'a step of comparing a password',
    guessFromAddress: 'a step of comparing a password',
    rehashIfNeeded: 'a step of comparing a password, the right one',
    createLink: 'a step of inviting and of asking for a reset',
    createLinkAnew: 'a step of sending a link again',
    createInvitationLink: 'a step of inviting',
    createInvitationLinkAnew: 'a step of sending an invitation again',
    findLinkByToken: "the link's token is the right",
    findJustUsedLink: "the link's token is the right",
    findLiveLink: 'a step of sending a link again',
    consumeLink: 'a step of accepting an invitation',
    renewLink: 'a step of sending an invitation again',
    claimLinkSending: 'a step of sending a link again',
    hasJustBeenMailed: 'a step of sending a link again',
    revokeLinksOf: 'a step of revoking an invitation and of inviting anew',
    sendInvitationLetter: 'a step of inviting',
    repeatInvitations: 'a step of resendInstructions and requestPasswordReset',
    assertInvitable: 'a step of inviting and resending',
    assertNewToStaff: 'a step of inviting to the staff and resending',
    isFulfilled: 'a step of resendInstructions and requestPasswordReset',
    spareAddress: 'a step of inviting and resending by owners',
    sendResetLetter: 'a step of requestPasswordReset',
    repeatResetLetter: 'a step of resendInstructions',
    revokeInvitationsOfCompany: 'a step of closing and editing a company',
    endEverythingOpen: 'a step of a changed password',
    tellOwner: 'a step of a changed password',
    startSession: 'a step of signing in, accepting and changing the password',
    comparePassword: 'a step of changing the password',
    withPassword: 'a step of signing in and accepting',
    liftBlockOf: 'a step of unblocking, resetting and accepting',
    enforceRateLimit: 'counts whoever asks',
    checkRateLimit: 'counts whoever asks',
    takeTurn: 'makes those who ask at once wait for each other',
    actingAs: 'names who acts for the audit log',
  },
  open: {
    signIn: 'for guests: address and password are the right',
    signOut: 'who holds the session may end it',
    requestPasswordReset: 'for guests: the same answer to everybody',
    resendInstructions: 'for guests: the same answer to everybody',
    openPasswordReset: "the link's token is the right",
    resetPassword: "the link's token is the right",
    openInvitation: "the link's token is the right",
    acceptInvitation: "the link's token is the right",
    findUsedInvitationAddress: "the link's token is the right",
    openLink: "the link's token is the right",
    findLinkByPublicId: 'tells only whether a link that the person has opened still lives',
    countHit: 'counts whoever asks',
    forgetSurplusSignInFailures: "the worker's own cleaning: no page leads to it",
  },
}
