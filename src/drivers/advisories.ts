import type { AdvisoriesDriver } from '../kit/drivers.ts';
import { CannotLook } from '../kit/gatherer.ts';

export function advisoriesDriver(_source: string | undefined): AdvisoriesDriver {
  return {
    ask: () =>
      Promise.reject(new CannotLook('no advisory source was asked', 'pass --advisories FILE|DIR|URL')),
  };
}
