import { inEnglish } from './languages.ts';

/** "Rate limiting: 100 requests a minute", "Rate limiting – active" and the first cell of a table name their matter first. */
export function splitLabel(text: string): { readonly label?: string; readonly rest: string } {
  const split = /^([^:|]{2,60}?)(?::|\s[-–—|])\s+(\S.*)$/s.exec(text);
  const [, label, rest] = split ?? [];
  return label === undefined || rest === undefined ? { rest: text.replace(/:\s*$/, '') } : { label, rest };
}

const addresses = /\b[a-z][a-z+]{1,12}:\/\/\S+/gi;
const paths = /(?<![\w:/])(?:\.{0,2}\/)?(?:[\w.@-]+\/)+[\w.@-]+\.(?!\d)\w{1,5}\b/g;
const machinePaths = /(?<![\w.])\/(?:opt|var|usr|home|etc|mnt|srv|tmp|root)\/\S*/g;
const commands =
  /(?<=^|[:(`>\s])(?:docker(?:[ -]compose)? (?:exec|run|ps|logs|network|tag|pull|restart|stats)|kubectl (?:exec|get|logs|describe)|psql|curl|wget|chmod|chown|crontab|redis-cli|pg_isready|systemctl|ssh|scp|dig|nslookup|aws s3|git (?:clone|pull|checkout))\s+[-\w$/.'"~].*$/;

/** What a line says in words: addresses, paths and the arguments of commands name things by accident. */
export function spokenOf(text: string): string {
  const plain = text.replace(addresses, ' ').replace(commands, ' ').replace(paths, ' ');
  return inEnglish(plain.replace(machinePaths, ' '));
}
