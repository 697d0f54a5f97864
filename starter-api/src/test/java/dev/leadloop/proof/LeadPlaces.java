package dev.leadloop.proof;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where leads stand, asked of the record for as long as it is down. */
final class LeadPlaces {
  private static final Duration OUTAGE = Duration.ofMinutes(3);

  /**
   * A lead as it stands.
   *
   * @param version of the policy it lives by
   * @param place written {@code sequence/step}; null where no sequence runs
   */
  record Place(String leadId, int version, boolean open, int score, @Nullable String place, @Nullable Handoff handoff) {}

  private final JdbcClient jdbc;

  LeadPlaces(Product product) {
    this.jdbc = JdbcClient.create(product.database());
  }

  /** What is asked of the record, once it answers. */
  <T> T ask(Function<JdbcClient, T> question) {
    return Waiting.patiently(OUTAGE, () -> question.apply(jdbc));
  }

  /** All that were decided about, by id. */
  Map<String, Place> now() {
    return ask(record -> record.sql("select lead_id, policy_version, stage, score, progress from lead_status")
        .query((row, n) -> place(row)).list().stream().collect(Collectors.toMap(Place::leadId, Function.identity())));
  }

  private static Place place(ResultSet row) throws SQLException {
    LeadProgress progress = Json.read(Objects.requireNonNull(row.getString("progress")), LeadProgress.class);
    NurturePosition position = progress.nurture().position();
    return new Place(
        row.getString("lead_id"), row.getInt("policy_version"), !Stage.ofLabel(row.getString("stage")).closed(),
        row.getInt("score"), position == null ? null : position.sequence() + "/" + position.step(), progress.handoff());
  }

  /** What the document of a version says. */
  PolicyTraits traits(int version) {
    return PolicyTraits.of(ask(record -> record.sql("select document from policy_version where version = ?").param(version)
        .query(String.class).single()));
  }
}
