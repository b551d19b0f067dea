// Asks a server over plain sockets that are kept and used again: as many as are needed at a time.
import { connect, type Socket } from 'node:net';
import { AnswerReader, type ReadAnswer } from '../answer-reader.ts';

export class SocketPool {
  readonly #origin: URL;
  readonly #timeoutMs: number;
  readonly #idle: Connection[] = [];
  readonly #open = new Set<Connection>();

  constructor(origin: string, timeoutMs: number) {
    this.#origin = new URL(origin);
    this.#timeoutMs = timeoutMs;
  }

  /** A kept connection that the server has just closed is replaced, as clients do. Rejects with what went wrong with a new one. */
  async ask(path: string): Promise<ReadAnswer> {
    const request = `GET ${path} HTTP/1.1\r\nHost: ${this.#origin.host}\r\n\r\n`;
    const kept = this.#idle.pop();
    if (kept !== undefined) {
      try {
        return await this.#askOver(kept, request);
      } catch (error) {
        if (kept.hasHeard) throw error;
      }
    }
    return this.#askOver(this.#connect(), request);
  }

  async #askOver(connection: Connection, request: string): Promise<ReadAnswer> {
    const answered = await connection.ask(request);
    if (connection.isOpen && answered.staysOpen) this.#idle.push(connection);
    return answered;
  }

  close(): void {
    for (const connection of this.#open) connection.end();
  }

  #connect(): Connection {
    const socket = connect(Number(this.#origin.port), this.#origin.hostname).setNoDelay();
    const connection = new Connection(socket, this.#timeoutMs);
    this.#open.add(connection);
    socket.once('close', () => {
      this.#open.delete(connection);
      const at = this.#idle.indexOf(connection);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    return connection;
  }
}

/** One request at a time. */
class Connection {
  isOpen = true;
  /** Whether an answer to the present request has begun, or its time is up. */
  hasHeard = false;
  readonly #socket: Socket;
  readonly #reader = new AnswerReader();
  #waiting: { resolve: (answered: ReadAnswer) => void; reject: (error: Error) => void } | null = null;

  constructor(socket: Socket, timeoutMs: number) {
    this.#socket = socket;
    socket.setTimeout(timeoutMs, () => {
      this.hasHeard = true;
      if (this.#waiting !== null) socket.destroy(new Error('no answer in time'));
    });
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('closed')));
  }

  ask(request: string): Promise<ReadAnswer> {
    this.hasHeard = false;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  end(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.hasHeard = true;
    const answered = this.#reader.take(chunk);
    if (answered === null) return;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve(answered);
  }

  #fail(error: Error): void {
    this.isOpen = false;
    this.#waiting?.reject(error);
    this.#waiting = null;
  }
}
