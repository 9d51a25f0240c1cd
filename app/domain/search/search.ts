import type { HitKind } from '#db/queries/search/hits.ts'

/** What a search finds things of. */
export type { HitKind }
