package dev.leadloop.api.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadloop.account.alias.Aliases.Outcome;
import dev.leadloop.accounts.AliasDesk.Done;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verdicts in the order of the aliases. */
@Schema(name = "AliasVerdicts")
record AliasesResponse(int added, int same, int refused, List<AliasResponse> aliases) {
  static AliasesResponse of(List<AliasResponse> aliases) {
    int added = (int) aliases.stream().filter(one -> one.verdict() == Verdict.ADDED).count();
    int same = (int) aliases.stream().filter(one -> one.verdict() == Verdict.SAME).count();
    return new AliasesResponse(added, same, aliases.size() - added - same, aliases);
  }

  /** What can become of one alias. */
  enum Verdict {
    @JsonProperty("added")
    ADDED,
    /** The account has it already. */
    @JsonProperty("same")
    SAME,
    /** Another account has it, or it cannot be for what others are known by. */
    @JsonProperty("conflict")
    CONFLICT,
    @JsonProperty("invalid")
    INVALID
  }

  /**
   * What became of one alias.
   *
   * @param line of the file; null where there was none
   * @param detail what to do about it; null where it is in
   */
  @Schema(name = "AliasVerdict")
  record AliasResponse(@Nullable Integer line, Verdict verdict, @Nullable String accountId, @Nullable String detail) {
    static AliasResponse of(@Nullable Integer line, Done done) {
      return switch (done.outcome()) {
        case null -> new AliasResponse(line, Verdict.INVALID, null, done.fault());
        case Outcome.Added ignored -> new AliasResponse(line, Verdict.ADDED, done.accountId(), null);
        case Outcome.Same ignored -> new AliasResponse(line, Verdict.SAME, done.accountId(), null);
        case Outcome.Conflict conflict ->
            new AliasResponse(line, Verdict.CONFLICT, done.accountId(), "the alias " + conflict.why());
      };
    }
  }
}
