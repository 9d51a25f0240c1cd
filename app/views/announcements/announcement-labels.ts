import type { AnnouncementState } from '#app/domain/announcements/announcements.ts'
import type { Translate } from '#locales/translate.ts'

export function announcementLabels(t: Translate): Record<AnnouncementState, string> {
  return {
    planned: t('announcements:status.planned'),
    shown: t('announcements:status.shown'),
    over: t('announcements:status.over'),
  }
}
