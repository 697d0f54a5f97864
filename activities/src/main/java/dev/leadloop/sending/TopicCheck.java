package dev.leadloop.sending;

import dev.leadloop.consent.TopicStore;
import dev.leadloop.lifecycle.nurturing.MailHold;
import org.jspecify.annotations.Nullable;

/** Holds a mail of a topic that its reader left; leaving a topic takes the same lock as a send. */
final class TopicCheck implements SendCheck {
  private final TopicStore topics;

  TopicCheck(TopicStore topics) {
    this.topics = topics;
  }

  @Override
  public @Nullable Held look(Mail mail) {
    return Held.of(
        MailHold.byTopic(
            mail.policy(), mail.email().sequence(), mail.email().step(), mail.email().topic(),
            topic -> topics.left(mail.emailKey()).contains(topic)));
  }
}
