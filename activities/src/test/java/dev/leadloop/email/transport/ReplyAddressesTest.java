package dev.leadloop.email.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.email.Emails;
import dev.leadloop.email.address.EmailAddresses;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplyAddressesTest {
  private static final byte[] KEY = "a key for tests, thirty-two bytes".getBytes(StandardCharsets.UTF_8);
  private static final ReplyAddresses ADDRESSES =
      new ReplyAddresses(Mailbox.of("reply@in.example.com"), Mailbox.of("bounce@in.example.com"), KEY);

  @Test
  void addressSaysWhichMailItIsAbout() {
    for (int i = 0; i < 200; i++) {
      UUID send = UUID.randomUUID();
      String reply = ADDRESSES.replyTo(send).orElseThrow().address();
      assertThat(reply).startsWith("reply+").endsWith("@in.example.com");
      assertThat(reply.substring(0, reply.indexOf('@'))).hasSizeLessThanOrEqualTo(64).matches("[a-z2-7+]+");
      assertThat(ADDRESSES.sendOf(reply)).contains(send);
      assertThat(ADDRESSES.sendOf(reply.toUpperCase(Locale.ROOT))).as("servers change the case").contains(send);
      assertThat(ADDRESSES.sendOf(ADDRESSES.bounceTo(send).orElseThrow())).contains(send);
      assertThat(EmailAddresses.normalise(reply)).contains(reply);
    }
  }

  @Test
  void addressThatWasNotMadeHereNamesNoMail() {
    String reply = ADDRESSES.replyTo(UUID.randomUUID()).orElseThrow().address();
    for (int i = 6; i < reply.indexOf('@'); i++) {
      char other = reply.charAt(i) == 'a' ? 'b' : 'a';
      assertThat(ADDRESSES.sendOf(reply.substring(0, i) + other + reply.substring(i + 1))).as("character " + i).isEmpty();
    }
    byte[] otherKey = "another key, also of 32 bytes and more".getBytes(StandardCharsets.UTF_8);
    assertThat(new ReplyAddresses(null, null, otherKey).sendOf(reply)).isEmpty();
    assertThat(ADDRESSES.sendOf("reply@in.example.com")).isEmpty();
    assertThat(ADDRESSES.sendOf("reply+" + "1".repeat(42) + "@in.example.com")).isEmpty();
    assertThat(ADDRESSES.sendOf("")).isEmpty();
  }

  @Test
  void withoutMailboxesNothingChanges() {
    assertThat(Emails.noReplies().replyTo(UUID.randomUUID())).isEmpty();
    assertThat(Emails.noReplies().bounceTo(UUID.randomUUID())).isEmpty();
    Mailbox tooLong = Mailbox.of("a-mailbox-with-a-long-name@example.com");
    assertThatThrownBy(() -> new ReplyAddresses(tooLong, null, KEY)).hasMessageContaining("before the @");
  }
}
