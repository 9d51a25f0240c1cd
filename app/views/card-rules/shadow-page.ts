/** The page of what a rule in the shadow is tried for. */
export function pageOfShadow({ owner, id }: { owner: 'card' | 'template' | 'group'; id: number }): string {
  if (owner === 'card') return `/cards/${id}/rule`
  return owner === 'template' ? `/rules/${id}` : `/groups/${id}`
}
