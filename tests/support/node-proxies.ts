import { connect, createServer, type Server, type Socket } from 'node:net'
import { tieSockets } from './tied-sockets.ts'

/** How a node of the cluster behaves. */
export type Health =
  | 'well'
  /** Takes no connection, and breaks those that are open: the process is dead. */
  | 'dead'
  /** Takes connections, and nothing comes through any more: packets are dropped. */
  | 'silent'
  /** In a minority: every statement but SET is refused with 1047. */
  | 'without quorum'
  /** Cut off a moment ago: a read that waits for the others fails, and SHOW says that all is well. */
  | 'out of step'
  /** A COMMIT takes effect, and is answered with 1180 as by a node that loses its quorum meanwhile. */
  | 'unsure of commits'
  /** A COMMIT takes effect, and the connection breaks before the answer. */
  | 'losing commits'

export interface NodeProxy {
  port: number
  /** Statements that came through, in order. */
  statements: string[]
  become: (health: Health) => Promise<void>
}

export interface NodeProxies {
  /** DATABASE_URL with every node, in their order. */
  url: string
  nodes: NodeProxy[]
  stop: () => Promise<void>
}

/** Several ways on TCP to the one database of the tests, each of which plays a node of a cluster. */
export async function startNodeProxies(databaseUrl: string, count: number): Promise<NodeProxies> {
  const url = new URL(databaseUrl)
  const socketPath = url.searchParams.get('socketPath') ?? ''
  const proxies = await Promise.all(Array.from({ length: count }, () => startNodeProxy(socketPath)))
  const hosts = proxies.map(({ port }) => `127.0.0.1:${port}`).join(',')
  return {
    url: `mysql://root@${hosts}${url.pathname}`,
    nodes: proxies,
    stop: async () => void (await Promise.all(proxies.map((proxy) => proxy.become('dead')))),
  }
}

async function startNodeProxy(socketPath: string): Promise<NodeProxy> {
  let health: Health = 'well'
  const statements: string[] = []
  const sockets = new Set<Socket>()

  const server = createServer((client) => {
    const database = connect(socketPath)
    tieSockets(client, database, sockets)
    let committing = false
    database.on('data', (chunk) => {
      if (health === 'silent') return
      if (committing && health === 'losing commits') return client.destroy()
      if (committing && health === 'unsure of commits') return client.write(refusal(1180))
      committing = false
      client.write(chunk)
    })
    client.on('data', (chunk) => {
      if (health === 'silent') return
      const statement = statementOf(chunk)
      if (statement) statements.push(statement)
      committing = statement === 'commit'
      if (health === 'without quorum' && statement && !/^set /i.test(statement)) client.write(refusal(1047))
      else if (health === 'out of step' && statement && /^select /i.test(statement))
        client.write(refusal(1205))
      else database.write(chunk)
    })
  })
  const port = await listen(server, 0)
  return {
    port,
    statements,
    async become(next) {
      health = next
      if (next !== 'dead') {
        if (!server.listening) await listen(server, port)
        return
      }
      const closed = server.listening ? new Promise((resolve) => server.close(resolve)) : undefined
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

const COM_QUERY = 3

/** The statements of tests fit in one packet, and a packet in one chunk. */
function statementOf(packet: Buffer): string | undefined {
  const first = packet[3] === 0 && packet[4] === COM_QUERY
  return first ? packet.subarray(5).toString('utf8') : undefined
}

/** The protocol's ERR packet, as the answer to a packet with number 0. */
function refusal(code: number): Buffer {
  const words = Buffer.from('#08S01WSREP has not yet prepared node for application use')
  const packet = Buffer.alloc(7 + words.length)
  packet.writeUIntLE(3 + words.length, 0, 3)
  packet[3] = 1
  packet[4] = 0xff
  packet.writeUInt16LE(code, 5)
  words.copy(packet, 7)
  return packet
}
