package dev.leadloop.temporal.payload;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.leadloop.lifecycle.Happening;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.scoring.ScoreSummary;
import java.io.IOException;
import java.util.function.Function;

/** Writes and reads records of the domain by the types that stand for them on the wire. */
public final class Payloads {
  private Payloads() {}

  /** What a mapper needs in order to do so. */
  public static Module module() {
    SimpleModule module = new SimpleModule("payloads");
    add(module, LeadView.class, ViewPayload.class, ViewPayload::of, ViewPayload::read);
    add(module, ScoreSummary.class, ScorePayload.class, ScorePayload::of, ScorePayload::read);
    add(module, Due.class, DuePayload.class, DuePayload::of, DuePayload::read);
    add(module, Verdict.class, VerdictPayload.class, VerdictPayload::of, VerdictPayload::read);
    add(module, Happening.class, HappeningPayload.class, HappeningPayload::of, HappeningPayload::read);
    add(module, Handoff.class, HandoffPayload.class, HandoffPayload::of, HandoffPayload::read);
    add(module, LeadProgress.class, ProgressPayload.class, ProgressPayload::of, ProgressPayload::read);
    add(module, Effect.class, EffectPayload.class, EffectPayload::of, EffectPayload::read);
    return module;
  }

  /** The name that an effect has in JSON, such as {@code send_email}. */
  public static String kind(Effect effect) {
    return EffectPayload.kind(effect);
  }

  private static <D, P> void add(
      SimpleModule module, Class<D> type, Class<P> payload, Function<D, P> written, Function<P, D> read) {
    module.addSerializer(type, new Writing<>(type, written));
    module.addDeserializer(type, new Reading<>(type, payload, read));
  }

  @SuppressWarnings("serial")
  private static final class Writing<D, P> extends StdSerializer<D> {
    private final transient Function<D, P> written;

    Writing(Class<D> type, Function<D, P> written) {
      super(type);
      this.written = written;
    }

    @Override
    public void serialize(D value, JsonGenerator json, SerializerProvider provider) throws IOException {
      provider.defaultSerializeValue(written.apply(value), json);
    }
  }

  @SuppressWarnings("serial")
  private static final class Reading<D, P> extends StdDeserializer<D> {
    private final Class<P> payload;
    private final transient Function<P, D> read;

    Reading(Class<D> type, Class<P> payload, Function<P, D> read) {
      super(type);
      this.payload = payload;
      this.read = read;
    }

    @Override
    public D deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return read.apply(context.readValue(json, payload));
    }
  }
}
