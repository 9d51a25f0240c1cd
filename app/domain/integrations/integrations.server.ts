import { record } from '#app/domain/audit/audit.server.ts'
import { findCompanyByBin } from '#app/domain/companies/companies.server.ts'
import { DAY_MS } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { cursorsOf, type PageCursors, readPageById } from '#app/domain/kernel/page.server.ts'
import { LONG_PAGE_SIZE } from '#app/domain/kernel/page-size.ts'
import { requireOwnKeys, requireRight } from '#app/domain/kernel/rights.ts'
import type { ApiScope } from '#app/domain/kernel/roles.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { findStationsByCodes } from '#app/domain/stations/stations.server.ts'
import {
  type ApiKeyRow,
  type ApiKeySelection,
  hasActiveKey,
  insertApiKey,
  insertIntegration,
  selectApiKey,
  selectApiKeys,
  updateApiKeyExpiry,
  updateApiKeyRevoked,
} from '#db/queries/integrations/integrations.ts'
import type { PageRequest } from '#db/sql/page-request.ts'
import type { NewApiKey, NewOwnApiKey } from './integrations.input.server.ts'
import type { ApiKey } from './integrations.ts'
import { isPublicId, newKeyText, newPublicId } from './key-text.server.ts'
import { findOrCreateSandbox } from './sandbox.server.ts'
import { scopesIn, stationsOfKey, textOfScopes, textOfStations } from './stored.ts'

/** For so long a key works beside the one that replaces it. */
const REPLACED_HOURS = 24
const EVERYBODYS: ApiKeySelection = { companyId: undefined }

export interface CreatedApiKey {
  /** Shown once; nobody can read it again. */
  key: string
  publicId: string
  name: string
}

/**
 * A key for a system of a station, a processor or a client, with an integration of its own.
 * @throws DomainError company_not_found, station_not_found, scope_needs_company
 */
export async function createApiKey(ctx: Context, input: NewApiKey): Promise<CreatedApiKey> {
  requireRight(ctx, 'manage_api_keys')
  const isTest = input.test === true
  const company = input.company ? await findCompanyByBin(ctx, input.company) : null
  if (isTest && company && company.is_test !== 1) reject('not_a_test_company', { field: 'company' })
  if (!isTest && company?.is_test === 1) reject('only_test_keys', { field: 'company' })
  const known = await findStationsByCodes(ctx, input.stations)
  if (input.stations.some((code) => !known.some((station) => station.code === code)))
    reject('station_not_found', { field: 'stations' })
  if (!isTest && !company && input.scopes.includes('manage'))
    reject('scope_needs_company', { field: 'company' })
  return transact(ctx, async (ctx) => {
    const companyId = isTest ? await findOrCreateSandbox(ctx) : (company?.id ?? null)
    return insertKey(ctx, { ...input, companyId, isTest })
  })
}

/** A key for a system of the owner's own company. */
export function createOwnApiKey(ctx: Context, input: NewOwnApiKey): Promise<CreatedApiKey> {
  const companyId = requireOwnKeys(ctx)
  return transact(ctx, (ctx) => insertKey(ctx, { ...input, companyId, stations: [], isTest: false }))
}

/** Everybody's, the newest first. */
export async function listApiKeys(ctx: Context, cursor?: string | undefined): Promise<ApiKeyPage> {
  requireRight(ctx, 'see_api_keys')
  return pageOf(ctx, EVERYBODYS, cursor)
}

/** Those of the owner's company, whoever made them. */
export async function listOwnApiKeys(ctx: Context, cursor?: string | undefined): Promise<ApiKeyPage> {
  return pageOf(ctx, { companyId: requireOwnKeys(ctx) }, cursor)
}

/** At once, on every node: each request reads the key anew. @throws DomainError api_key_not_found */
export function revokeApiKey(ctx: Context, publicId: string): Promise<ApiKey> {
  requireRight(ctx, 'manage_api_keys')
  return revoke(ctx, publicId, EVERYBODYS)
}

/** @throws DomainError api_key_not_found */
export function revokeOwnApiKey(ctx: Context, publicId: string): Promise<ApiKey> {
  return revoke(ctx, publicId, { companyId: requireOwnKeys(ctx) })
}

/**
 * Another key for the same system. The old one works for a day more, so that the system can be changed over without a
 * pause.
 * @throws DomainError api_key_not_found, api_key_ended
 */
export function replaceApiKey(ctx: Context, publicId: string): Promise<CreatedApiKey> {
  requireRight(ctx, 'manage_api_keys')
  return replace(ctx, publicId, EVERYBODYS)
}

