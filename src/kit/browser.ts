/** A page as a browser saw it, once its network was quiet. */
export interface SeenPage {
  readonly url: string;
  readonly status: number;
  readonly textLength: number;
  readonly elements: number;
  readonly consoleErrors: readonly string[];
  readonly pageErrors: readonly string[];
  readonly requests: readonly SeenRequest[];
  readonly widths: readonly {
    readonly width: number;
    readonly contentWidth: number;
    readonly widest?: string;
  }[];
  readonly scripts: readonly {
    readonly url: string;
    readonly thirdParty: boolean;
    readonly integrity: boolean;
  }[];
  /** Text of the page and of its own scripts, as they came. */
  readonly sources: readonly {
    readonly url: string;
    readonly kind: 'page' | 'script';
    readonly text: string;
  }[];
  /** Paths of the same site that the page links to, in order. */
  readonly links: readonly string[];
  readonly axe: AxeFindings;
}

export interface SeenRequest {
  readonly url: string;
  readonly method: string;
  readonly kind: 'document' | 'script' | 'style' | 'api' | 'image' | 'font' | 'other';
  readonly status?: number;
  readonly failure?: string;
  readonly thirdParty: boolean;
  readonly mixed: boolean;
}

export interface AxeFindings {
  readonly version: string;
  readonly passes: number;
  readonly incomplete: number;
  readonly violations: readonly {
    readonly rule: string;
    readonly impact: 'critical' | 'serious' | 'moderate' | 'minor';
    readonly says: string;
    readonly elements: number;
    readonly first: string;
  }[];
}

export interface SlowProfile {
  readonly cpuSlowdown: number;
  readonly downloadKbps: number;
  readonly latencyMs: number;
}

export interface PageTimes {
  readonly loadMs: number;
  readonly largestPaintMs: number;
  /** As they came over the wire. */
  readonly scriptBytes: number;
}

/** A real browser; throws CannotLook when this machine has none. Pages are asked once, whoever asks. */
export interface BrowserDriver {
  version(): Promise<string>;
  visit(url: string, signal: AbortSignal): Promise<SeenPage>;
  /** One visit with an empty cache. */
  time(url: string, profile: SlowProfile, signal: AbortSignal): Promise<PageTimes>;
}
