import { useWords } from '#app/ui/layout/words.ts'

const rules = ['status', 'again', 'error', 'reverse', 'operation', 'units', 'key'] as const

/** What the program of a station has to do with an answer. */
export function PosRules() {
  const { t } = useWords()
  return (
    <section>
      <h2>{t('docs:rules.title')}</h2>
      <ul>
        {rules.map((rule) => (
          <li key={rule}>{t(`docs:rules.${rule}`)}</li>
        ))}
      </ul>
    </section>
  )
}

const webhookRules = ['verify', 'answer', 'once', 'thin'] as const

/** What a system has to do with the messages that it is sent. */
export function WebhookRules() {
  const { t } = useWords()
  return (
    <section id="webhooks">
      <h2>{t('docs:webhooks.title')}</h2>
      <p>{t('docs:webhooks.lead')}</p>
      <ul>
        {webhookRules.map((rule) => (
          <li key={rule}>{t(`docs:webhooks.${rule}`)}</li>
        ))}
      </ul>
    </section>
  )
}

export interface ApiExampleText {
  name: 'hold' | 'complete' | 'redeem' | 'void'
  path: string
  body: string
}

export function ApiExamples({ url, examples }: { url: string; examples: readonly ApiExampleText[] }) {
  const { t } = useWords()
  return (
    <section>
      <h2>{t('docs:examples.title')}</h2>
      <p>{t('docs:examples.lead')}</p>
      {examples.map(({ name, path, body }) => (
        <section key={name}>
          <h3>{t(`docs:examples.${name}`)}</h3>
          <pre className="whitespace-pre-wrap wrap-anywhere">
            {`POST ${url}${path}\nAuthorization: Bearer fckt_…\nContent-Type: application/json\n\n${body}`}
          </pre>
        </section>
      ))}
    </section>
  )
}

export interface ReferenceEntry {
  method: string
  path: string
  scopes: string[]
  summary: string
  fields: { name: string; required: boolean; about: string }[]
}

/** The reference is in English, as the document is. */
export function ApiReference({ rows }: { rows: readonly ReferenceEntry[] }) {
  const { t } = useWords()
  return (
    <section>
      <h2>{t('docs:reference')}</h2>
      {rows.map(({ method, path, scopes, summary, fields }) => (
        <section key={`${method} ${path}`}>
          <h3 className="wrap-anywhere">
            {method} {path}
          </h3>
          <p>
            {summary}. <span className="quiet">{t('docs:scope', { scopes: scopes.join(', ') })}</span>
          </p>
          {fields.length > 0 ? (
            <ul>
              {fields.map(({ name, required, about }) => (
                <li key={name}>
                  <code>{name}</code>
                  {required ? ' *' : ''}
                  {about ? ` — ${about}` : ''}
                </li>
              ))}
            </ul>
          ) : null}
        </section>
      ))}
    </section>
  )
}