/** @throws DomainError api_key_not_found, api_key_ended */
export function replaceOwnApiKey(ctx: Context, publicId: string): Promise<CreatedApiKey> {
  return replace(ctx, publicId, { companyId: requireOwnKeys(ctx) })
}

/** For `doctor`: whether a key of the retailer's own, no test key, opens it. */
export function hasActiveKeyOf(db: Context['db'], scope: ApiScope): Promise<boolean> {
  return hasActiveKey(db, scope)
}

export interface ApiKeyPage extends PageCursors {
  keys: ApiKey[]
}

interface KeyToInsert {
  name: string
  companyId: number | null
  isTest: boolean
  scopes: readonly ApiScope[]
  stations: readonly string[]
  days?: number | undefined
}

async function insertKey(ctx: Context, input: KeyToInsert): Promise<CreatedApiKey> {
  const { name, companyId, isTest, stations } = input
  const scopes = textOfScopes(input.scopes)
  const { key, publicId, secretHash } = newKeyText(isTest)
  const integrationId = await insertIntegration(ctx.db, {
    ...{ public_id: newPublicId(), name, company_id: companyId, is_test: isTest ? 1 : 0 },
    ...{ scopes, stations: textOfStations(stations) },
  })
  const expires_at = input.days ? new Date(ctx.now.getTime() + input.days * DAY_MS) : null
  const id = await insertApiKey(ctx.db, {
    ...{ integration_id: integrationId, public_id: publicId, secret_hash: secretHash, expires_at },
  })
  const data = { name, publicId, scopes: scopes.split(' '), stations: [...stations] }
  await record(ctx, 'api_key.created', { kind: 'api_key', id, companyId }, data)
  return { key, publicId, name }
}

function replace(ctx: Context, publicId: string, selection: ApiKeySelection): Promise<CreatedApiKey> {
  return transact(ctx, async (ctx) => {
    const old = await readApiKey(ctx, publicId, selection)
    const lifetime = old.expires_at && old.expires_at.getTime() - old.created_at.getTime()
    if (!(await updateApiKeyExpiry(ctx.db, old.id, REPLACED_HOURS))) reject('api_key_ended')
    const { key, publicId: newId, secretHash } = newKeyText(old.is_test === 1)
    const id = await insertApiKey(ctx.db, {
      ...{ integration_id: old.integration_id, public_id: newId, secret_hash: secretHash },
      expires_at: lifetime ? new Date(ctx.now.getTime() + lifetime) : null,
    })
    const { name, company_id: companyId } = old
    const data = { name, publicId: newId, replaces: publicId }
    await record(ctx, 'api_key.replaced', { kind: 'api_key', id, companyId }, data)
    return { key, publicId: newId, name }
  })
}

/** @throws DomainError api_key_not_found */
async function readApiKey(ctx: Context, publicId: string, selection: ApiKeySelection): Promise<ApiKeyRow> {
  // The column is ASCII; whatever else stands in an address is nobody's.
  if (!isPublicId(publicId)) reject('api_key_not_found')
  return (await selectApiKey(ctx.db, publicId, selection)) ?? reject('api_key_not_found')
}

function revoke(ctx: Context, publicId: string, selection: ApiKeySelection): Promise<ApiKey> {
  return transact(ctx, async (ctx) => {
    const row = await readApiKey(ctx, publicId, selection)
    const { id, company_id: companyId, name } = row
    if (await updateApiKeyRevoked(ctx.db, id))
      await record(ctx, 'api_key.revoked', { kind: 'api_key', id, companyId }, { name, publicId })
    return keyOf(row, ctx.now)
  })
}

async function pageOf(
  ctx: Context,
  selection: ApiKeySelection,
  cursor: string | undefined,
): Promise<ApiKeyPage> {
  const read = (request: PageRequest) => selectApiKeys(ctx.db, selection, request)
  const page = await readPageById({ cursor, read, size: LONG_PAGE_SIZE })
  return { keys: page.rows.map((row) => keyOf(row, ctx.now)), ...cursorsOf(page) }
}

function keyOf(row: ApiKeyRow, now: Date): ApiKey {
  const { company_id: companyId, expires_at: expiresAt, revoked_at: revokedAt } = row
  const isExpired = expiresAt !== null && expiresAt <= now
  return {
    publicId: row.public_id,
    name: row.name,
    company: companyId === null ? null : { id: companyId, name: row.company_name ?? '' },
    isTest: row.is_test === 1,
    scopes: scopesIn(row.scopes),
    stations: stationsOfKey(row.stations),
    createdAt: row.created_at,
    expiresAt,
    revokedAt,
    lastUsedAt: row.last_used_at,
    status: revokedAt ? 'revoked' : isExpired ? 'expired' : 'active',
  }
}
