import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** How long a connection waits for somebody who listens; a process that is being replaced takes a second or two. */
const PATIENCE_MS = 200

/**
 * What stands before the web processes: one port, and each new connection goes to the next process that listens. It
 * knows nothing of HTTP and repeats nothing, so what a process drops, a person loses.
 */
export class Balancer {
  readonly #server = createServer((client) => void this.#serve(client))
  readonly #sockets = new Set<Socket>()
  #turn = 0
  /** Of the processes that may get connections. */
  readonly ports: number[] = []

  static async start(): Promise<Balancer> {
    const balancer = new Balancer()
    await new Promise<void>((resolve) => balancer.#server.listen(0, '127.0.0.1', resolve))
    return balancer
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  async #serve(client: Socket): Promise<void> {
    this.#keep(client)
    client.pause()
    for (const last = Date.now() + PATIENCE_MS; !client.destroyed && Date.now() < last; await sleep(20)) {
      for (let tries = this.ports.length; tries > 0; tries--) {
        const port = this.ports[this.#turn++ % this.ports.length]
        const server = port === undefined ? undefined : await open(port)
        if (!server) continue
        this.#keep(server)
        client.pipe(server).pipe(client)
        client.on('close', () => server.destroy())
        server.on('close', () => client.end())
        return
      }
    }
    client.destroy()
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#sockets.delete(socket))
  }
}

function open(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(undefined))
  })
}
