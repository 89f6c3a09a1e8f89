import type { SourceFile, SyntaxNode } from '../../kit/drivers.ts';
import { callsIn, type Call } from './calls.ts';
import { declarationOf, textOf, unwrap } from './declarations.ts';
import { argumentsOf } from './options.ts';
import { stringOf } from './values.ts';

export interface SqlUse {
  readonly line: number;
  readonly sink: string;
  /** The statement comes from another place than this file shows. */
  readonly opaque?: boolean;
  /** Undefined for a constant statement. */
  readonly built?: {
    readonly how: 'concatenation' | 'interpolation' | 'format';
    readonly part: 'request' | 'variable';
    readonly text: string;
  };
}

const sinks =
  /(^|\.|->|::)(query|execute|executemany|executescript|exec|raw|unsafe|\$queryRawUnsafe|\$executeRawUnsafe|prepare|Query|QueryRow|QueryContext|QueryRowContext|Exec|ExecContext|Raw|executeQuery|executeUpdate|createQuery|createNativeQuery|queryForObject|queryForList|find_by_sql|exec_query|select_all|where|order|pluck|having|joins|text|whereRaw|orderByRaw|selectRaw|havingRaw|mysqli_query|pg_query)$|^DB::(select|delete|insert|update|statement)$|jdbc\w*\.update$/i;
