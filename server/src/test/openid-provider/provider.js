// A provider of OpenID Connect on loopback: npm's oidc-provider with what it demands by itself. Only what has no default
// is set: one client, one account, which claims belong to which scope, and keys.
//
// node provider.js PORT REDIRECT_URI: prints "ready" when it listens. GET /test/rotate gives it other signing keys.
import { createServer } from 'node:http';
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import Provider from 'oidc-provider';

const [port, redirect] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

function signingKey() {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
}

class Memory {
    static rows = new Map();
    constructor(kind) { this.kind = kind; }
    key(id) { return `${this.kind} ${id}`; }
    async upsert(id, payload) { Memory.rows.set(this.key(id), payload); }
    async find(id) { return Memory.rows.get(this.key(id)); }
    async findByUid(uid) {
        return [...Memory.rows].filter(([key]) => key.startsWith(`${this.kind} `)).map(([, row]) => row)
            .find((row) => row.uid === uid);
    }
    async findByUserCode() { return undefined; }
    async destroy(id) { Memory.rows.delete(this.key(id)); }
    async revokeByGrantId(grant) {
        for (const [key, row] of Memory.rows) if (row.grantId === grant) Memory.rows.delete(key);
    }
    async consume(id) { Memory.rows.get(this.key(id)).consumed = Math.floor(Date.now() / 1000); }
}

const secret = randomBytes(16);

function provider() {
    return new Provider(issuer, {
        adapter: Memory,
        clients: [{ client_id: 'licet-dashboard', client_secret: 'a secret: with/signs', redirect_uris: [redirect] }],
        cookies: { keys: [secret.toString('hex')] },
        jwks: { keys: [signingKey()] },
        claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
        findAccount: async (context, id) => ({
            accountId: id,
            claims: async () => ({ sub: id, email: `${id}@example.com`, email_verified: id !== 'mallory', name: id }),
        }),
    });
}

let current = provider();
createServer((request, response) => {
    if (request.url === '/test/rotate') {
        current = provider();
        response.end('rotated');
    } else {
        current.callback()(request, response);
    }
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
