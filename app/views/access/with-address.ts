/** A page before sign-in with the address filled in. */
export function withAddress(path: string, email: string): string {
  return email ? `${path}?email=${encodeURIComponent(email)}` : path
}
