import type { Generated } from 'kysely'
import type { CreatedAt, JsonText } from './columns.ts'

export type RegisterKind = 'companies' | 'cards' | 'coupons' | 'transactions' | 'stations'

export type ImportStatus =
  | 'queued'
  | 'checking'
  | 'checked'
  | 'committing'
  | 'committed'
  | 'discarded'
  | 'failed'

export interface ImportsTable {
  id: Generated<number>
  kind: RegisterKind
  status: ImportStatus
  file_name: string
  file_size: number
  file_sha256: Buffer
  encoding: string | null
  sheet: string | null
  mapping: JsonText | null
  detected: JsonText | null
  rows_total: Generated<number>
  rows_done: Generated<number>
  rows_new: Generated<number>
  rows_changed: Generated<number>
  rows_same: Generated<number>
  rows_faulty: Generated<number>
  faults_total: Generated<number>
  failure: string | null
  created_by: number | null
  committed_by: number | null
  /** Claims since somebody last asked for work: a file that kills its worker is given up. */
  attempts: Generated<number>
  lease_until: Date | null
  lease_token: Buffer | null
  created_at: CreatedAt
  checked_at: Date | null
  committed_at: Date | null
}

/** The uploaded file in encrypted pieces: it may hold QR payloads; gone once the import ends. */
export interface ImportChunksTable {
  import_id: number
  position: number
  ciphertext: Buffer
  key_id: string
}

export interface ImportFaultsTable {
  id: Generated<number>
  import_id: number
  row_number: number
  field: string | null
  column_name: string | null
  code: string
  params: JsonText
  /** The faulty row as it was read, without secrets, for the fault file. */
  cells: JsonText | null
}

export interface ImportMappingsTable {
  kind: RegisterKind
  signature: Buffer
  mapping: JsonText
  created_by: number | null
  created_at: CreatedAt
}

export interface ImportsTables {
  imports: ImportsTable
  import_chunks: ImportChunksTable
  import_faults: ImportFaultsTable
  import_mappings: ImportMappingsTable
}
