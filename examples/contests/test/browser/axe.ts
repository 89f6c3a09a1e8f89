// What axe finds wrong with a page, in light and in dark, one line each.
import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page });
    // In the dark only the colours are others.
    if (colorScheme === 'dark') axe.withRules(['color-contrast']);
    const { violations, passes } = await axe.analyze();
    assert.ok(passes.length >= (colorScheme === 'dark' ? 1 : 10), 'axe has looked at the page');
    for (const { impact, id, nodes } of violations)
      faults.push(`${colorScheme}, ${impact}: ${id} at ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
  }
  return faults;
}
