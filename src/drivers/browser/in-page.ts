/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

// These functions run inside the page: they can use nothing of this module.

export function whatIsShown() {
  return {
    textLength: document.body?.innerText.trim().length ?? 0,
    elements: document.querySelectorAll('body *').length,
    scripts: [...document.querySelectorAll<HTMLScriptElement>('script[src]')].map((script) => ({
      src: script.src,
      integrity: script.integrity !== '',
    })),
    links: [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map((link) => link.href),
  };
}

export function howWide(windowWidth: number) {
  const contentWidth = document.documentElement.scrollWidth;
  const over = [...document.querySelectorAll('body *')].find(
    (element) => element.getBoundingClientRect().right > windowWidth + 1,
  );
  return { contentWidth, widest: over && `${over.tagName.toLowerCase()}.${over.className}`.slice(0, 80) };
}

export async function howLong() {
  const paints = await new Promise<readonly { readonly startTime: number }[]>((settle) => {
    const observer = new PerformanceObserver((list) => settle(list.getEntries()));
    observer.observe({ type: 'largest-contentful-paint', buffered: true });
    setTimeout(() => settle([]), 1_000);
  });
  const load = performance.getEntriesByType('navigation')[0]?.duration ?? performance.now();
  let scriptBytes = 0;
  for (const entry of performance.getEntriesByType('resource'))
    if (entry instanceof PerformanceResourceTiming && entry.initiatorType === 'script')
      scriptBytes += entry.transferSize;
  return {
    loadMs: Math.round(load),
    largestPaintMs: Math.round(paints.at(-1)?.startTime ?? load),
    scriptBytes,
  };
}
