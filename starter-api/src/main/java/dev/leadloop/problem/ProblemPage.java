package dev.leadloop.problem;

import org.springframework.http.ProblemDetail;
import org.springframework.web.util.HtmlUtils;

/** A problem as a page, for where no template can be had: the same words, and a way on. */
public final class ProblemPage {
  /** What the page is sent as. */
  public static final String CONTENT_TYPE = "text/html;charset=UTF-8";

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>%1$s</title>
      </head>
      <body>
      <main>
        <h1>%1$s</h1>
        <p>%2$s</p>
        <p><a href="/">To the start</a></p>
      </main>
      </body>
      </html>
      """;

  private ProblemPage() {}

  /** The page. */
  public static String of(ProblemDetail document) {
    return PAGE.formatted(text(String.valueOf(document.getTitle())), text(String.valueOf(document.getDetail())));
  }

  private static String text(String words) {
    return HtmlUtils.htmlEscape(words, "UTF-8");
  }
}
