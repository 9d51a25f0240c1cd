/** The one look of all letters: tables and inline styles for Outlook, classes for dark mode and phones. */
import type { ReactNode } from 'react'
import { Body, Button, Container, Head, Html, Link, Preview, Section, Text } from 'react-email'
import type { Locale } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'
import { type Brand, css, fontFamily, light, sun } from './brand.ts'
import { LINK_PLACEHOLDER } from './template.ts'

const text = { margin: '0 0 16px', fontFamily, fontSize: '16px', lineHeight: '24px', color: light.ink }
const small = { ...text, margin: '0 0 8px', fontSize: '13px', lineHeight: '20px', color: light.muted }

interface LetterProps {
  t: Translate
  locale: Locale
  brand: Brand
  site: string
  subject: string
  email: string
  lead: string
  children?: ReactNode
}

export function Letter({ t, locale, brand, site, subject, email, lead, children }: LetterProps) {
  return (
    <Html lang={locale}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{subject}</title>
        <style>{css}</style>
      </Head>
      <Body lang={locale} className="m-canvas" style={{ margin: 0, padding: 0 }}>
        <Preview useTitleTag={false}>{lead}</Preview>
        <Section className="m-canvas" style={{ backgroundColor: light.canvas, padding: '24px 8px' }}>
          <Container width={600} style={{ maxWidth: '600px', width: '100%' }}>
            <Section tdClassName="m-pad" style={{ padding: '0 32px 16px' }}>
              <Text className="m-ink" style={{ ...text, margin: 0, fontSize: '20px', fontWeight: 700 }}>
                <span style={{ color: sun }} data-skip-in-text="true">
                  ●&nbsp;
                </span>
                {brand.brandName}
              </Text>
              <Text className="m-muted" style={{ ...small, margin: 0 }}>
                {t('emails:frame.cabinet')}
              </Text>
            </Section>
            <Section
              className="m-surface"
              tdClassName="m-pad"
              style={{
                backgroundColor: light.surface,
                border: `1px solid ${light.line}`,
                borderRadius: '12px',
                padding: '28px 32px 12px',
              }}
            >
              <Text
                className="m-ink"
                style={{ ...text, fontSize: '18px', lineHeight: '26px', fontWeight: 600 }}
              >
                {t('emails:greeting', { email })}
              </Text>
              <Paragraph>{lead}</Paragraph>
              {children}
            </Section>
            <Section tdClassName="m-pad" style={{ padding: '20px 32px 0' }}>
              <Text className="m-muted" style={small}>
                {brand.legalName}
                <br />
                {t('emails:frame.support', { email: brand.supportEmail, phone: brand.supportPhone })}
              </Text>
              <Text className="m-muted" style={small}>
                {t('emails:frame.automatic', { site })}
              </Text>
            </Section>
          </Container>
        </Section>
      </Body>
    </Html>
  )
}

export function Paragraph({ children, strong = false }: { children: ReactNode; strong?: boolean }) {
  return (
    <Text className="m-ink" style={strong ? { ...text, fontWeight: 600 } : text}>
      {children}
    </Text>
  )
}

export function Note({ children }: { children: ReactNode }) {
  return (
    <Text className="m-muted" style={{ ...small, margin: '0 0 16px' }}>
      {children}
    </Text>
  )
}

/** Label and value a line: never a sentence with a name bent into it. */
export function Facts({ facts }: { facts: readonly { label: string; value: string }[] }) {
  return (
    <Section
      className="m-sunken"
      style={{
        backgroundColor: light.sunken,
        border: `1px solid ${light.line}`,
        borderRadius: '8px',
        padding: '12px 16px',
        margin: '0 0 20px',
      }}
    >
      {facts.map(({ label, value }) => (
        <Text key={label} className="m-ink" style={{ ...text, margin: '0 0 2px' }}>
          <span className="m-muted" style={{ color: light.muted }}>
            {label}:
          </span>{' '}
          <Lines text={value} />
        </Text>
      ))}
    </Section>
  )
}

/** Outlook knows no `white-space`. */
function Lines({ text }: { text: string }) {
  const [first, ...rest] = text.split(/\r?\n/)
  if (rest.length === 0) return <>{first}</>
  return (
    <>
      {first}
      <br />
      <Lines text={rest.join('\n')} />
    </>
  )
}

/** The one button of a letter, and the same address to copy for programs that spoil buttons. */
export function Action({
  t,
  label,
  href = LINK_PLACEHOLDER,
}: {
  t: Translate
  label: string
  href?: string
}) {
  return (
    <Section style={{ margin: '8px 0 20px' }}>
      <Button
        href={href}
        className="m-button"
        style={{
          backgroundColor: light.brand,
          color: light.onBrand,
          borderRadius: '8px',
          padding: '14px 28px',
          fontFamily,
          fontSize: '16px',
          fontWeight: 600,
        }}
      >
        {label}
      </Button>
      <Text className="m-muted" data-skip-in-text="true" style={{ ...small, margin: '16px 0 0' }}>
        {t('emails:frame.copyLink')}
        <br />
        <Link href={href} className="m-link" style={{ color: light.link, wordBreak: 'break-all' }}>
          {href}
        </Link>
      </Text>
    </Section>
  )
}
