package dev.leadloop.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What may be wrong with a request. Texts are Latin-1: each char stands for the byte of its number. */
final class HostileInput {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String DEEP = "[".repeat(600) + "]".repeat(600);

  /** In the place of any value of a JSON body. */
  private static final List<String> VALUES =
      List.of(
          "null", "[null]", "{\"x\":null}", "{\"x\":[null]}", "[[null]]", "{}", "[]", "[{}]", "[[]]", "{\"\":\"\"}", "true",
          "\"\"",
          "\" \"", "0", "-1", "1.5", "1e400000000", "-1e-400000000", "9".repeat(30), "9".repeat(2_000), "\"\\u0000\"",
          "\"a\\u0001b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0085\"", "\"\\ufdd0\"", "\"\\ud83d\\ude00\"",
          "\"\ufffe\"".replace("\ufffe", "\u00ef\u00bf\u00be"),
          "{\"x\":\"\\u0000\"}", "{\"\\u0000\":\"x\"}", "{\"\\ud800\":\"x\"}", "[\"\\u0000\"]", "[\"\\ud800\"]",
          "{\"x\":{\"x\":1}}", "[1]", "\"" + "x".repeat(3_000) + "\"", "\"" + "x".repeat(70_000) + "\"", DEEP,
          "\"+999999999-12-31T23:59:59Z\"", "\"-999999999-01-01T00:00:00Z\"", "\"0000-00-00\"", "1e30",
          "\"a@acme.example\\r\\nBcc: b\"",
          "\"%00\"", "\"' or 1=1\"", "\"${7*7}\"", "\"{{7*7}}\"", "\"\u00c3\u0028\"", "\"\u00ed\u00a0\u0080\"");

  /** In the place of a whole body of JSON. */
  private static final List<String> JSON_BODIES =
      List.of(
          "", " ", "null", "[]", "\"x\"", "1", "{", "{\"", "[".repeat(5_000), "{\"a\":".repeat(5_000), "\u00ff\u00fe",
          "\u00ef\u00bb\u00bf{}",
          "{\u0000}", "NaN", "{}x", "{}{}", "{\"a\":1,\"a\":2}", "{\"" + "k".repeat(60_000) + "\":1}", "{'a':1}", "/**/{}",
          "{\"\u00c3\u0028\":1}",
          "{\"x\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}");

  private static final List<String> YAML_BODIES =
      List.of(
          "", "\u0000", "a", "- a", "null", "a: 1", "[".repeat(10_000), "{".repeat(10_000), "- ".repeat(10_000),
          "? ".repeat(10_000),
          "a: " + "[".repeat(50_000) + "]".repeat(50_000), "a: &a [x]\nb: *a", "a: &a {b: *a}", "&a [*a]",
          "!!java.lang.Runtime x",
          "%YAML 9.9\n---\na: 1", "---\na: 1\n---\nb: 2", "name: \"\\x00\"", "name: \"\\uD800\"", "name: !!binary \"xx\"",
          "a: 1e400000000",
          "k: 1\n".repeat(20_000), "scoring: null", "scoring: {rules: [null]}", "sequences: {a: null}", "? [a]\n: b", "\t- a",
          "%", "@",
          "\u00ff\u00fe", "name: \u00c3\u0028");

  private static final List<String> CSV_BODIES =
      List.of(
          "", "email", "email\n", "x\ny\n", "\u0000", "email\n\u0000\n", "email,reason\na@acme.example,\u0000\n", "email\n\"",
          "email\n" + "x".repeat(300_000), "email\n\u00ff\n", "email,email\na,b\n", "\u00ef\u00bb\u00bfemail\na@acme.example");

  private static final List<String> PARTS =
      List.of(
          "", "--x", "--x--\r\n", "--x\r\n\r\n\r\n--x--\r\n", "--x\r\nfoo\r\n\r\na\r\n--x--\r\n",
          part("file", "Email\na@acme.example\n"),
          part("mapping", "{}"), part("n".repeat(5_000), "x"), part("\u0000", "x"), part("file", "").repeat(100),
          "\u0000".repeat(100));

