import type { Socket } from 'node:net'

/** Two ends of a proxy: when one goes, the other goes with it; both are in `open` as long as they live. */
export function tieSockets(one: Socket, other: Socket, open: Set<Socket>): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    open.add(from)
    from.on('error', () => to.destroy())
    from.on('close', () => {
      open.delete(from)
      to.destroy()
    })
  }
}
