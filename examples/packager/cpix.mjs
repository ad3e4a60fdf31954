// Prints the keys in cpix.xml as Shaka Packager's --keys takes them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const document = await readFile(join(import.meta.dirname, 'cpix.xml'), 'utf8');
const hex = base64 => Buffer.from(base64, 'base64').toString('hex');
const keys = [...document.matchAll(/<ContentKey kid="([^"]+)"([^>]*)>.*?PlainValue>([^<]+)</gs)].map(([, kid, more, value]) => {
  const iv = more.match(/explicitIV="([^"]+)"/);
  return `label=:key_id=${kid.replaceAll('-', '')}:key=${hex(value)}` + (iv ? `:iv=${hex(iv[1])}` : '');
});
console.log(keys.join(','));