  private static final List<String> MAPPINGS =
      List.of(
          "", "null", "[]", "{", "[".repeat(5_000), "{\"a\":".repeat(5_000), "{\"columns\":null}",
          "{\"columns\":{\"Email\":null}}",
          "{\"columns\":{\"Email\":\"email\"},\"signals\":[null]}", "{\"columns\":{\"Email\":\"email\"},\"unknown\":[null]}",
          "{\"columns\":{\"Email\":\"email\"},\"constants\":{\"source\":\"\\u0000\"}}",
          "{\"columns\":{\"Email\":\"email\"},\"constants\":{\"source\":\"\\ud800\"}}", "{\"columns\":{\"\\u0000\":\"email\"}}",
          "{\"columns\":{\"Email\":\"email\"},\"system\":\"\\u0000\"}",
          "{\"columns\":{\"" + "k".repeat(60_000) + "\":\"email\"}}",
          "{\"columns\":{\"Email\":\"email\"},\"timeZone\":\"\\u0000\"}",
          "{\"columns\":{\"Email\":\"email\"},\"separator\":\"\\ud800\"}",
          "{\"columns\":{\"Email\":\"email\"},\"signals\":[{\"type\":\"x\",\"count\":"
              + "{\"column\":\"Email\",\"atMost\":1e400000000}}]}");

  /** Whole queries, whatever a call takes. */
  private static final List<String> QUERIES =
      List.of(
          "=x", "=", "&", "%", "%zz", "%ff", "x=%u0041", "a=%c3%28", "a=%ed%a0%80", "a=%00", "%00=a", "a;b", "a=b&a=b", "[]=1",
          "p=1&".repeat(1_100), "x=" + "x".repeat(5_000), "x=" + "x".repeat(12_000), "\u00e9=\u00e9", "a={}|", "a=b#c", "a=\\");

  /** In the place of a parameter's value. */
  private static final List<String> PARAMETER_VALUES =
      List.of(
          "", "%00", "%01", "%7f", "%ff", "%c3%28", "%ed%a0%80", "%c2%85", "%F0%9F%98%80", "x", "-1", "0", "99999999999", "1e9",
          "1.5", "x&NAME=y",
          "%2B999999999-12-31T23:59:59Z", "2026-01-01", "%27", "%22", "%5c", "x".repeat(3_000), "a%40acme.example%00", "%25");

  /** In the place of a part of the path. */
  static final List<String> PATH_PARTS =
      List.of(
          "%00", "%2f", "%2e%2e", "..", "x;y=z", "%3b", "", "%ff", "%c3%28", "%zz", "%", "%5c", "%0a", "%0d%0aX:y", "%7f",
          "%c2%85", "%ed%a0%80",
          "%25", "%252f", "%E2%80%A8", "x".repeat(5_000), "-1", "0", "99999999999", "1e9", "{id}", "[x]", "a|b", "<x>", "\u00ff",
          "\u00c3\u00a9", "%27");

  /** Lines of a head, in the place of or beside those that belong there. */
  static final List<String> HEADERS =
      List.of(
          "Accept: x", "Accept: */json", "Accept: application/xml", "Accept: text/html", "Accept: \u00ff",
          "Accept: " + "a/b,".repeat(500),
          "Accept-Language: \u00ff", "Accept-Language: de", "Accept-Charset: foo", "If-None-Match: \u00ff",
          "If-Modified-Since: x", "Range: bytes=0-1,5-",
          "Cookie: leadloop-session=\u00ff", "Cookie: ;;==", "Origin: \u00ff", "Idempotency-Key: \u00ff",
          "Idempotency-Key: " + "x".repeat(129),
          "Idempotency-Key: a\tb", "Content-Type: */*", "Content-Type: x", "Content-Type: application/*", "Content-Type: \u00ff",
          "Content-Type: application/json;charset=foo", "Content-Type: application/json;charset=utf-16",
          "Content-Type: multipart/form-data",
          "Content-Type: multipart/form-data; boundary=" + "x".repeat(500),
          "Content-Type: application/x-www-form-urlencoded;charset=utf-16",
          "Content-Type: application/x-www-form-urlencoded", "Content-Type: application/xml", "Content-Type: ",
          "Content-Encoding: gzip",
          "X-Forwarded-Host: a b", "X-Forwarded-Proto: foo", "X-HTTP-Method-Override: FOO", "Expect: foo",
          "Transfer-Encoding: gzip",
          "X-Odd: a\u0001b", "X-Odd: a\u0000b", ": x", "no colon", "X-Odd: " + "x".repeat(20_000), "Authorization: Bearer \u00ff",
          "Authorization: Basic \u00ff",
          "X-Twilio-Email-Event-Webhook-Signature: \u00ff");

  /** Fields of a form, as a browser sends them. */
  static final List<String> FORMS =
      List.of(
          "", "=x", "=", "&&&", "%", "a=%ff", "email=%00", "email=%c3%28", "%zz=1", "p=1&".repeat(1_100),
          "x=" + "x".repeat(100_000),
          "x=" + "x".repeat(3_000_000), "email[]=1", "email=1&email=2", "answers.need=%ed%a0%80", "\u00ff=\u00ff", "{\"a\":1}",
          "v=%00",
          "token=" + "A".repeat(5_000), "companySize=99999999999999", "username=%00&password=%00", "username=%ff&password=x",
          "topic=%00&change=topics", "_csrf=%ff", "cycle=x", "until=x", "untilTime=%2B999999999-12-31T00:00",
          "amount=1e999999999",
          "answer=reject&reason=%00", "formId=%00", "%00=1");

