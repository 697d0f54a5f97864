package dev.leadloop.email;

import dev.leadloop.email.template.RenderedEmail;
import dev.leadloop.email.token.LinkTokens;
import dev.leadloop.email.token.LinkTokens.Click;
import dev.leadloop.engagement.HiddenLink;
import dev.leadloop.text.BaseUrl;
import java.net.URI;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leads the links of a mail's HTML part through us, the one no person can see among them, and adds a
 * picture. The unsubscribe link and the plain text stay as they are.
 */
final class TrackedLinks {

  private static final Pattern HREF = Pattern.compile("href=\"(https?://[^\"]+)\"");
  private static final String END = "</body>";

  private final LinkTokens tokens;
  private final String base;

  TrackedLinks(LinkTokens tokens, URI publicUrl) {
    this.tokens = tokens;
    this.base = BaseUrl.of(publicUrl);
  }

  RenderedEmail in(RenderedEmail content, UUID sendId, URI unsubscribe) {
    int[] number = {0};
    String html =
        HREF.matcher(content.html())
            .replaceAll(
                match -> Matcher.quoteReplacement(href(match, sendId, unsubscribe, number)));
    int end = html.lastIndexOf(END);
    return end < 0
        ? content
        : content.with(
            content.subject(),
            content.text(),
            html.substring(0, end) + picture(sendId) + html.substring(end));
  }

  private String href(MatchResult match, UUID sendId, URI unsubscribe, int[] number) {
    String target = match.group(1).replace("&amp;", "&");
    if (target.equals(unsubscribe.toString())) {
      return match.group();
    }
    int link = HiddenLink.is(target) ? LinkTokens.HIDDEN : ++number[0];
    return tokens
        .click(new Click(sendId, link, target))
        .map(token -> "href=\"" + base + "/c/" + token + "\"")
        .orElseGet(match::group);
  }

  private String picture(UUID sendId) {
    return "<img src=\""
        + base
        + "/o/"
        + tokens.open(sendId)
        + "\" width=\"1\" height=\"1\" alt=\"\" style=\"border:0;width:1px;height:1px\">";
  }
}
