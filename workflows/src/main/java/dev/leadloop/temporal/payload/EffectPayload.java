package dev.leadloop.temporal.payload;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.leadloop.lifecycle.deciding.Effect;
import org.jspecify.annotations.Nullable;

@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EffectPayload.SendEmail.class, name = EffectPayload.SEND_EMAIL),
  @JsonSubTypes.Type(value = EffectPayload.AskConfirmation.class, name = EffectPayload.ASK_CONFIRMATION),
  @JsonSubTypes.Type(value = EffectPayload.Notify.class, name = EffectPayload.NOTIFY)
})
sealed interface EffectPayload {
  String SEND_EMAIL = "send_email";
  String ASK_CONFIRMATION = "ask_confirmation";
  String NOTIFY = "notify";

  Effect read();

  record SendEmail(
      String sequence,
      int sequenceVersion,
      String step,
      int occurrence,
      String template,
      String label,
      @Nullable String topic)
      implements EffectPayload {
    @Override
    public Effect read() {
      return new Effect.SendEmail(sequence, sequenceVersion, step, occurrence, template, label, topic);
    }
  }

  record AskConfirmation(String label) implements EffectPayload {
    @Override
    public Effect read() {
      return new Effect.AskConfirmation(label);
    }
  }

  record Notify(Effect.Notice notice, String recipient, int cycle, String label) implements EffectPayload {
    @Override
    public Effect read() {
      return new Effect.Notify(notice, recipient, cycle, label);
    }
  }

  static EffectPayload of(Effect effect) {
    return switch (effect) {
      case Effect.SendEmail mail ->
          new SendEmail(
              mail.sequence(),
              mail.sequenceVersion(),
              mail.step(),
              mail.occurrence(),
              mail.template(),
              mail.label(),
              mail.topic());
      case Effect.AskConfirmation mail -> new AskConfirmation(mail.label());
      case Effect.Notify notice -> new Notify(notice.notice(), notice.recipient(), notice.cycle(), notice.label());
    };
  }

  static String kind(Effect effect) {
    return switch (effect) {
      case Effect.SendEmail ignored -> SEND_EMAIL;
      case Effect.AskConfirmation ignored -> ASK_CONFIRMATION;
      case Effect.Notify ignored -> NOTIFY;
    };
  }
}
