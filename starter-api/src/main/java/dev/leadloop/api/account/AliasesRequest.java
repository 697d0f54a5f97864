package dev.leadloop.api.account;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.leadloop.text.IntakeLimits;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of aliases, such as of a group's subsidiaries. */
@Schema(
    name = "AliasListSent",
    example =
        """
        {"aliases":[{"account":"acme.example","domain":"acme-labs.example"},{"account":"acme.example","company":"Acme Labs"}]}""")
record AliasesRequest(
    @NotEmpty @Size(max = AliasesRequest.MOST) @JsonSetter(contentNulls = Nulls.FAIL)
        List<@NotNull AliasOfRequest> aliases) {
  static final int MOST = 1_000;

  /**
   * One alias of one account. What is wrong with it is its verdict, and the others are taken.
   *
   * @param account by its id, its domain or its name
   * @param domain of the alias; or else its `company`
   */
  @Schema(name = "AliasListSentAlias")
  record AliasOfRequest(
      @Schema(minLength = 1, maxLength = IntakeLimits.COMPANY, requiredMode = Schema.RequiredMode.REQUIRED) String account,
      @Nullable @Schema(maxLength = IntakeLimits.COMPANY) String domain,
      @Nullable @Schema(maxLength = IntakeLimits.COMPANY) String company) {}
}
