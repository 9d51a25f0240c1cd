export const userStates = ['active', 'blocked', 'disabled'] as const
/** `blocked` by bad passwords, which a reset lifts; `disabled` by staff, which it does not and which weighs more. */
export type UserState = (typeof userStates)[number]

export function userState(user: { disabled: boolean; blocked: boolean }): UserState {
  if (user.disabled) return 'disabled'
  return user.blocked ? 'blocked' : 'active'
}
