// Records in IndexedDB, in the extension's own origin. The background is the only one who writes; pages of ours read.
//
// What `append` has promised is on the disk: the transaction asks for strict durability, and only its end fulfils the
// promise. A record that is told twice (the page did not hear the answer) is stored once.

import { NOTHING_BEFORE, hash } from './record.js';

const NAME = 'audit';
const VERSION = 1;

/** Most records that are kept, whatever the retention says: a page that is made to object for ever fills no disk. */
export const MOST = 200_000;

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const ended = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('given up', 'AbortError'));
  });

/** Opens the store. `indexedDB` may refuse (BROWSER: Firefox that never remembers history): then this rejects. */
export async function openStore(factory = indexedDB) {
  const request = factory.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    const records = request.result.createObjectStore('records', { keyPath: 'seq' });
    records.createIndex('id', 'id', { unique: true });
    records.createIndex('time', 'time');
    request.result.createObjectStore('meta');
  };
  return new Store(await done(request));
}

export class Store {
  #db;
  #waiting = [];
  #writing = null;

  constructor(db) {
    this.#db = db;
    // Another version wants in: whoever holds on would block it for ever.
    db.onversionchange = () => db.close();
  }

  close() {
    this.#db.close();
  }

  /** A number that tells installations apart and says nothing else; drawn once, gone with the records. */
  async install() {
    const known = await this.meta('install');
    if (known) return known;
    const transaction = this.#db.transaction('meta', 'readwrite', { durability: 'strict' });
    const meta = transaction.objectStore('meta');
    const there = await done(meta.get('install'));
    const drawn = there ?? crypto.randomUUID();
    meta.put(drawn, 'install');
    await ended(transaction);
    return drawn;
  }

  meta(key) {
    return done(this.#db.transaction('meta').objectStore('meta').get(key));
  }

  async setMeta(values) {
    const transaction = this.#db.transaction('meta', 'readwrite', { durability: 'strict' });
    for (const [key, value] of Object.entries(values)) transaction.objectStore('meta').put(value, key);
    await ended(transaction);
  }

  /** Stores a record behind the last one. Fulfilled when it is safe. */
  append(record) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ record, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  // All that wait go in with one transaction: a text with twenty findings costs one look at the disk.
  async #write() {
    while (this.#waiting.length) {
      const batch = this.#waiting.splice(0, 500);
      try {
        await this.#writeAll(batch.map(({ record }) => record));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#writing = null;
  }

  async #writeAll(records) {
    const head = (await this.meta('head')) ?? { seq: 0, hash: NOTHING_BEFORE };
    let { seq, hash: previous } = head;
    const chained = [];
    const known = await this.#known(records);
    // A transaction ends while one waits for a hash, so the hashes come first and the place is looked at again.
    for (const record of records) {
      if (known.has(record.id)) continue;
      known.add(record.id);
      const linked = { ...record, seq: (seq += 1), previous };
      chained.push(linked);
      previous = await hash(linked);
    }
    if (!chained.length) return;
    const transaction = this.#db.transaction(['records', 'meta'], 'readwrite', { durability: 'strict' });
    const end = ended(transaction);
    const now = (await done(transaction.objectStore('meta').get('head'))) ?? { seq: 0, hash: NOTHING_BEFORE };
    if (now.hash !== head.hash) {
      transaction.abort();
      await end.catch(() => {});
      return this.#writeAll(records);
    }
    for (const record of chained) transaction.objectStore('records').add(record);
    transaction.objectStore('meta').put({ seq, hash: previous }, 'head');
    await end;
  }

  async #known(records) {
    const index = this.#db.transaction('records').objectStore('records').index('id');
    const found = await Promise.all(records.map(({ id }) => done(index.getKey(id))));
    return new Set(records.filter((_, at) => found[at] !== undefined).map(({ id }) => id));
  }

  /** The last record's place and hash; what a report of it elsewhere makes provable. */
  async head() {
    return (await this.meta('head')) ?? { seq: 0, hash: NOTHING_BEFORE };
  }

  /** Up to `most` records behind `seq`, oldest first. */
  after(seq, most) {
    return done(this.#db.transaction('records').objectStore('records').getAll(IDBKeyRange.lowerBound(seq, true), most));
  }

  /** All records since `time` (ISO 8601, UTC), oldest first. */
  async since(time = '') {
    const records = await done(this.#db.transaction('records').objectStore('records').getAll());
    return time ? records.filter((record) => record.time >= time) : records;
  }

  /**
   * Forgets the oldest records: those from before `time`, and what is more than `MOST`. Only from the beginning, so that
   * what is left is one unbroken piece of the chain; a record with an older time behind a younger one (a clock that was
   * set back) waits for its turn. How many went.
   */
  async prune(time, most = MOST) {
    const transaction = this.#db.transaction('records', 'readwrite');
    const records = transaction.objectStore('records');
    let tooMany = (await done(records.count())) - most;
    let gone = 0;
    await new Promise((resolve, reject) => {
      const walk = records.openCursor();
      walk.onerror = () => reject(walk.error);
      walk.onsuccess = () => {
        const cursor = walk.result;
        if (!cursor || (cursor.value.time >= time && tooMany <= 0)) return resolve();
        cursor.delete();
        gone += 1;
        tooMany -= 1;
        cursor.continue();
      };
    });
    await ended(transaction);
    return gone;
  }
}
