/** English on the left, what teams write for it in German, French, Spanish, Portuguese and Chinese on the right. */
const table: readonly (readonly [english: string, others: string])[] = [
  [
    'backup',
    'datensicherung(?:en)?|sicherung(?:en)?|sauvegardes?|copias? de seguridad|respaldos?|c[oó]pias? de seguran[cç]a|备份',
  ],
  ['restore', 'wiederherstellung(?:en)?|rücksicherung|restauration|restauraci[oó]n|restaura[cç][aã]o|恢复'],
  ['drill', '演练'],
  ['test', '测试'],
  ['rules', '规则'],
  ['strategy', 'strategien?|strat[eé]gies?|estrategias?|estrat[eé]gias?'],
  ['works', 'funktioniert|fonctionne|funciona'],
  ['optimization', 'optimierung(?:en)?|optimisation|optimizaci[oó]n|otimiza[cç][aã]o'],
  ['rollback', 'retour arri[eè]re|reversi[oó]n|revers[aã]o|回滚'],
  ['deployment', 'd[eé]ploiements?|despliegues?|implanta[cç][aã]o|部署'],
  ['database', 'datenbank(?:en)?|bases? de donn[eé]es|bases? de datos|bancos? de dados|base de dados|数据库'],
  ['migrations', 'migrationen|migraciones|migra[cç][oõ]es|迁移'],
  ['indexes', 'indizes|[ií]ndices|索引'],
  [
    'environment variables',
    "umgebungsvariablen?|variables? d['’]environnement|variables? de entorno|vari[aá]veis de ambiente|环境变量",
  ],
  ['dependencies', 'abhängigkeiten|d[eé]pendances|dependencias|depend[eê]ncias|依赖'],
  ['vulnerabilities', 'schwachstellen|sicherheitslücken|vuln[eé]rabilit[eé]s|vulnerabilidades|漏洞'],
  ['monitoring', 'überwachung|surveillance|monitoreo|monitorizaci[oó]n|monitoramento|监控'],
  ['alerts', 'alarme|alarmierung|alertes|alertas|告警|报警'],
  ['logging', 'protokollierung|journalisation|日志'],
  ['error handling', 'fehlerbehandlung|gestion des erreurs|manejo de errores|tratamento de erros|错误处理'],
  [
    'input validation',
    'eingabevalidierung|eingabeprüfung|validation des (?:entr[eé]es|donn[eé]es)|validaci[oó]n de entradas?|valida[cç][aã]o de entradas?|输入校验|输入验证',
  ],
  [
    'rate limiting',
    'ratenbegrenzung|rate-?limits?|limitation (?:de|du) d[eé]bit|l[ií]mite de (?:tasa|peticiones)|limita[cç][aã]o de taxa|限流',
  ],
  ['authentication', 'authentifizierung|authentification|autenticaci[oó]n|autentica[cç][aã]o|身份验证|认证'],
  ['authorization', 'autorisierung|autorisation|autorizaci[oó]n|autoriza[cç][aã]o|授权'],
  [
    'access control',
    "zugriffskontrolle|contr[oô]le d['’]acc[eè]s|control de acceso|controle de acesso|访问控制",
  ],
  ['encryption', 'verschlüsselung|chiffrement|cifrado|criptografia|加密'],
  ['encrypted', 'verschlüsselt(?:e[nrs]?)?|chiffrée?s?|cifrad[oa]s|criptografad[oa]s?'],
  ['secrets', 'geheimnisse|zugangsdaten|密钥'],
  ['passwords', 'passwörter|kennwörter|mots? de passe|contraseñas?|senhas?|密码'],
  ['ssl certificate', 'ssl-?zertifikate?|certificats? ssl|certificados? ssl|ssl ?证书'],
  ['certificate', 'zertifikate?|certificats?|certificados?|证书'],
  ['unit tests', 'komponententests?|tests? unitaires|pruebas unitarias|testes unit[aá]rios|单元测试'],
  [
    'integration tests',
    "integrationstests?|tests? d['’]int[eé]gration|pruebas de integraci[oó]n|testes de integra[cç][aã]o|集成测试",
  ],
  [
    'end-to-end tests',
    'tests? de bout en bout|pruebas de extremo a extremo|testes de ponta a ponta|端到端测试',
  ],
  ['load tests', 'lasttests?|tests? de charge|pruebas de carga|testes de carga|压力测试|压测'],
  [
    'performance tests',
    'leistungstests?|tests? de performance|pruebas de rendimiento|testes de desempenho|性能测试',
  ],
  [
    'test coverage',
    'testabdeckung|couverture (?:de|des) tests?|cobertura de (?:pruebas|tests?|testes)|测试覆盖率',
  ],
  [
    'tests pass',
    'tests? (?:sind )?grün|tests? bestanden|pruebas pasan|testes passam|testes passando|测试通过',
  ],
  [
    'response times',
    'antwortzeit(?:en)?|temps de r[eé]ponse|tiempos? de respuesta|tempos? de resposta|响应时间',
  ],
  ['load time', 'ladezeit(?:en)?|temps de chargement|tiempo de carga|tempo de carregamento|加载时间'],
  [
    'privacy policy',
    'datenschutzerkl[äa]e?rung|politique de confidentialit[eé]|pol[ií]tica de (?:privacidad|privacidade)|隐私政策',
  ],
  [
    'terms of service',
    "nutzungsbedingungen|agb|conditions (?:g[eé]n[eé]rales )?d['’]utilisation|t[eé]rminos (?:de|del) (?:servicio|uso)|termos de (?:uso|servi[cç]o)|服务条款",
  ],
  ['gdpr', 'dsgvo|rgpd|lgpd'],
  [
    'data export',
    'datenexport|export des donn[eé]es|exportaci[oó]n de datos|exporta[cç][aã]o de dados|数据导出',
  ],
  [
    'data deletion',
    'datenlöschung|suppression des donn[eé]es|borrado de datos|exclus[aã]o de dados|数据删除',
  ],
  ['accessibility', 'barrierefreiheit|accessibilit[eé]|accesibilidad|acessibilidade|无障碍'],
  ['documentation', 'dokumentation|documentaci[oó]n|documenta[cç][aã]o|文档'],
  [
    'contact list',
    "ansprechpartner|notfallkontakte|contacts d[’']urgence|contactos de emergencia|contatos de emerg[eê]ncia",
  ],
  ['health check', 'gesundheitsprüfung|健康检查'],
  ['configured', 'konfiguriert|eingerichtet|configurée?s?|configurad[oa]s?|已配置|配置'],
  ['tested', 'getestet(?:e[nrs]?)?|geprüft|testée?s?|probad[oa]s?|testad[oa]s?|已测试'],
  ['implemented', 'implementiert|umgesetzt|implémentée?s?|implementad[oa]s?'],
  ['enabled', 'aktiviert|activée?s?|activad[oa]s?|habilitad[oa]s?|ativad[oa]s?|启用'],
  ['updated', 'aktualisiert(?:e[nrs]?)?|mises? à jour|actualizad[oa]s?|atualizad[oa]s?'],
  ['documented', 'dokumentiert|documentée?s?|documentad[oa]s?'],
];

