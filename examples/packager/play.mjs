// Plays out/NAME in a headless Chromium, with a Clear Key token that names the key id alone.
//
//   LICET_URL=http://localhost:8080 LICET_AUTHENTICATOR=201722,… node play.mjs NAME
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const here = import.meta.dirname;
const name = process.argv[2];
const folder = join(here, 'out', basename(name));
const licet = process.env.LICET_URL ?? 'http://localhost:8080';
const browser = process.env.CHROMIUM ?? 'chromium';
const LONGEST = 90_000;

async function token() {
  const manifest = await readFile(join(folder, 'manifest.mpd'), 'utf8');
  const kids = new Set([...manifest.matchAll(/default_KID="([^"]+)"/g)].map(match => match[1]));
  if (kids.size !== 1) throw new Error(`the manifest names ${kids.size} keys; a token by kid alone carries one`);
  const kid = [...kids][0].replaceAll('-', '');
  const body = new URLSearchParams({ customerAuthenticator: process.env.LICET_AUTHENTICATOR, kid });
  const answer = await fetch(`${licet}/hms/ck/token`, { method: 'POST', body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`no token: ${text}`);
  return text.trim();
}

// The page tells how far it came: after eight seconds of film, or when something fails.
const page = license => `<!doctype html><meta charset="utf-8"><video muted></video><script src="/player.js"></script><script>
const tell = found => fetch('/result', { method: 'POST', body: JSON.stringify(found) });
const video = document.querySelector('video');
const player = new shaka.Player();
player.addEventListener('error', event => tell({ error: event.detail.message ?? String(event.detail.code) }));
video.addEventListener('timeupdate', () => {
  if (video.currentTime < 8) return;
  const pictures = video.getVideoPlaybackQuality().totalVideoFrames;
  tell({ seconds: video.currentTime, pictures, sound: video.webkitAudioDecodedByteCount });
});
player.attach(video)
  .then(() => {
    player.configure({ drm: { servers: { 'org.w3.clearkey': ${JSON.stringify(license)} } } });
    return player.load('/manifest.mpd');
  })
  .then(() => video.play())
  .catch(error => tell({ error: error.message ?? String(error) }));
</script>`;

async function file(path) {
  if (path === '/player.js') return readFile(join(here, 'node_modules/shaka-player/dist/shaka-player.compiled.js'));
  return readFile(join(folder, basename(path)));
}

function serve(license, done) {
  return createServer(async (request, response) => {
    if (request.url === '/result') {
      let body = '';
      for await (const part of request) body += part;
      response.end();
      return done(JSON.parse(body));
    }
    try {
      response.setHeader('Content-Type', request.url === '/' ? 'text/html' : 'application/octet-stream');
      response.end(request.url === '/' ? page(license) : await file(request.url));
    } catch {
      response.writeHead(404).end();
    }
  });
}

const license = await token();
const profile = await mkdtemp(join(tmpdir(), 'licet-play-'));
let tell;
const told = new Promise(settle => { tell = settle; });
const server = serve(license, tell);
await new Promise(ready => server.listen(0, '127.0.0.1', ready));
const chromium = spawn(browser, ['--headless', '--no-sandbox', '--disable-gpu', '--mute-audio', '--no-first-run',
  '--disable-background-networking', '--autoplay-policy=no-user-gesture-required', `--user-data-dir=${profile}`,
  `http://127.0.0.1:${server.address().port}/`], { stdio: 'ignore' });
chromium.on('error', error => tell({ error: `${browser}: ${error.message}` }));
const late = setTimeout(() => tell({ error: `nothing was played within ${LONGEST / 1000} s` }), LONGEST);

const found = await told;
clearTimeout(late);
if (chromium.exitCode === null && chromium.pid) {
  chromium.kill();
  await new Promise(gone => chromium.once('exit', gone));
}
server.closeAllConnections();
server.close();
await rm(profile, { recursive: true, force: true, maxRetries: 5 });
if (found.error) {
  console.error(`${name}: ${found.error}`);
  process.exit(1);
}
console.log(`${name}: played ${found.seconds.toFixed(1)} s, ${found.pictures} pictures, ${found.sound} bytes of sound`);
