import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { NewPasswordFields } from '#app/ui/form/new-password-fields.tsx'
import { PasswordField } from '#app/ui/form/password-field.tsx'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { deviceText } from '#app/ui/list/session-device.ts'
import { formatDateTime } from '#locales/format.ts'
import { localeNames, locales } from '#locales/index.ts'

export interface NameAndLanguageProps {
  email: string
  name: string
  answer?: RefusedForm | null
}

export function NameAndLanguage({ email, name, answer }: NameAndLanguageProps) {
  const { t, locale } = useWords()
  return (
    <Panel title={t('profile:name.title')}>
      <Form answer={answer} nonce={useRoot().formNonce} id="person" reloadDocument>
        <div className="field">
          <span className="label">{t('profile:email')}</span>
          <span>{email}</span>
          <span className="hint">{t('profile:emailHint')}</span>
        </div>
        <Field
          name="name"
          label={t('profile:name.label')}
          maxLength={200}
          autoComplete="name"
          defaultValue={name}
        />
        <Select
          name="locale"
          label={t('profile:language.title')}
          hint={t('profile:language.hint')}
          required
          defaultValue={locale}
          options={locales.map((choice) => ({ value: choice, label: localeNames[choice] }))}
        />
        <SubmitButton>{t('common:action.save')}</SubmitButton>
      </Form>
    </Panel>
  )
}

export function PasswordChange({ email, answer }: { email: string; answer?: RefusedForm | null }) {
  const { t } = useWords()
  return (
    <Panel title={t('profile:password.title')}>
      <Form
        action="/profile/password"
        answer={answer}
        nonce={useRoot().formNonce}
        id="password"
        reloadDocument
      >
        <PasswordField
          name="currentPassword"
          label={t('profile:password.current')}
          required
          autoComplete="current-password"
        />
        <NewPasswordFields
          email={email}
          label={t('profile:password.new')}
          confirmation={t('profile:password.confirmation')}
        />
        <p className="quiet">{t('profile:password.hint')}</p>
        <SubmitButton>{t('profile:password.submit')}</SubmitButton>
      </Form>
    </Panel>
  )
}

export interface OwnSession {
  id: number
  ip: string
  userAgent: string
  remembered: boolean
  /** Wall clocks of Almaty. */
  createdAt: string
  seenAt: string
  current: boolean
}

export function OwnSessions({ sessions }: { sessions: readonly OwnSession[] }) {
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  return (
    <Panel title={t('profile:sessions.title')}>
      <p className="quiet rows-lead">{t('profile:sessions.hint')}</p>
      <ul className="rows">
        {sessions.map((session) => (
          <li key={session.id} className="row row-between">
            <div>
              <b>{deviceText(t, session.userAgent)}</b>
              {session.current ? <span className="quiet"> · {t('profile:sessions.current')}</span> : null}
              <div className="quiet small tabular">
                {session.ip} ·{' '}
                {t('profile:sessions.since', { moment: formatDateTime(session.createdAt, locale) })}
              </div>
              <div className="quiet small tabular">
                {t('profile:sessions.lastSeen')}: {formatDateTime(session.seenAt, locale)}
                {session.remembered ? ` · ${t('profile:sessions.remembered')}` : ''}
              </div>
            </div>
            {session.current ? null : (
              <PostButton action={`/profile/sessions/${session.id}/end`} nonce={formNonce} small>
                {t('profile:sessions.end')}
              </PostButton>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <div className="danger">
          <ConfirmPanel
            trigger={t('profile:sessions.endOthers')}
            title={t('profile:sessions.endOthers')}
            consequence={t('profile:password.hint')}
            action="/profile/sessions/end"
            nonce={formNonce}
            id="others"
          />
        </div>
      ) : null}
    </Panel>
  )
}
