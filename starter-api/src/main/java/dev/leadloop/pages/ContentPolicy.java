package dev.leadloop.pages;

import java.util.List;

/**
 * What a browser may load and do on a page of ours (Content-Security-Policy, level 3). Each page has {@link #STRICT}: scripts,
 * styles, pictures and fonts of ours as files, and nothing written into the page itself. Only a form that a company shows
 * within its own pages may be framed by them.
 */
public final class ContentPolicy {
  /** The header's name. */
  public static final String HEADER = "Content-Security-Policy";

  /** Where browsers report what they kept out. */
  public static final String REPORTS = "/csp-report";

  /** The policy of every page. */
  public static final String STRICT = framedBy("'none'");

  private ContentPolicy() {}

  /**
   * The same policy for a page that may stand in a frame of ours and of these.
   *
   * @param origins such as https://www.example.com
   */
  public static String framedByUsAnd(List<String> origins) {
    return framedBy(String.join(" ", "'self'", String.join(" ", origins)).strip());
  }

  private static String framedBy(String ancestors) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
        + " form-action 'self'; frame-ancestors " + ancestors + "; base-uri 'none'; report-uri " + REPORTS;
  }
}
