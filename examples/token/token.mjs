// Asks Licet for a license token: node token.mjs wv kid=… contentKey=… securityLevel=1 hdcpOutputControl=0

/** The address that the player redeems the token at. */
export async function licenseUrl(server, authenticator, system, parameters) {
  const response = await fetch(`${server}/hms/${system}/token`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${authenticator}` },
    body: new URLSearchParams({ ...parameters, errorFormat: 'json' }),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  // {"code":-4018,"message":"[-4018] Missing kid","requestId":"…"}
  if (response.status !== 200) throw new Error(text);
  return text;
}

const [system, ...pairs] = process.argv.slice(2);
const parameters = Object.fromEntries(pairs.map((pair) => [pair.split('=', 1)[0], pair.slice(pair.indexOf('=') + 1)]));
try {
  console.log(await licenseUrl(process.env.LICET_URL, process.env.LICET_AUTHENTICATOR, system, parameters));
} catch (refused) {
  console.error(refused.message);
  process.exitCode = 1;
}
