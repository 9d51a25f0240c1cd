import type { Generated } from 'kysely'
import type { CreatedAt, Flag } from './columns.ts'

export interface AnnouncementsTable {
  id: Generated<number>
  title_en: string
  title_ru: string
  title_kk: string
  text_en: string
  text_ru: string
  text_kk: string
  starts_at: Date
  ends_at: Date
  /** 0: for the companies in `announcement_companies`. */
  for_all: Flag
  created_at: CreatedAt
}

export interface AnnouncementCompaniesTable {
  announcement_id: number
  company_id: number
}

export interface AnnouncementReadsTable {
  announcement_id: number
  user_id: number
  read_at: CreatedAt
}

export interface AnnouncementsTables {
  announcements: AnnouncementsTable
  announcement_companies: AnnouncementCompaniesTable
  announcement_reads: AnnouncementReadsTable
}
