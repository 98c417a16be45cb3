// CRX3: a zip with a signature before it. A browser takes it from an organisation's own server, and knows the extension by
// an id that is made of the key.
//
// See: https://chromium.googlesource.com/chromium/src/+/main/components/crx_file/crx3.proto, which is all of the format.

import { createHash, createPrivateKey, createPublicKey, generateKeyPair, sign } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { BuildError, exists } from './steps.mjs';

/** Bits. Of a key that is given at least the first, which is what Chromium makes by itself; a new one has the second. */
const LEAST = 2048;
const NEW = 3072;

/**
 * The key that signs: from `CRX_KEY`, which is a path or the PEM itself, or else the one of this person on this machine,
 * which is made when there is none. Never inside the repository: whoever has it can publish updates of the extension.
 * @returns {Promise<{key: import('node:crypto').KeyObject, id: string, told: string}>} `told` says where it came from
 */
export async function signingKey(environment = process.env) {
  const given = environment.CRX_KEY;
  if (given) {
    const pem = given.includes('-----BEGIN') ? given : await readFile(given, 'utf8').catch(({ code }) => {
      // A typing mistake must not make a new key: it would be another extension.
      throw new BuildError(`CRX_KEY: expected a key in PEM or a file of one, but found ${code}`);
    });
    return { ...known(pem), told: 'with the key of CRX_KEY' };
  }
  const path = join(environment.XDG_CONFIG_HOME || join(homedir(), '.config'), 'curbside', 'crx-key.pem');
  if (await exists(path)) return { ...known(await readFile(path, 'utf8')), told: `with ${path}` };
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: NEW });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, pem, { mode: 0o600, flag: 'wx' });
  await chmod(path, 0o600);
  return { ...known(pem), told: `with a new key, ${path}: keep a copy of it, the extension's id is made of it` };
}

function known(pem) {
  let key;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new BuildError('CRX_KEY: expected a private key in PEM without a password, but found something else');
  }
  // A signature by RSA is the same each time, so that the whole file is; one by an elliptic curve is not.
  if (key.asymmetricKeyType !== 'rsa' || key.asymmetricKeyDetails.modulusLength < LEAST) {
    throw new BuildError(`CRX_KEY: expected an RSA key of at least ${LEAST} bits, but found another`);
  }
  return { key, id: idOf(publicOf(key)) };
}

/** The extension's id: sixteen bytes of the public key's hash, written with letters from a to p. */
export function idOf(publicKey) {
  return [...hashOf(publicKey).toString('hex')].map((digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]).join('');
}

/** The bytes of a CRX3 file with this zip. */
export function crxOf(zip, key) {
  const publicKey = publicOf(key);
  // SignedData { crx_id = 1 }
  const signed = field(1, hashOf(publicKey));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(signed.length);
  const signature = sign('sha256', Buffer.concat([Buffer.from('CRX3 SignedData\0'), size, signed, zip]), key);
  // CrxFileHeader { sha256_with_rsa = 2: AsymmetricKeyProof { public_key = 1, signature = 2 }, signed_header_data = 10000 }
  const proof = Buffer.concat([field(1, publicKey), field(2, signature)]);
  const header = Buffer.concat([field(2, proof), field(10000, signed)]);
  const start = Buffer.alloc(12);
  start.write('Cr24');
  start.writeUInt32LE(3, 4);
  start.writeUInt32LE(header.length, 8);
  return Buffer.concat([start, header, zip]);
}

const publicOf = (key) => createPublicKey(key).export({ type: 'spki', format: 'der' });
const hashOf = (publicKey) => createHash('sha256').update(publicKey).digest().subarray(0, 16);

/** A field of bytes as protobuf writes it: number and kind, length, bytes. */
function field(number, bytes) {
  const DELIMITED = 2;
  return Buffer.concat([varint(number * 8 + DELIMITED), varint(bytes.length), bytes]);
}

function varint(number) {
  const bytes = [];
  for (; number > 127; number = Math.floor(number / 128)) bytes.push((number % 128) | 128);
  return Buffer.from([...bytes, number]);
}
