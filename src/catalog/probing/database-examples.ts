interface Session {
  readonly connected?: { role: string; tls: boolean; local: boolean; version: string };
  readonly settings: {
    statementTimeoutMs: number;
    lockTimeoutMs: number;
    idleInTransactionTimeoutMs: number;
  };
  readonly maxConnections: number;
  readonly reservedConnections: number;
  readonly perInstance: number;
  readonly instances: number;
  readonly saturation?: { waitedMs: number[]; refused: number; hung: number };
}

/** A good session, for examples, with what differs. */
export function sessionWith(more: Partial<Session>): Session {
  return {
    connected: { role: 'orders', tls: true, local: false, version: '18.1' },
    settings: { statementTimeoutMs: 5_000, lockTimeoutMs: 2_000, idleInTransactionTimeoutMs: 10_000 },
    maxConnections: 100,
    reservedConnections: 3,
    perInstance: 10,
    instances: 2,
    saturation: { waitedMs: [900, 1_000], refused: 4, hung: 0 },
    ...more,
  };
}
