import type { AuditFact, Evidence } from './evidence.ts'

/** The bad password with this number blocks. */
const GUESSES = 3

const ONCE_A_SUBJECT = new Set(['invitation.accepted', 'request.approved', 'import.committed'])
const LIFTS_A_BLOCK = new Set(['password.reset', 'user.unblocked'])

/**
 * N3: a link is used once, a coupon redeemed once, an address has one account; at most three passwords are compared
 * before a block, none behind it; no session outlives a reset.
 */
export function onceOnly(
  evidence: Pick<Evidence, 'audit' | 'accounts' | 'staleSessions' | 'redemptions'>,
): string[] {
  const { audit, accounts, staleSessions, redemptions } = evidence
  const bySubject = Map.groupBy(audit, ({ subjectKind, subjectId }) => `${subjectKind} ${subjectId}`)
  return [
    ...repeated(audit.filter(({ action }) => ONCE_A_SUBJECT.has(action))),
    ...accounts
      .filter(({ accounts }) => accounts > 1)
      .map(({ email, accounts }) => `${email} has ${accounts} accounts`),
    ...redemptions
      .filter(({ times }) => times > 1)
      .map(({ couponId, times }) => `coupon ${couponId} was redeemed ${times} times`),
    ...(staleSessions > 0 ? [`${staleSessions} sessions outlived a new password`] : []),
    ...[...bySubject].flatMap(([subject, rows]) => guessesOf(subject, rows)),
  ]
}

function repeated(rows: readonly AuditFact[]): string[] {
  const byEffect = Map.groupBy(rows, ({ action, subjectId }) => `${action} of ${subjectId}`)
  return [...byEffect]
    .filter(([, effects]) => effects.length > 1)
    .map(([effect, effects]) => `${effect}: ${effects.length} times`)
}

/** One person's passwords in the order of the log. */
function guessesOf(subject: string, rows: readonly AuditFact[]): string[] {
  if (!subject.startsWith('user ')) return []
  const faults: string[] = []
  let wrong = 0
  let blocked = false
  for (const { action } of rows) {
    if (LIFTS_A_BLOCK.has(action)) {
      wrong = 0
      blocked = false
    } else if (action === 'session.started') {
      if (blocked) faults.push(`${subject} came in behind a block`)
      wrong = 0
    } else if (action === 'sign_in.refused') {
      wrong += 1
      if (blocked || wrong > GUESSES)
        faults.push(`${subject}: ${wrong} passwords were compared before a block`)
    } else if (action === 'sign_in.blocked') blocked = true
  }
  return faults
}
