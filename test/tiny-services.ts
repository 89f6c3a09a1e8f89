import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Files = Readonly<Record<string, string>>;

/** A service in Node with a suite, coverage and a lock file, and not one dependency. */
export const nodeService: Files = {
  'package.json': JSON.stringify(
    {
      name: 'orders',
      version: '1.0.0',
      private: true,
      type: 'module',
      scripts: {
        start: 'node main.js',
        test: 'node --test',
        coverage: 'node --test --experimental-test-coverage',
      },
    },
    undefined,
    2,
  ),
  'package-lock.json': JSON.stringify(
    {
      name: 'orders',
      version: '1.0.0',
      lockfileVersion: 3,
      requires: true,
      packages: { '': { name: 'orders', version: '1.0.0' } },
    },
    undefined,
    2,
  ),
  'total.js': 'export const total = (prices) => prices.reduce((sum, price) => sum + price, 0);\n',
  'main.js': `import { createServer } from 'node:http';
import { total } from './total.js';
createServer((_, answer) => answer.end(String(total([1, 2])))).listen(process.env.PORT, '127.0.0.1');
`,
  'total.test.js': `import assert from 'node:assert/strict';
import { it } from 'node:test';
import { total } from './total.js';
it('adds prices', () => assert.equal(total([1, 2]), 3));
it('is nothing for nothing', () => assert.equal(total([]), 0));
it('knows taxes', { skip: 'not yet' }, () => assert.fail());
`,
};

/** A service in Python with types, lint, format and a suite that measures coverage. */
export const pythonService: Files = {
  'pyproject.toml': `[project]
name = "orders"
version = "1.0.0"
requires-python = ">=3.9"

[dependency-groups]
dev = ["pytest>=8", "pytest-cov>=5", "mypy>=1.8", "ruff>=0.4"]

[tool.mypy]
strict = true
exclude = ["^.venv/"]

[tool.ruff]
line-length = 100

[build-system]
requires = ["setuptools>=61"]
build-backend = "setuptools.build_meta"

[tool.setuptools]
py-modules = ["orders"]
`,
  'orders.py': `def total(prices: list[int]) -> int:
    return sum(prices)
`,
  'test_orders.py': `from orders import total


def test_adds_prices() -> None:
    assert total([1, 2]) == 3


def test_is_nothing_for_nothing() -> None:
    assert total([]) == 0
`,
};

/** A service in Go with a table test, standard library alone. */
export const goService: Files = {
  'go.mod': 'module example.test/orders\n\ngo 1.22\n',
  'main.go': `package main

import (
	"fmt"
	"net/http"
	"os"
)

func total(prices []int) int {
	sum := 0
	for _, price := range prices {
		sum += price
	}
	return sum
}

func main() {
	http.HandleFunc("/total", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, total([]int{1, 2}))
	})
	if err := http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil); err != nil {
		os.Exit(1)
	}
}
`,
  'main_test.go': `package main

import "testing"

func TestTotal(t *testing.T) {
	for name, one := range map[string]struct {
		prices []int
		want   int
	}{"none": {nil, 0}, "two": {[]int{1, 2}, 3}} {
		t.Run(name, func(t *testing.T) {
			if got := total(one.prices); got != one.want {
				t.Errorf("got %d, want %d", got, one.want)
			}
		})
	}
}
`,
};

export function layOut(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
