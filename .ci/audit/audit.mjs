// Audits the built site: axe on every page in both schemes, and Lighthouse on
// the home page, an article and the gallery, in both languages, on a phone and
// on a desk. Any violation, or any score below 100, fails.
//
//	node audit.mjs FOLDER     CHROME_PATH names the browser, if not "chromium"
//	AXE_ONLY=1       leaves Lighthouse out
import { createServer } from 'node:http';
import { readFile, readdir } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import lighthouse, { desktopConfig } from 'lighthouse';
import puppeteer from 'puppeteer-core';

const folder = path.resolve(process.argv[2] ?? 'public');
const samples = ['index.html', 'tcp.html', 'gallery/index.html'].flatMap(p => [p, 'en/' + p]);
const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.txt': 'text/plain', '.xml': 'application/xml' };

// serve answers as any static host does: compressed, hashed assets for ever.
function serve() {
  const server = createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    try {
      const body = await readFile(path.join(folder, path.normalize(name)));
      response.writeHead(200, {
        'content-type': (types[path.extname(name)] ?? 'application/octet-stream') + '; charset=utf-8',
        'content-encoding': 'gzip',
        'cache-control': name.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
      response.end(gzipSync(body));
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise(done => server.listen(0, '127.0.0.1', () => done(server)));
}

async function pages() {
  const names = await readdir(folder, { recursive: true });
  return names.filter(n => n.endsWith('.html')).map(n => n.split(path.sep).join('/')).sort();
}

function chromium() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try { return execFileSync('which', [name], { encoding: 'utf8' }).trim(); } catch { /* the next one */ }
  }
  throw new Error('no Chromium: set CHROME_PATH');
}

// axe runs every rule it has, best practices among them. It is put into the
// page by the debugger, which the page's own policy does not bind.
async function accessible(browser, origin, fail) {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const page = await browser.newPage();
  let count = 0;
  for (const name of await pages()) {
    for (const scheme of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.goto(origin + name);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
      for (const v of violations) fail(`${name} (${scheme}): axe ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 90)).join(' | ')}`);
      count++;
    }
  }
  await page.close();
  console.log(`axe: ${count} views of pages`);
}

async function fastAndFound(port, origin, fail) {
  for (const name of samples) {
    for (const form of ['mobile', 'desktop']) {
      const flags = { port, logLevel: 'error', output: 'json', onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'] };
      const { lhr } = await lighthouse(origin + name, flags, form === 'desktop' ? desktopConfig : undefined);
      const scores = Object.values(lhr.categories).map(c => Math.round(100 * c.score));
      console.log(`lighthouse: ${name} ${form}: ${scores.join(' ')}`);
      for (const c of Object.values(lhr.categories)) {
        if (c.score === 1) continue;
        const why = c.auditRefs.map(r => lhr.audits[r.id]).filter(a => a.score !== null && a.score < 1 && a.scoreDisplayMode !== 'informative');
        fail(`${name} (${form}): ${c.title} ${Math.round(100 * c.score)}: ${why.map(a => `${a.id} ${a.displayValue ?? ''}`).join(', ')}`);
      }
    }
  }
}

const server = await serve();
const origin = `http://127.0.0.1:${server.address().port}/`;
const browser = await puppeteer.launch({ executablePath: chromium(), args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
let failures = 0;
const fail = message => { failures++; console.error(message); };
try {
  await accessible(browser, origin, fail);
  if (!process.env.AXE_ONLY) await fastAndFound(Number(new URL(browser.wsEndpoint()).port), origin, fail);
} finally {
  await browser.close();
  server.close();
}
process.exitCode = failures ? 1 : 0;
