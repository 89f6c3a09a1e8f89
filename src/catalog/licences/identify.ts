interface Text {
  readonly spdx: string;
  /** Each must stand in the text, lower case and with single spaces. */
  readonly has: readonly string[];
  readonly lacks?: readonly string[];
}

/** Sentences that only stand in one licence; the special before the general. */
const texts: readonly Text[] = [
  { spdx: 'AGPL-3.0', has: ['gnu affero general public license', 'version 3'] },
  { spdx: 'LGPL-3.0', has: ['gnu lesser general public license', 'version 3'] },
  { spdx: 'LGPL-2.1', has: ['gnu lesser general public license', 'version 2.1'] },
  { spdx: 'GPL-3.0', has: ['gnu general public license', 'version 3'] },
  { spdx: 'GPL-2.0', has: ['gnu general public license', 'version 2'] },
  { spdx: 'SSPL-1.0', has: ['server side public license'] },
  { spdx: 'BUSL-1.1', has: ['business source license 1.1'] },
  { spdx: 'Elastic-2.0', has: ['elastic license 2.0'] },
  { spdx: 'FSL-1.1', has: ['functional source license'] },
  { spdx: 'PolyForm', has: ['polyform'] },
  { spdx: 'Apache-2.0', has: ['apache license', 'version 2.0'] },
  { spdx: 'MPL-2.0', has: ['mozilla public license', '2.0'] },
  { spdx: 'EPL-2.0', has: ['eclipse public license', 'v 2.0'] },
  { spdx: 'EUPL-1.2', has: ['european union public licence', '1.2'] },
  { spdx: 'CC0-1.0', has: ['cc0 1.0 universal'] },
  { spdx: 'Unlicense', has: ['this is free and unencumbered software released into the public domain'] },
  {
    spdx: 'MIT',
    has: [
      'permission is hereby granted, free of charge, to any person obtaining a copy',
      'without restriction',
    ],
  },
  {
    spdx: '0BSD',
    has: ['permission to use, copy, modify, and/or distribute this software for any purpose'],
    lacks: ['provided that the above copyright notice'],
  },
  {
    spdx: 'ISC',
    has: [
      'permission to use, copy, modify, and',
      'distribute this software for any purpose',
      'provided that the above copyright notice',
    ],
  },
  { spdx: 'BSD-3-Clause', has: ['redistribution and use in source and binary forms', 'neither the name'] },
  { spdx: 'BSD-2-Clause', has: ['redistribution and use in source and binary forms'] },
  { spdx: 'Zlib', has: ["provided 'as-is', without any express or implied", 'altered source versions'] },
  { spdx: 'WTFPL', has: ['do what the fuck you want to public license'] },
];

/** The SPDX identifier of a licence text, told by its own sentences; undefined for texts that are not known. */
export function identifyLicence(text: string): string | undefined {
  const plain = text
    .slice(0, 60_000)
    .toLowerCase()
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, ' ');
  const found = texts.filter(
    (one) =>
      one.has.every((part) => plain.includes(part)) && !one.lacks?.some((part) => plain.includes(part)),
  );
  // A file may hold several licences (Apache with MIT parts); the one whose title comes first is meant.
  const [first] = found.toSorted((a, b) => plain.indexOf(a.has[0] ?? '') - plain.indexOf(b.has[0] ?? ''));
  return first?.spdx;
}

/** Lines of a licence template that were never filled in. The appendix of the Apache licence keeps its own. */
export function blanksIn(text: string): { line: number; text: string }[] {
  const apache = /apache license/i.test(text.slice(0, 2_000));
  if (apache) return [];
  return text
    .split(/\r?\n/)
    .slice(0, 60)
    .flatMap((content, index) => {
      const blank =
        /\[(?:year|yyyy|fullname|full name|name of copyright owner|your name|copyright holders?)\]|<(?:year|yyyy|name of author|copyright holders?|owner)>|\{(?:year|yyyy|name of copyright owner)\}/i.exec(
          content,
        );
      return blank && /copyright/i.test(content) ? [{ line: index + 1, text: blank[0] }] : [];
    });
}
