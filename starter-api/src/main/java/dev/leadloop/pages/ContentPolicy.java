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

  /** The same for a page that shows something of ours in a frame, such as a mail. */
  public static final String WITH_FRAME = STRICT + "; frame-src 'self'";

  /**
   * The policy of a mail as it was sent, which a page of ours shows in a frame: its own looks and nothing else. No script runs,
   * no picture is fetched, so that looking at it counts as no opening, and no link leads anywhere.
   */
  public static final String MAIL =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; sandbox";

  private ContentPolicy() {}

  /**
   * The same policy for a form that may stand in a frame of ours and of these, and that leads to one of them once it is sent: a
   * browser follows such a redirect only where a form may be sent.
   *
   * @param origins such as https://www.example.com
   */
  public static String sentAndFramedByUsAnd(List<String> origins) {
    String all = String.join(" ", "'self'", String.join(" ", origins)).strip();
    return policy(all, all);
  }

  private static String framedBy(String ancestors) {
    return policy("'self'", ancestors);
  }

  private static String policy(String sent, String ancestors) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
        + " form-action " + sent + "; frame-ancestors " + ancestors + "; base-uri 'none'; report-uri " + REPORTS;
  }
}
