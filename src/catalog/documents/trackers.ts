const hosts: readonly (readonly [string, RegExp])[] = [
  ['Google Analytics', /(^|\.)(google-analytics\.com|analytics\.google\.com)$/],
  ['Google Ads', /(^|\.)(doubleclick\.net|googleadservices\.com|googlesyndication\.com)$/],
  ['Google Tag Manager', /(^|\.)googletagmanager\.com$/],
  ['Meta', /(^|\.)(connect\.facebook\.net|facebook\.com)$/],
  ['Hotjar', /(^|\.)hotjar\.(com|io)$/],
  ['Microsoft Clarity', /(^|\.)clarity\.ms$/],
  ['Microsoft Ads', /(^|\.)bat\.bing\.com$/],
  ['LinkedIn', /(^|\.)(px\.ads\.linkedin\.com|snap\.licdn\.com)$/],
  ['TikTok', /(^|\.)analytics\.tiktok\.com$/],
  ['Segment', /(^|\.)(segment\.(com|io))$/],
  ['Mixpanel', /(^|\.)mixpanel\.com$/],
  ['Amplitude', /(^|\.)amplitude\.com$/],
  ['HubSpot', /(^|\.)(hs-analytics\.net|hs-scripts\.com|hubspot\.com)$/],
  ['FullStory', /(^|\.)fullstory\.com$/],
];
const cookies: readonly (readonly [string, RegExp])[] = [
  ['Google Analytics', /^_ga(_|$)|^_gid$|^_gat/],
  ['Google Ads', /^_gcl_|^IDE$|^NID$/],
  ['Meta', /^_fb[pc]$/],
  ['Hotjar', /^_hj/],
  ['Microsoft Clarity', /^_cl(ck|sk)$/],
  ['TikTok', /^_ttp$/],
  ['HubSpot', /^(__hstc|hubspotutk)$/],
  ['Mixpanel', /^mp_[0-9a-f]+_mixpanel$/],
  ['Amplitude', /^amplitude_id|^AMP_/],
];

/** The tracker that a cookie or a host belongs to; undefined for those that are none or are not known. */
export function trackerOf({
  cookie,
  host,
}: {
  readonly cookie?: string;
  readonly host?: string;
}): string | undefined {
  const byCookie =
    cookie === undefined ? undefined : cookies.find(([, pattern]) => pattern.test(cookie))?.[0];
  if (byCookie) return byCookie;
  const bare = host?.toLowerCase().replace(/^\./, '');
  return bare === undefined ? undefined : hosts.find(([, pattern]) => pattern.test(bare))?.[0];
}