const verb =
  /^[\s"'`(frFR$@]*\s*(SELECT\s|INSERT\s+INTO|UPDATE\s+[\w."`[]+\s+SET|DELETE\s+FROM|WITH\s+\w+\s+AS|MERGE\s+INTO|CREATE\s+TABLE|ALTER\s+TABLE|DROP\s+TABLE)/i;
/** Nothing but SQL goes into these. */
const sure =
  /(QueryContext|QueryRowContext|ExecContext|cur(sor)?\.execute|conn(ection)?\.execute|executeQuery|\$queryRawUnsafe|\$executeRawUnsafe|sequelize\.query|knex\.raw|pool\.query|client\.query|database\.query|\bdb\.(query|Query|QueryRow|Exec)|DB::(select|statement|raw)|find_by_sql)$/;
/** Rails and Laravel take pieces of SQL, which begin with a column. */
const pieceSinks = /(^|\.|->|::)(where|order|pluck|having|joins|whereRaw|orderByRaw|selectRaw|havingRaw)$/;
const piece = /^["'`]\s*[\w."`]+\s*(=|<|>|LIKE|IN|ILIKE|BETWEEN|IS)\s*/i;
const request =
  /\b(req|request|ctx|c|event)\b\??\.(query|params|body|headers|cookies|args|form|values|GET|POST|json|query_params|path_params|QueryParam|Query\(|Param\(|PostForm|FormValue|URL\.Query|nextUrl)|\bparams\[|\$_(GET|POST|REQUEST|COOKIE)|\$request->|getParameter\(|searchParams|request\.args|r\.(FormValue|URL\.Query)/;
/** Put together from code alone: constants, quoting helpers, lists of placeholders. */
const harmless =
  /^(this\.|self\.|cls\.|\w+\.)?[A-Z][A-Z0-9_]+$|placeholders?|quote_|quote\(|quoteIdent|escapeId|format_ident|Identifier\(|\.length\b|_meta\.db_table|tableName$|table_name$/;

/** Statements that a file runs, and of what they are made. */
export function sqlIn(file: SourceFile): readonly SqlUse[] {
  return callsIn(file).flatMap((call) => {
    if (!sinks.test(call.name)) return [];
    const first =
      argumentsOf(call).find(
        (node) => !/^(identifier|ctx)$/.test(String(node.kind())) || declarationOf(node, file),
      ) ?? argumentsOf(call)[0];
    const node = first ? unwrap(declarationOf(first, file) ?? first) : undefined;
    if (!node || isTagged(call)) return [];
    const text = textOf(node, file, 4_000);
    const isPiece = pieceSinks.test(call.name) && piece.test(text);
    if (!verb.test(formatText(text)) && !isPiece) {
      const elsewhere =
        /^(identifier|member_expression|variable_name|attribute|selector_expression|field_access)$/.test(
          String(node.kind()),
        );
      return elsewhere && sure.test(call.name)
        ? [{ line: call.line, sink: call.name.slice(-60), opaque: true }]
        : [];
    }
    return [describe(call, node, text, file)];
  });
}

/** sql`…${x}` hands its parts over as parameters. */
function isTagged(call: Call): boolean {
  return String(call.node.field('arguments')?.kind()) === 'template_string';
}

/** `fmt.Sprintf("SELECT …", x)` and `"SELECT … {}".format(x)` begin with what they format. */
function formatText(text: string): string {
  return text.replace(/^(fmt\.Sprintf|sprintf|String\.format|text|sql\.SQL)\(\s*/, '');
}

function describe(call: Call, node: SyntaxNode, text: string, file: SourceFile): SqlUse {
  const use = { line: call.line, sink: call.name.slice(-60) };
  if (stringOf(node, file) !== undefined) return use;
  const parts = partsOf(node, file).filter((part) => !isConstant(part, file));
  const first = parts[0];
  if (!first) return use;
  const asked = parts.find((part) => comesFromRequest(part, file));
  const chosen = textOf(asked ?? first, file, 80).replace(/\s+/g, ' ');
  const how =
    /^(fmt\.Sprintf|sprintf|String\.format)|\.format\(|%\s*[(\w]/.test(text) && !/^f["']/.test(text)
      ? 'format'
      : node.kind() === 'encapsed_string' ||
          (/\$\{|\{|#\{/.test(text) && !/^\s*["'][^"']*["']\s*\+/.test(text))
        ? 'interpolation'
        : 'concatenation';
  return { ...use, built: { how, part: asked ? 'request' : 'variable', text: chosen } };
}

/** The expressions inside a statement that are not text. */
function partsOf(node: SyntaxNode, file: SourceFile): readonly SyntaxNode[] {
  const kind = String(node.kind());
  if (/^(binary_expression|binary_operator|binary|concatenated_string|chained_string)$/.test(kind)) {
    const right = node.namedChildren().at(-1);
    if (node.children()[1]?.text() === '%' && right)
      return right.kind() === 'tuple' ? right.namedChildren() : [right];
    return node.namedChildren().flatMap((child) => partsOf(child, file));
  }
  if (/^(template_string|string|encapsed_string|heredoc|heredoc_body)$/.test(kind)) {
    return node.namedChildren().flatMap((child) => {
      const inner = String(child.kind());
      if (/^(template_substitution|interpolation)$/.test(inner)) return child.namedChildren().slice(0, 1);
      return /^(variable_name|member_access_expression|subscript_expression|dynamic_variable_name)$/.test(
        inner,
      )
        ? [child]
        : inner === 'heredoc_body'
          ? partsOf(child, file)
          : [];
    });
  }
  if (/^(call|call_expression|method_invocation|function_call_expression)$/.test(kind)) {
    const text = textOf(node, file, 200);
    const list = node.field('arguments')?.namedChildren() ?? [];
    if (/^(fmt\.Sprintf|sprintf|String\.format)\(/.test(text)) return list.slice(1);
    if (/\.format\(/.test(text)) return list;
    if (/^(text|sql\.SQL|sa\.text)\(/.test(text) && list[0]) return partsOf(list[0], file);
    return [node];
  }
  return /string|number|integer|null|true|false|raw/.test(kind) ? [] : [node];
}

function isConstant(part: SyntaxNode, file: SourceFile): boolean {
  const text = textOf(part, file, 200);
  if (harmless.test(text) || /^[\d.]+$/.test(text)) return true;
  const declared = declarationOf(part, file);
  if (!declared) return false;
  if (stringOf(declared, file) !== undefined) return true;
  const isText =
    /^(template_string|string|encapsed_string|binary_expression|binary_operator|binary|concatenated_string)$/.test(
      String(declared.kind()),
    );
  return isText && partsOf(declared, file).every((inner) => isPlain(inner, file));
}

function isPlain(part: SyntaxNode, file: SourceFile): boolean {
  const declared = declarationOf(part, file);
  return (
    harmless.test(textOf(part, file, 200)) ||
    (declared !== undefined && stringOf(declared, file) !== undefined)
  );
}

function comesFromRequest(part: SyntaxNode, file: SourceFile): boolean {
  const text = textOf(part, file, 300);
  if (/^(Number|parseInt|int|float|parseFloat|Integer\.parseInt|intval|\(int\))\s*\(?/.test(text))
    return false;
  if (request.test(text)) return true;
  const declared = declarationOf(part, file);
  if (!declared) return false;
  const made = textOf(declared, file, 300);
  return (
    request.test(made) &&
    !/\b(Number|parseInt|int|float|Atoi|intval|to_i|safeParse|parse)\s*\(|\.(to_i|to_f)\b/.test(made)
  );
}