const english = new Map(table.map(([word], index) => [`w${index}`, word]));
const words = table.map(([, others], index) => `(?<w${index}>${others})`).join('|');
// Chinese has no spaces between words; elsewhere a part of a word is another word.
const foreign = new RegExp(`(?<![a-zäöüßéèçñ])(?:${words})(?![a-zäöüßéèçñ])`, 'giu');
/** Most lines are English: what has no such letter or beginning is not searched for fifty words. */
const hint =
  /[^ -~]|\b(?:daten|sicher|schwach|schutz|umgebung|wieder|alarm|protokoll|fehler|eingabe|eingerichtet|konfiguriert|getestet|implementiert|umgesetzt|aktiv|aktual|dokument|autori|authenti|zu[gr]|zertifi|last|lade|leistung|antwort|nutzung|agb|dsgvo|rgpd|lgpd|komponenten|integrations|ansprech|notfall|barriere|sauveg|restaur|surveil|alert|chiffr|respald|cifrad|despl|monit|banco|bases?|copias|pruebas|testes|tests? |variables|certificad|certificats|senha|termos|implanta|cripto|configurad|habilit|documentad|atual|probad|testad|mots|optimi|strateg|estrat|funktion|funciona|fonction|temps|tiemp|tempo|retour|mises?|conditions|export|cobertura|couverture|contro|depende|tratamento|manejo|gestion|journal|index|migrac|vulnerabilidades)/i;

/** The text with what is foreign in it put into English, as far as readiness documents need it. */
export function inEnglish(text: string): string {
  if (!hint.test(text)) return text;
  return text.replace(foreign, (found, ...rest: unknown[]) => {
    // The last argument of a replacer is the record of named groups.
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    const name = Object.keys(groups).find((one) => groups[one] !== undefined);
    return ` ${english.get(name ?? '') ?? found} `;
  });
}
