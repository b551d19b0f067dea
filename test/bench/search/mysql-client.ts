// Just enough of MySQL's protocol to ask Sphinx, which speaks it: a query at a time, rows as text. Nothing for a real
// database: no passwords, no long packets. Source: MySQL Internals, "Client/Server Protocol", protocol 4.1.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const HEADER_BYTES = 4;
/** Protocol 4.1, secure connection. */
const CAPABILITIES = 0x0000_8200;
const MAX_PACKET = 1 << 24;
const UTF8 = 33;
const COM_QUERY = 3;
const EOF_MARK = 0xfe;
const ERROR_MARK = 0xff;

/** A connection to a server on this machine. */
export class MySqlClient {
  readonly #socket: Socket;
  #bytes: Buffer = Buffer.alloc(0);
  readonly #waiting: ((packet: Buffer) => void)[] = [];

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#take(chunk));
  }

  /** Rejects when nobody listens. */
  static async connect(port: number): Promise<MySqlClient> {
    const socket = connect(port, '127.0.0.1').setNoDelay();
    await once(socket, 'connect');
    const client = new MySqlClient(socket);
    await client.#next();
    const answer = Buffer.alloc(4 + 4 + 1 + 23 + 2);
    answer.writeUInt32LE(CAPABILITIES, 0);
    answer.writeUInt32LE(MAX_PACKET, 4);
    answer.writeUInt8(UTF8, 8);
    client.#send(answer, 1);
    await client.#next();
    return client;
  }

  /** The rows, every value as text. @throws Error with the server's message */
  async query(statement: string): Promise<readonly (readonly string[])[]> {
    const question = Buffer.from(statement);
    this.#send(Buffer.concat([Buffer.from([COM_QUERY]), question]), 0);
    const head = await this.#next();
    if (head[0] === ERROR_MARK) throw new Error(`${head.toString('utf8', 9)}: ${statement}`);
    for (let packet = await this.#next(); !isEnd(packet); ) packet = await this.#next();
    const rows: (readonly string[])[] = [];
    for (let packet = await this.#next(); !isEnd(packet); packet = await this.#next())
      rows.push(valuesOf(packet));
    return rows;
  }

  close(): void {
    this.#socket.destroy();
  }

  #send(body: Buffer, sequence: number): void {
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUIntLE(body.length, 0, 3);
    header.writeUInt8(sequence, 3);
    this.#socket.write(Buffer.concat([header, body]));
  }

  readonly #packets: Buffer[] = [];

  #next(): Promise<Buffer> {
    const packet = this.#packets.shift();
    return packet === undefined
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(packet);
  }

  #take(chunk: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    while (this.#bytes.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + this.#bytes.readUIntLE(0, 3);
      if (this.#bytes.length < end) return;
      const packet = this.#bytes.subarray(HEADER_BYTES, end);
      this.#bytes = this.#bytes.subarray(end);
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#packets.push(packet);
      else waiting(packet);
    }
  }
}

function isEnd(packet: Buffer): boolean {
  return packet[0] === EOF_MARK && packet.length < 9;
}

/** Values with their lengths before them; those of Sphinx are short but for texts, which it has none of. */
function valuesOf(packet: Buffer): readonly string[] {
  const values: string[] = [];
  for (let at = 0; at < packet.length; ) {
    const length = packet[at] ?? 0;
    values.push(packet.toString('utf8', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return values;
}
