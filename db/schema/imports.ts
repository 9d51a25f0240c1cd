import type { Generated } from 'kysely'
import type { CreatedAt, JsonText } from './columns.ts'

export type RegisterKind = 'companies' | 'cards' | 'coupons' | 'transactions' | 'stations' | 'payments'

export type ImportStatus =
  | 'queued'
  | 'checking'
  | 'checked'
  | 'committing'
  | 'committed'
  | 'discarded'
  | 'failed'
  | 'undoing'
  | 'undone'

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
  /** Of an earlier release; now it is sealed. */
  detected: JsonText | null
  /** How the file was read, with samples of its cells. */
  detected_ciphertext: Buffer | null
  detected_key_id: string | null
  /** What a person decided: answers, rows to leave out, the header's row. */
  choices: JsonText | null
  rows_total: Generated<number>
  rows_done: Generated<number>
  rows_new: Generated<number>
  rows_changed: Generated<number>
  rows_same: Generated<number>
  rows_faulty: Generated<number>
  faults_total: Generated<number>
  rows_left_out: Generated<number>
  /** The rows without faults come in; the others are left for a file. */
  good_only: Generated<0 | 1>
  failure: string | null
  created_by: number | null
  /** Of the system that sent it through the API. */
  integration_id: Generated<number | null>
  committed_by: number | null
  /** Claims since somebody last asked for work: a file that kills its worker is given up. */
  attempts: Generated<number>
  lease_until: Date | null
  lease_token: Buffer | null
  created_at: CreatedAt
  checked_at: Date | null
  committed_at: Date | null
  undone_by: number | null
  undone_at: Date | null
}

/** The uploaded file in encrypted pieces: it may hold QR payloads; gone once the import ends. */
export interface ImportChunksTable {
  import_id: number
  position: number
  ciphertext: Buffer
  key_id: string
}

/** Of imports that an earlier release checked; now they are sealed, in `import_fault_batches`. */
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

/** What each row of an import does and did, some hundred rows at a time, compressed and encrypted. */
export interface ImportBatchesTable {
  import_id: number
  position: number
  rows_new: number
  rows_changed: number
  rows_same: number
  rows_left_out: number
  ciphertext: Buffer
  key_id: string
}

/** Faulty rows of a file with what is wrong with each, some thousands at a time, compressed and encrypted. */
export interface ImportFaultBatchesTable {
  import_id: number
  position: number
  rows_faulty: number
  ciphertext: Buffer
  key_id: string
}

/** A sender's layout, known by the titles of its columns. */
export interface ImportMappingsTable {
  kind: RegisterKind
  signature: Buffer
  mapping: JsonText
  choices: JsonText | null
  created_by: number | null
  created_at: CreatedAt
}

export interface ImportsTables {
  imports: ImportsTable
  import_chunks: ImportChunksTable
  import_faults: ImportFaultsTable
  import_fault_batches: ImportFaultBatchesTable
  import_mappings: ImportMappingsTable
  import_batches: ImportBatchesTable
}
