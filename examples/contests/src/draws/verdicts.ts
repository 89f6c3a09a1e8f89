// Verifying reads the whole list and draws again, and anybody may ask for it. A published proof over a closed list always
// gives the same verdict, so it is worked out once; a re-draw publishes another proof.
import { createHash } from 'node:crypto';
import { verifyProof, type Proof, type ProofVerdict } from '../draw/proof.ts';

const MOST_KEPT = 1_000;

export type VerdictOn = (
  published: { readonly proof: Proof; readonly digest: string },
  list: () => Promise<readonly string[]>,
) => Promise<ProofVerdict>;

export function createVerdicts(mostKept = MOST_KEPT): VerdictOn {
  const kept = new Map<string, Promise<ProofVerdict>>();

  return function verdictOn({ proof, digest }, list) {
    const key = createHash('sha256')
      .update(JSON.stringify([proof, digest]))
      .digest('base64');
    const known = kept.get(key);
    if (known !== undefined) return known;
    // Kept as a promise: a hundred callers at the same moment read the list once.
    const verdict = list().then((entries) => verifyProof(proof, entries, digest));
    kept.set(key, verdict);
    verdict.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return verdict;
  };
}
