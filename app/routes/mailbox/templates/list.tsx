import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listTemplates } from '#app/domain/mail/mailbox.server.ts'
import { requireLocalMailbox } from '#app/http/session/local-mailbox.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { LetterFrame } from '#app/views/mail/letter-frame.tsx'
import { MailboxTabs } from '#app/views/mail/mailbox-tabs.tsx'
import { localeNames, locales } from '#locales/index.ts'

export const handle: PageHandle = { title: 'admin:mailbox.samples' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireLocalMailbox(request, context)
  return { templates: listTemplates(ctx) }
}

export default function Templates() {
  const { templates } = useLoaderData<typeof loader>()
  const { t, say } = useWords()
  return (
    <>
      <PageHead
        title={t('admin:mailbox.samples')}
        crumbs={[{ label: t('admin:mailbox.title'), href: '/mailbox' }]}
      />
      <MailboxTabs current="samples" />
      <div className="stack">
        {templates.map((template) => (
          <Panel key={template} title={say(`mail:template.${template}`)}>
            <div className="letters">
              {locales.map((locale) => (
                <figure key={locale}>
                  <figcaption>{localeNames[locale]}</figcaption>
                  <LetterFrame
                    src={`/mailbox/templates/${template}/${locale}`}
                    title={`${say(`mail:template.${template}`)}, ${localeNames[locale]}`}
                  />
                </figure>
              ))}
            </div>
          </Panel>
        ))}
      </div>
    </>
  )
}
