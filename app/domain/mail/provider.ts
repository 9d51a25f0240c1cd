import type { MailReason } from './mail.ts'

/** A letter as the provider gets it; for one letter it is the same at every attempt, byte for byte. */
export interface OutgoingLetter {
  /** `outbox/<id>`: the provider sends once for each key and remembers it for 24 hours. */
  key: string
  outboxId: number
  template: string
  from: string
  replyTo: string
  to: string
  subject: string
  html: string
  text: string
}

/** What the provider said: its status and words, for the log of attempts. */
interface ProviderReply {
  status: number | null
  message: string
}

export type ProviderAnswer = ProviderReply &
  (
    | {
        kind: 'accepted'
        providerId: string
        /** It wants no other letter before that many seconds. */
        restSeconds: number
      }
    /** The letter may have been sent all the same: only the same key may be tried again. */
    | { kind: 'unclear'; reason: 'no_answer' | 'provider_failed' }
    /** Too fast; certainly not sent. */
    | { kind: 'slow_down'; seconds: number }
    | { kind: 'quota'; reason: 'daily_quota_exceeded' | 'monthly_quota_exceeded' }
    /** It refuses us, not the letter: a wrong key, a domain that is not verified, a wrong address of the provider. */
    | { kind: 'refused' }
    /** It will never take this letter. */
    | { kind: 'dead'; reason: Extract<MailReason, 'invalid_letter' | 'key_reused'> }
  )

export interface Provider {
  readonly name: 'resend' | 'local'
  /** Letters a second, over all workers. */
  readonly rate: number
  /** Never rejects. */
  send(letter: OutgoingLetter): Promise<ProviderAnswer>
  /** Whether it has a message with this id: `unknown` when it does not say. */
  find(providerId: string): Promise<'found' | 'missing' | 'unknown'>
}

/** What the sender works with. */
export interface Mailer {
  provider: Provider
  log: Record<'info' | 'warn' | 'error', (facts: object, words: string) => void>
}

/** Without a provider letters stay here: /mailbox shows them. */
export const localMailbox: Provider = {
  name: 'local',
  rate: Number.POSITIVE_INFINITY,
  send: async () => ({ kind: 'accepted', providerId: 'local', restSeconds: 0, status: null, message: '' }),
  find: async () => 'found',
}
