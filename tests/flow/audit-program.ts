// Writes audit entries in a process of its own, sealing all the while, and names each entry once it is committed.
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { openDatabase } from '../../catalog/storage/index.js';
import { openRecord } from './audit-tree-ground.js';

const [url = '', key = ''] = process.argv.slice(2);
const database = await openDatabase({ url });
const { tree, append } = openRecord(database, [treeKeyFrom(key)]);

async function write(): Promise<void> {
  for (;;) process.stdout.write(`${await append('killed')}\n`);
}
async function seal(): Promise<void> {
  for (;;) await tree.seal();
}
await Promise.all([write(), write(), write(), seal()]);

function treeKeyFrom(text: string) {
  const privateKey = createPrivateKey(Buffer.from(text, 'base64url').toString());
  return { kid: 'tree-key', privateKey, publicKey: createPublicKey(privateKey) };
}