  private HostileInput() {}

  /** Bodies of the type for a call; those of JSON are the schema's example with one value in place of another. */
  static List<String> bodies(String type, JsonNode schema) {
    return switch (type) {
      case "application/yaml" -> YAML_BODIES;
      case "text/csv" -> CSV_BODIES;
      case "multipart/form-data" -> forms();
      default -> jsonBodies(schema);
    };
  }

  /** Queries for a call that takes these parameters. */
  static List<String> queries(List<String> parameters) {
    List<String> queries = new ArrayList<>(QUERIES);
    for (String name : parameters) {
      PARAMETER_VALUES.forEach(value -> queries.add(name + "=" + value.replace("NAME", name)));
    }
    return queries;
  }

  /** Bytes that are no request, or one that no client sends; the key is for those that have to get further. */
  static List<String> requests(String key) {
    String end = "\r\nHost: localhost\r\nConnection: close\r\n";
    String post = "POST /api/v1/leads HTTP/1.1" + end + "Authorization: Bearer " + key + "\r\nContent-Type: application/json\r\n";
    return List.of(
        "\u0000\u0001\u0002\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + "x".repeat(100)
            + "\r\n\r\n", "GET /api/v1/leads HTTP/3.9" + end + "\r\n",
        "GET / FOO/1.1" + end + "\r\n", "GET /api/v1/leads HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: \u00c3\u00a9\r\nConnection: close\r\n\r\n", " GET / HTTP/1.1" + end + "\r\n",
        "GET api/v1/leads HTTP/1.1" + end + "\r\n",
        "GET /api/v1/leads HTTP/1.1" + end + "X: a\u0000b\r\n\r\n", "GET /api/v1/leads HTTP/1.1" + end + "foo\r\n\r\n",
        "GET /api/v1/leads HTTP/1.1" + end + "X: a\r\n b\r\n\r\n",
        "GET /leads HTTP/1.1" + end + "X: " + "a".repeat(20_000) + "\r\n\r\n",
        "GET /api/v1/leads HTTP/1.1" + end + "X: a\r\n".repeat(300) + "\r\n",
        "GET /api/v1/leads?a=" + "x".repeat(20_000) + " HTTP/1.1" + end + "\r\n",
        post + "Transfer-Encoding: gzip\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\u0000: x\r\n\r\n",
        post + "Content-Length: -1\r\n\r\n", post + "Content-Length: x\r\n\r\n",
        post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
        post + "Content-Length: " + "9".repeat(20) + "\r\n\r\n{}", post + "Expect: foo\r\nContent-Length: 2\r\n\r\n{}");
  }

  /** So many of them, by chance but the same for the same seed. */
  static List<String> some(List<String> all, int most, Random chance) {
    List<String> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, chance);
    return shuffled.subList(0, Math.min(most, shuffled.size()));
  }

  private static List<String> forms() {
    List<String> forms = new ArrayList<>(PARTS);
    MAPPINGS.forEach(mapping -> forms.add(part("file", "Email\na@acme.example\n") + part("mapping", mapping) + "--x--\r\n"));
    return forms;
  }

  private static String part(String name, String content) {
    String file = name.equals("file") ? "; filename=\"a.csv\"" : "";
    return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"" + file + "\r\n\r\n" + content + "\r\n";
  }

  private static List<String> jsonBodies(JsonNode schema) {
    List<String> bodies = new ArrayList<>(JSON_BODIES);
    JsonNode example = schema.path("example");
    ObjectNode good = example.isObject() ? (ObjectNode) example.deepCopy() : JSON.createObjectNode();
    for (String property : schema.path("properties").propertyNames()) {
      for (String value : VALUES) {
        ObjectNode rest = good.deepCopy();
        rest.remove(property);
        String others = rest.isEmpty() ? "" : "," + rest.toString().substring(1, rest.toString().length() - 1);
        bodies.add("{\"" + property + "\":" + value + others + "}");
      }
    }
    JsonNode list = good.path("events");
    if (!list.isEmpty()) {
      for (String property : list.get(0).propertyNames()) {
        VALUES.forEach(value ->
            bodies.add("{\"events\":[{\"" + property + "\":" + value + ",\"eventId\":\"e\",\"type\":\"x\"}]}"));
      }
    }
    return bodies;
  }
}
