/** As much of MySQL's protocol as a proxy needs: where a packet ends, and which statement it asks for. */

const HEADER = 4
const COM_QUERY = 0x03
const COM_STMT_PREPARE = 0x16

/** Cuts a stream of bytes into packets: three bytes of length (little-endian), a sequence number, the payload. */
export class PacketReader {
  #rest: Buffer = Buffer.alloc(0)

  /** @returns the packets that are complete by now, with their headers. */
  read(chunk: Buffer): Buffer[] {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    const packets: Buffer[] = []
    for (;;) {
      const length = this.#rest.length < HEADER ? Infinity : HEADER + this.#rest.readUIntLE(0, 3)
      if (this.#rest.length < length) return packets
      packets.push(this.#rest.subarray(0, length))
      this.#rest = this.#rest.subarray(length)
    }
  }
}

/** The SQL of a client's packet; undefined for the handshake and for what is no statement. */
export function statementIn(packet: Buffer): string | undefined {
  // A command begins a new exchange, so its sequence number is 0; what belongs to the handshake has a higher one.
  const command = packet[HEADER]
  if (packet[3] !== 0 || (command !== COM_QUERY && command !== COM_STMT_PREPARE)) return undefined
  return packet.subarray(HEADER + 1).toString('utf8')
}
