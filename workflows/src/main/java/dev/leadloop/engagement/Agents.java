package dev.leadloop.engagement;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a User-Agent is one of a machine, judged by its form: nearly every browser and mail program begins in one of a
 * few ways and names no web address, and most machines do not hide. A machine that passes for a browser is found by when
 * and what it fetches instead.
 */
public final class Agents {
  /** How agents of people begin; Apple's mail privacy proxy sends "Mozilla/5.0" and nothing more. */
  private static final Pattern PERSON =
      Pattern.compile(
          "(Mozilla/[45]\\.0 \\(|Opera/|Dalvik/|Microsoft O|Outlook|MacOutlook|Mail/|Apple ?Mail|Lotus-Notes|YahooMobile"
              + "|YahooMailProxy|Thunderbird|Airmail|Spark/|eM ?Client|The Bat|Evolution/|K-9|SamsungEmail|HCL|BlackBerry"
              + "|Nokia|UCWEB).*",
          Pattern.DOTALL);

  /** Proxies that fetch pictures when, and only when, the reader opens the mail. */
  private static final Pattern FOR_A_READER = Pattern.compile("GoogleImageProxy|YahooMailProxy");

  private static final Pattern TRADE =
      Pattern.compile(
          "(?<!cu)bot(?![a-z])|robot|crawl|spider|slurp|scan(?!ia)|fetch|preview|monitor|validator|checker|linkcheck"
              + "|archiver|scrap|indexer|feed|rss|probe|verif|capture|snapshot|analy[sz]|inspect|audit|survey|resolver"
              + "|optimizer|synthetic|uptime|collector|harvest|extract|download|[- ]agent\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TOOL =
      Pattern.compile(
          "headless|phantomjs|lighthouse|selenium|playwright|puppeteer|nikto|openvas|ptst|pingdom|httrack|nutch|python"
              + "|urllib|curl/|wget|libwww|lwp|java[/)]|jakarta|apache-http|http-?_?client|axios|node-fetch|undici|ruby"
              + "|perl|php/|guzzle|scrapy|go-http|aiohttp|httpx|winhttp|hubspot|facebookexternal|google-|google favicon"
              + "|mediapartners|yandex(?!search)|baidu(?!browser|boxapp)|discord|skypeuri",
          Pattern.CASE_INSENSITIVE);

  /** Makers of filters that open mail and follow its links before the reader sees it. */
  private static final Pattern MAIL_FILTER =
      Pattern.compile(
          "barracuda|proofpoint|mimecast|safelinks|symantec|trend ?micro|ironport|fireeye|sophos|forcepoint|zscaler"
              + "|messagelabs|urldefense",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NAMES_ITS_MAKER =
      Pattern.compile(
          "https?://|\\bwww\\.[a-z]|@[a-z0-9-]+\\.[a-z]|[a-z0-9-]\\.(com|org|net|io)\\b|\\(compatible; (?!msie|konqueror|lotus)",
          Pattern.CASE_INSENSITIVE);

  private Agents() {}

  /** Whether it is a machine's; an agent that is not known or empty is not held against anyone. */
  public static boolean machine(@Nullable String agent) {
    if (agent == null || agent.isBlank() || FOR_A_READER.matcher(agent).find()) {
      return false;
    }
    return !PERSON.matcher(agent).matches()
        || TRADE.matcher(agent).find()
        || TOOL.matcher(agent).find()
        || MAIL_FILTER.matcher(agent).find()
        || NAMES_ITS_MAKER.matcher(agent).find();
  }
}
