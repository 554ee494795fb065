// Audits the built site: axe on every page in both schemes, and Lighthouse on
// the home page, an article and the gallery, in both languages, on a phone and
// on a desk. Any violation, or any score below 100, fails; in CI, where others
// use the machine too, speed is told and not judged.
//
//	node audit.mjs FOLDER            everything, some minutes
//	node audit.mjs FOLDER --sample   a page of each kind, for CI
//
// CHROME_PATH names the browser, if not "chromium".
import { createServer } from 'node:http';
import { readFile, readdir } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import lighthouse, { desktopConfig } from 'lighthouse';
import puppeteer from 'puppeteer-core';

const folder = path.resolve(process.argv[2] ?? 'public');
const sample = process.argv.includes('--sample');
const oneOfEachKind = ['en/index.html', 'tcp.html', 'gallery/index.html', 'en/guide/page.html', 'both/tcp.html', 'both/index.html', 'en/translations.html', '404.html'];
const fast = sample ? 0 : 1;
const measured = sample
  ? [['index.html', 'mobile'], ['en/tcp.html', 'mobile'], ['gallery/index.html', 'desktop']]
  : ['index.html', 'tcp.html', 'gallery/index.html'].flatMap(p => [p, 'en/' + p]).flatMap(p => [[p, 'mobile'], [p, 'desktop']]);
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

// What readers do to a page before axe looks at it once more.
const deeds = {
  'en/tcp.html': {
    'search open': async page => {
      await page.keyboard.press('/');
      await page.waitForSelector('dialog[open] input');
      await page.keyboard.type('window');
      await page.waitForSelector('dialog[open] [role=option]');
    },
    'a figure played': async page => {
      await page.locator('[data-live] .play .bar button:nth-child(2)').click();
    },
    'menu open on a phone': async page => {
      await page.setViewport({ width: 360, height: 780 });
      await page.locator('.menu > summary').click();
    },
  },
};

// accessible runs every rule that axe has, best practices among them. It is put
// into the page by the debugger, which the page's own policy does not bind.
async function accessible(browser, origin, fail) {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const page = await browser.newPage();
  let count = 0;
  const look = async (what) => {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    for (const v of violations) fail(`${what}: axe ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 90)).join(' | ')}`);
    count++;
  };
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    for (const name of sample ? oneOfEachKind : await pages()) {
      await page.goto(origin + name);
      await look(`${name} (${scheme})`);
    }
    for (const [name, done] of Object.entries(deeds)) {
      for (const [what, deed] of Object.entries(done)) {
        await page.setViewport({ width: 1280, height: 900 });
        await page.goto(origin + name);
        await deed(page);
        await look(`${name} (${scheme}, ${what})`);
      }
    }
    await page.setViewport({ width: 1280, height: 900 });
  }
  await page.close();
  console.log(`axe: ${count} views of pages`);
}

// measure is what Lighthouse says of a page. The speed of a busy machine says
// little, so one that will not do is measured again: the median of three counts.
async function measure(port, url, form) {
  const flags = { port, logLevel: 'error', output: 'json', onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'] };
  const run = async () => (await lighthouse(url, flags, form === 'desktop' ? desktopConfig : undefined)).lhr;
  const runs = [await run()];
  if (runs[0].categories.performance.score < fast) runs.push(await run(), await run());
  runs.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
  return runs[runs.length >> 1];
}

async function fastAndFound(port, origin, fail) {
  for (const [name, form] of measured) {
    const lhr = await measure(port, origin + name, form);
    const categories = Object.values(lhr.categories);
    console.log(`lighthouse: ${name} ${form}: ${categories.map(c => Math.round(100 * c.score)).join(' ')}`);
    for (const c of categories.filter(c => c.score < (c.id === 'performance' ? fast : 1))) {
      const why = c.auditRefs.map(r => lhr.audits[r.id]).filter(a => a.score !== null && a.score < 1 && a.scoreDisplayMode !== 'informative');
      fail(`${name} (${form}): ${c.title} ${Math.round(100 * c.score)}: ${why.map(a => `${a.id} ${a.displayValue ?? ''}`).join(', ')}`);
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
  await fastAndFound(Number(new URL(browser.wsEndpoint()).port), origin, fail);
} finally {
  await browser.close();
  server.close();
}
process.exitCode = failures ? 1 : 0;
