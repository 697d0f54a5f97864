package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeadloopDataConverterTest {

  record Message(Instant at, Duration within, ZonedDateTime local, @Nullable String note) {}

  private final DataConverter converter = LeadloopDataConverter.create();
  private final Message message = new Message(
      Instant.parse("2026-03-01T09:30:00Z"), Duration.ofMinutes(90),
      ZonedDateTime.of(2026, 3, 1, 10, 30, 0, 0, ZoneId.of("Europe/Berlin")), null);

  @Test
  void timesAreReadableAndNullsAreLeftOut() {
    assertThat(converter.toPayload(message).orElseThrow().getData().toStringUtf8()).isEqualTo(
        "{\"at\":\"2026-03-01T09:30:00Z\",\"within\":\"PT1H30M\",\"local\":\"2026-03-01T10:30:00+01:00[Europe/Berlin]\"}");
  }

  @Test
  void messagesComeBackAsTheyWere() {
    Payload payload = converter.toPayload(message).orElseThrow();
    assertThat(converter.fromPayload(payload, Message.class, Message.class)).isEqualTo(message);
  }

  @Test
  void fieldsOfANewerVersionAreIgnored() {
    Payload payload = converter.toPayload(message).orElseThrow();
    String json = payload.getData().toStringUtf8().replace("{\"at\"", "{\"later\":{\"x\":1},\"at\"");
    Payload newer = payload.toBuilder().setData(ByteString.copyFromUtf8(json)).build();
    assertThat(converter.fromPayload(newer, Message.class, Message.class)).isEqualTo(message);
  }
}
