package dev.leadloop.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.email.token.LinkTokens;
import dev.leadloop.email.token.LinkTokens.Click;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.engagement.HiddenLink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TrackedLinksTest {
  private static final SignedTokens TOKENS =
      new SignedTokens("a key for tests, thirty-two bytes".getBytes(StandardCharsets.UTF_8), Emails.CLOCK);
  private static final LinkTokens LINKS = new LinkTokens(TOKENS);
  private static final Pattern CLICK = Pattern.compile("href=\"https://leads\\.sender\\.test/c/([^\"]+)\"");
  private static final Pattern OPEN = Pattern.compile("src=\"https://leads\\.sender\\.test/o/([^\"]+)\"");
  private static final UUID SEND = UUID.randomUUID();

  private static OutgoingEmail mail(boolean ownLinks, String target) {
    return new EmailComposer(
            Emails.settings("outbox"), Emails.TEMPLATES, new UnsubscribeTokens(TOKENS), Emails.noReplies(), ownLinks)
        .nurture(
            SEND, "0192-lead", Emails.READER, "nurture/1-guide", Map.of("contentUrl", target), List.of("nurture", "guide"));
  }

  private static List<Click> clicks(OutgoingEmail mail) {
    return CLICK.matcher(mail.content().html()).results()
        .map(match -> LINKS.verifyClick(match.group(1)).orElseThrow())
        .toList();
  }

  @Test
  void everyLinkLeadsThroughUsToItsOwnTargetAndNowhereElse() {
    String target = "https://own.test/guide?a=1&b=2#top";
    OutgoingEmail mail = mail(true, target);
    assertThat(mail.content().html()).doesNotContain("own.test");
    assertThat(clicks(mail)).contains(new Click(SEND, 1, target));
  }

  @Test
  void oneLinkAndOnePictureNoPersonCanSee() {
    OutgoingEmail mail = mail(true, "https://own.test/guide");
    assertThat(clicks(mail)).filteredOn(click -> click.link() == LinkTokens.HIDDEN).hasSize(1);
    assertThat(mail.content().html()).doesNotContain("href=\"https://leads.sender.test" + HiddenLink.PATH);
    assertThat(OPEN.matcher(mail.content().html()).results().map(match -> LINKS.verifyOpen(match.group(1)).orElseThrow()))
        .containsExactly(SEND);
  }

  @Test
  void leavingAndPlainTextStayAsTheyAre() {
    OutgoingEmail mail = mail(true, "https://own.test/guide");
    assertThat(mail.content().html()).contains("href=\"" + mail.unsubscribe().url() + "\"");
    assertThat(mail.content().text()).contains("https://own.test/guide").doesNotContain("/c/", "/o/");
  }

  @Test
  void withoutOwnLinksNothingIsTouched() {
    assertThat(mail(false, "https://own.test/guide").content().html()).contains("https://own.test/guide")
        .doesNotContain("/c/", "/o/");
  }

  @Test
  void targetTooLongForATokenStaysAsItIs() {
    String target = "https://own.test/" + "x".repeat(700);
    assertThat(mail(true, target).content().html()).contains(target);
  }

  @Test
  void tokenOfAnotherKindOrAForgedOneLeadsNowhere() {
    String token = LINKS.click(new Click(SEND, 1, "https://own.test/")).orElseThrow();
    String other = TOKENS.issue(SignedTokens.Purpose.OPEN, SEND + " 1 https://evil.example/");
    assertThat(LINKS.verifyClick(other)).isEmpty();
    for (int i = 0; i < token.length(); i++) {
      String forged = token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
      assertThat(LINKS.verifyClick(forged)).isEmpty();
    }
    assertThat(LINKS.click(new Click(SEND, 1, "javascript:alert(1)"))).isEmpty();
  }
}
