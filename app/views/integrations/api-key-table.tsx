import type { ApiScope } from '#app/domain/kernel/roles.ts'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { RowMenu } from '#app/ui/form/row-menu.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime } from '#locales/format.ts'

export interface ApiKeyRow {
  publicId: string
  name: string
  company: { id: number; name: string } | null
  isTest: boolean
  scopes: ApiScope[]
  /** Null: all. */
  stations: string[] | null
  status: 'active' | 'expired' | 'revoked'
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
  /** Of the page of its product codes; null: nobody here sees them. */
  productsHref: string | null
}

/** `base` is the page of the list: the actions are below it. Without `mayManage` it is for reading only. */
export function ApiKeyTable(props: { keys: readonly ApiKeyRow[]; base: string; mayManage: boolean }) {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('integrations:field.name')}</th>
      <th scope="col">{t('integrations:field.scopes')}</th>
      <th scope="col">{t('integrations:field.used')}</th>
      <th scope="col">{t('integrations:field.expires')}</th>
      <th scope="col">{t('integrations:field.status')}</th>
      <th scope="col">{t('integrations:actions')}</th>
    </>
  )
  return (
    <Table label={t('integrations:title')} head={head}>
      {props.keys.map((key) => (
        <tr key={key.publicId}>
          <td className="main">
            {key.productsHref ? <a href={key.productsHref}>{key.name}</a> : <bdi>{key.name}</bdi>}
            <div className="quiet small">
              {key.publicId}
              {key.isTest ? ` · ${t('integrations:test')}` : ''}
            </div>
            <Owner {...key} />
          </td>
          <td data-label={t('integrations:field.scopes')}>
            {key.scopes.map((scope) => t(`integrations:scope.${scope}`)).join(', ')}
          </td>
          <td data-label={t('integrations:field.used')} className="tabular">
            {key.lastUsedAt ? formatDateTime(key.lastUsedAt, locale) : t('integrations:never')}
          </td>
          <td data-label={t('integrations:field.expires')} className="tabular">
            {key.expiresAt ? formatDateTime(key.expiresAt, locale) : t('integrations:noEnd')}
          </td>
          <td className="state">
            <span className={badges.company[key.status === 'active' ? 'active' : 'closed']}>
              {t(`integrations:status.${key.status}`)}
            </span>
          </td>
          {props.mayManage && key.status === 'active' ? (
            <td className="menu-cell">
              <KeyActions base={props.base} publicId={key.publicId} name={key.name} />
            </td>
          ) : (
            <td className="narrow-hide" />
          )}
        </tr>
      ))}
    </Table>
  )
}

function Owner({ company, stations }: Pick<ApiKeyRow, 'company' | 'stations'>) {
  const { t } = useWords()
  const where = company?.name ?? stations?.join(', ') ?? t('integrations:allStations')
  return <div className="small">{where}</div>
}

function KeyActions({ base, publicId, name }: { base: string; publicId: string; name: string }) {
  const { t } = useWords()
  const nonce = useRoot().formNonce
  const named = `${name} (${publicId})`
  return (
    <RowMenu label={t('common:actionsOf', { name })}>
      <ConfirmPanel
        trigger={t('integrations:replace')}
        heading="h2"
        title={t('integrations:replaceQuestion', { name: named })}
        consequence={t('integrations:replaceAbout')}
        action={`${base}/${publicId}/replace`}
        nonce={nonce}
        id={`replace-${publicId}`}
        look="quiet"
        small
      />
      <ConfirmPanel
        trigger={t('integrations:revoke')}
        heading="h2"
        title={t('integrations:revokeQuestion', { name: named })}
        consequence={t('integrations:revokeAbout')}
        action={`${base}/${publicId}/revoke`}
        nonce={nonce}
        id={`revoke-${publicId}`}
        small
      />
    </RowMenu>
  )
}
